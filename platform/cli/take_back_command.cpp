#include "core/commands/hand_over.h"
#include "core/queries/capture_context.h"
#include "platform/cli/commands.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

Result<CliReply> takeBackCommand(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto present = presentHandOver(**store);
    if (!present)
        return present.error();
    if (!*present)
        return CliReply { Json::object({ { u"handed_over"_s, false } }), u"This device is not handed over.\n"_s };
    FormContext context = presentContext(session.world().calendar, session.world().clock.now());
    const auto draft = (*store)->drafts().find((*present)->draft);
    if (draft && *draft && (*draft)->body.type == RecordType::Form) {
        const auto form = findForm(**store, (*draft)->body.form);
        if (!form)
            return form.error();
        auto known = captureContext(**store, session.world().calendar, **form, {}, Answers((*draft)->body.answers), (*draft)->body.madeAtMs);
        if (!known)
            return known.error();
        context = *std::move(known);
    }
    // Whoever starts this program has the store's key, and with it all that the lock covers.
    const auto was = giveBackWithoutCode(**store, context, true);
    if (!was)
        return was.error();
    return CliReply { Json::object({ { u"handed_over"_s, false }, { u"record"_s, was->record ? Json(was->record->toString()) : Json() } }),
                      was->record ? u"The device is its owner's again. What was said is saved on this device: %1\n"_s.arg(was->record->toString())
                                  : u"The device is its owner's again. Nothing had been said.\n"_s };
}

} // namespace sightline::cli
