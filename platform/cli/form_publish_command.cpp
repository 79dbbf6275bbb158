#include "core/commands/edit_template.h"
#include "core/commands/move_draft.h"
#include "core/commands/publish_form.h"
#include "platform/cli/cli_files.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

/// A file's Questionnaire as a version for the whole council; or every reason against it and exit code 1.
Result<CliReply> formPublishCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto document = readJsonFile(options.formFile, u"The form file"_s);
    if (!document)
        return document.error();
    const auto from = CliSession::day(options.from, {});
    const auto approved = CliSession::day(options.approved, {});
    const auto reviewBy = CliSession::day(options.reviewBy, {});
    for (const auto *day : { &from, &approved, &reviewBy }) {
        if (!*day)
            return day->error();
    }
    const auto store = session.store();
    if (!store)
        return store.error();
    PublishedForm form;
    form.questionnaire = writeJson(*document);
    const auto published = publishForm(**store, form, { *from, *approved, *reviewBy, session.today() });
    if (!published)
        return published.error();
    if (published->record) {
        return CliReply { Json::object({ { u"form"_s, published->form }, { u"record"_s, published->record->toString() }, { u"from"_s, dateOrNull(*from) } }),
                          u"Published %1, saved on this device. It is used from %2 on, once the hub has it.\n"_s.arg(published->form,
                                                                                                                     from->toString(Qt::ISODate)) };
    }
    Json problems = Json::array();
    QString text;
    for (const TemplateProblem &problem : published->problems) {
        problems.append(Json::object({ { u"linkId"_s, problem.linkId }, { u"text"_s, problem.text } }));
        text += u"%1  %2\n"_s.arg(problem.linkId.isEmpty() ? u"-"_s : problem.linkId, problem.text);
    }
    text += u"Not published; %1 to put right.\n"_s.arg(published->problems.size());
    return CliReply { .json = Json::object({ { u"problems"_s, problems } }), .text = text, .isRefusal = true };
}

/// A draft goes to another version of its form, with a list of what has no place there.
Result<CliReply> formMoveCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto draft = CliSession::identifier<RecordId>(options.record, u"draft"_s);
    if (!draft)
        return draft.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    QString form = options.form;
    if (form.isEmpty()) {
        const auto newer = newerFormFor(**store, *draft, session.today());
        if (!newer)
            return newer.error();
        if (!*newer)
            return Error { ErrorCode::NotFound, u"There is no newer version of this draft's form in use; name one with --to."_s };
        form = (*newer)->published.form;
    }
    const auto moved = lookAtMove(**store, *draft, form);
    if (!moved)
        return moved.error();
    Json left = Json::array();
    QString text;
    for (const MovedAnswers::Left &one : moved->left) {
        left.append(Json::object({ { u"question"_s, one.question }, { u"answer"_s, one.answer } }));
        text += u"no place for  %1: %2\n"_s.arg(one.question.simplified(), one.answer.simplified());
    }
    for (const QString &question : moved->asked)
        text += u"newly asked   %1\n"_s.arg(question.simplified());
    Json json = Json::object({ { u"form"_s, form }, { u"left"_s, left }, { u"asked"_s, Json::strings(moved->asked) } });
    if (options.asDraft) {
        text += u"Nothing was changed.\n"_s;
        return CliReply { json, text };
    }
    const auto made = moveDraft(**store, *draft, form);
    if (!made)
        return made.error();
    json.set(u"draft"_s, made->toString());
    text += u"Moved to %1: draft %2. The old draft can be brought back for 7 days.\n"_s.arg(form, made->toString());
    return CliReply { json, text };
}

} // namespace sightline::cli
