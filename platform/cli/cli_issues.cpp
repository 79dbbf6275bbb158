#include "platform/cli/cli_issues.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

Error refusal(const QList<FormIssue> &issues, const QString &what)
{
    QStringList said;
    for (const FormIssue &issue : issues) {
        if (issue.severity == FormIssue::Severity::Error)
            said.append(u"%1: %2"_s.arg(issue.linkId.isEmpty() ? u"form"_s : issue.linkId, issue.text));
    }
    said.removeDuplicates();
    constexpr qsizetype shown = 20;
    const QString more = said.size() > shown ? u" (and %1 more)"_s.arg(said.size() - shown) : QString();
    return Error { ErrorCode::InvalidInput, u"%1 %2%3"_s.arg(what, said.mid(0, shown).join(u' '), more) };
}

} // namespace sightline::cli
