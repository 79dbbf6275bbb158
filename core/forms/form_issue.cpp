#include "core/forms/form_issue.h"

#include "core/forms/form_text.h"
#include "core/forms/questionnaire.h"

namespace sightline {

using namespace Qt::StringLiterals;

QString issueKindName(FormIssue::Kind kind)
{
    switch (kind) {
    case FormIssue::Kind::Required: return u"required"_s;
    case FormIssue::Kind::TooFew: return u"too-few"_s;
    case FormIssue::Kind::TooMany: return u"too-many"_s;
    case FormIssue::Kind::WrongType: return u"wrong-type"_s;
    case FormIssue::Kind::NotAnOption: return u"not-an-option"_s;
    case FormIssue::Kind::TooLong: return u"too-long"_s;
    case FormIssue::Kind::TooShort: return u"too-short"_s;
    case FormIssue::Kind::TooLow: return u"too-low"_s;
    case FormIssue::Kind::TooHigh: return u"too-high"_s;
    case FormIssue::Kind::WrongFormat: return u"wrong-format"_s;
    case FormIssue::Kind::TooManyDecimals: return u"too-many-decimals"_s;
    case FormIssue::Kind::FileNotAllowed: return u"file-not-allowed"_s;
    case FormIssue::Kind::UnknownItem: return u"unknown-item"_s;
    case FormIssue::Kind::WrongPlace: return u"wrong-place"_s;
    case FormIssue::Kind::Rule: return u"rule"_s;
    case FormIssue::Kind::NotChecked: return u"not-checked"_s;
    case FormIssue::Kind::TooLarge: return u"too-large"_s;
    case FormIssue::Kind::NotEnabled: return u"not-enabled"_s;
    }
    return {};
}

QList<FormIssue::Kind> issueKinds()
{
    QList<FormIssue::Kind> kinds;
    for (int at = 0; at <= int(FormIssue::Kind::NotEnabled); ++at)
        kinds.append(static_cast<FormIssue::Kind>(at));
    return kinds;
}

Json issueJson(const FormIssue &issue)
{
    const bool isError = issue.severity == FormIssue::Severity::Error;
    return Json::object({ { u"severity"_s, isError ? u"error"_s : u"warning"_s },
                          { u"kind"_s, issueKindName(issue.kind) },
                          { u"linkId"_s, issue.linkId },
                          { u"text"_s, issue.text } });
}

QString quotedLabel(const FormItem &item)
{
    constexpr qsizetype longest = 60;
    QString label = item.text.isEmpty() ? withoutHiddenMarks(item.linkId) : item.text;
    if (label.size() > longest)
        label = label.left(longest - 1).trimmed() + u'…';
    return u"“%1”"_s.arg(label);
}

} // namespace sightline
