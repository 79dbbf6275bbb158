#include "core/forms/form_text.h"
#include "core/forms/judge_response.h"
#include "core/queries/capture_context.h"
#include "platform/cli/cli_files.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

/// Judges a response by its form. The exit code says whether there is an error among the issues.
Result<CliReply> formValidateCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto form = readFormFile(options.formFile);
    if (!form)
        return form.error();
    const auto json = readJsonFile(options.answersFile, u"The answers file"_s);
    if (!json)
        return json.error();
    const auto reading = fromResponse(*form, *json, session.world().random);
    if (!reading)
        return reading.error();
    const ValidateFor purpose = options.asCompleted ? ValidateFor::Completion : purposeOf(reading->metadata);
    const auto issues = judgeResponse(*form, *reading, purpose, presentContext(session.world().calendar, session.world().clock.now()));
    Json all = Json::array();
    QString text;
    for (const FormIssue &issue : issues) {
        all.append(issueJson(issue));
        const bool isError = issue.severity == FormIssue::Severity::Error;
        text += u"%1  %2  %3  %4\n"_s.arg(isError ? u"error"_s : u"warning"_s, issueKindName(issue.kind),
                                          issue.linkId.isEmpty() ? u"-"_s : withoutHiddenMarks(issue.linkId.simplified()), issue.text);
    }
    const QString judgedAs = purpose == ValidateFor::Completion ? u"as completed"_s : u"as a draft"_s;
    text += issues.isEmpty() ? u"Nothing is wrong, judged %1.\n"_s.arg(judgedAs) : u"%1 said, judged %2.\n"_s.arg(issues.size()).arg(judgedAs);
    return CliReply { .json = all, .text = text, .isRefusal = hasErrors(issues) };
}

} // namespace sightline::cli
