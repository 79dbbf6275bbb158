#include "core/forms/form_text.h"
#include "core/forms/publish.h"
#include "platform/cli/cli_files.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

QString severityName(const ImportNote &note) { return note.severity == ImportNote::Severity::BlocksFilling ? u"blocks-filling"_s : u"note"_s; }

Json noteJson(const ImportNote &note)
{
    return Json::object({ { u"severity"_s, severityName(note) }, { u"linkId"_s, note.linkId }, { u"text"_s, note.text } });
}

QString line(const QString &what, const ImportNote &note)
{
    return u"%1  %2  %3\n"_s.arg(what, note.linkId.isEmpty() ? u"-"_s : withoutHiddenMarks(note.linkId.simplified()), note.text);
}

} // namespace

/// The lenient report and the strict verdict. The exit code is the verdict.
Result<CliReply> formCheckCommand(CliSession &session)
{
    const auto form = readFormFile(session.options().formFile);
    if (!form)
        return form.error();
    const auto refusals = publishRefusals(*form);
    Json findings = Json::array();
    Json reasons = Json::array();
    QString text = u"%1\n%2 %3.\n"_s.arg(form->title.isEmpty() ? u"(a form without a title)"_s : form->title.simplified())
                       .arg(form->items.size())
                       .arg(form->items.size() == 1 ? u"item"_s : u"items"_s);
    for (const ImportNote &note : form->report) {
        findings.append(noteJson(note));
        text += line(severityName(note), note);
    }
    for (const ImportNote &refusal : refusals) {
        reasons.append(noteJson(refusal));
        if (!form->report.contains(refusal))
            text += line(u"refused"_s, refusal);
    }
    const bool isFit = refusals.isEmpty();
    text += form->canBeFilled() ? u"Can be filled here: yes.\n"_s : u"Can be filled here: no.\n"_s;
    text += isFit ? u"Fit to publish: yes.\n"_s : u"Fit to publish: no; %1 to put right.\n"_s.arg(refusals.size());
    const Json json = Json::object({ { u"url"_s, form->url },
                                     { u"version"_s, form->version },
                                     { u"title"_s, form->title },
                                     { u"status"_s, form->status },
                                     { u"items"_s, qint64(form->items.size()) },
                                     { u"fillable"_s, form->canBeFilled() },
                                     { u"findings"_s, findings },
                                     { u"fit"_s, isFit },
                                     { u"refusals"_s, reasons } });
    return CliReply { .json = json, .text = text, .isRefusal = !isFit };
}

} // namespace sightline::cli
