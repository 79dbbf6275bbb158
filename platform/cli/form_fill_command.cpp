#include "core/forms/carry_forward.h"
#include "core/forms/enable_when.h"
#include "core/forms/product_functions.h"
#include "core/forms/response.h"
#include "core/queries/capture_context.h"
#include "platform/cli/cli_files.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

/// Answers of a file that belongs to @p form, with what it says beside them.
Result<ResponseReading> readResponseFile(CliSession &session, const Questionnaire &form, const QString &path)
{
    const auto json = readJsonFile(path, u"The answers file"_s);
    if (!json)
        return json.error();
    return fromResponse(form, *json, session.world().random);
}

} // namespace

/// What a person would find on opening the form: every question that is asked, with its first, carried and calculated values.
/// A response that is given goes on where it stopped; first values are for a new one.
Result<CliReply> formFillCommand(CliSession &session)
{
    const CliOptions &options = session.options();
    const auto form = readFormFile(options.formFile, options.language);
    if (!form)
        return form.error();
    if (!form->canBeFilled())
        return Error { ErrorCode::UnsupportedVersion,
                       u"This form cannot be filled here: it changes its meaning by something this version does not know. `form check` names it."_s };
    FormContext context = presentContext(session.world().calendar, session.world().clock.now());
    if (!options.previousFile.isEmpty()) {
        const auto previous = readResponseFile(session, *form, options.previousFile);
        if (!previous)
            return previous.error();
        context.previous = previous->answers;
    }
    ResponseReading filling;
    if (options.answersFile.isEmpty()) {
        filling.answers = prefilledAnswers(*form, context, session.world().random);
    } else {
        auto given = readResponseFile(session, *form, options.answersFile);
        if (!given)
            return given.error();
        filling = std::move(given).value();
        recalculate(*form, filling.answers, context);
    }
    filling.answers = withoutDisabled(*form, filling.answers);
    if (filling.metadata.authored.isEmpty())
        filling.metadata.authored = context.now;
    return CliReply { .json = toResponse(*form, filling.answers, filling.metadata, ItemsWritten::Enabled), .isDocument = true };
}

} // namespace sightline::cli
