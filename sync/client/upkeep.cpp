#include "sync/client/upkeep.h"

#include "sync/client/limits.h"

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

const QString scrubbedKey = u"upkeep.scrubbed_at"_s;
const QString programKey = u"upkeep.program"_s;

/// Runs @p job and gives what it came to.
template <typename Job>
auto on(StoreAccess &access, const Job &job) -> std::invoke_result_t<const Job &, Store &>
{
    std::invoke_result_t<const Job &, Store &> result = Error { ErrorCode::Cancelled, {} };
    const auto ran = access.run([&](Store &store) { result = job(store); });
    return ran ? result : ran.error();
}

Result<void> readAgainAfterUpdate(Store &store, const QString &program)
{
    const auto before = store.meta().text(programKey);
    if (!before || *before == program)
        return before ? Result<void>() : before.error();
    if (const auto retried = retrySetAside(store); !retried)
        return retried.error();
    return store.transact([&] { return store.meta().setText(programKey, program); });
}

/// Copies of what the hub has too go with their records once its backup has them, and are kept within bounds: they come again when somebody
/// looks at them.
Result<qint64> makeRoom(Store &store)
{
    const auto state = store.meta().syncState();
    if (!state)
        return state.error();
    const auto named = store.drafts().filesNamed();
    return store.transact([&]() -> Result<qint64> {
        if (const auto dropped = store.fileTravel().dropOrphans(state->durableSeq); !dropped)
            return dropped.error();
        // A draft that cannot be read may name anything.
        return named ? store.fileTravel().makeRoom(limits::fileCopiesBytesMax, state->durableSeq, *named) : Result<qint64>(0);
    });
}

/// A clock that was set back must not put the scrub off for years.
Result<bool> isScrubDue(Store &store)
{
    const auto last = store.meta().number(scrubbedKey);
    if (!last)
        return last.error();
    const qint64 now = store.clock().now().msSinceEpoch;
    return now - *last >= scrubIntervalMs || *last > now;
}

} // namespace

QString thisProgram() { return QStringLiteral(SIGHTLINE_VERSION); }

Result<void> keepUp(StoreAccess &access, const std::function<bool()> &isWanted, std::optional<Scrub> &scrub, const QString &program)
{
    if (const auto read = on(access, [&](Store &store) { return readAgainAfterUpdate(store, program); }); !read)
        return read;
    // Whatever comes of it, the disk is looked at.
    if (const auto made = on(access, makeRoom); made && *made > 0) {
        if (const auto forgotten = on(access, [](Store &store) { return store.forgetPurged(); }); !forgotten)
            return forgotten;
    }
    if (!scrub) {
        const auto isDue = on(access, isScrubDue);
        if (!isDue || !*isDue)
            return isDue ? Result<void>() : isDue.error();
        scrub.emplace();
    }
    for (bool isMore = true; isMore;) {
        if (!isWanted())
            return Error { ErrorCode::Cancelled, {} };
        const auto step = on(access, [&](Store &store) { return scrub->step(store); });
        if (!step) {
            scrub.reset();
            if (step.error().code == ErrorCode::Corrupt) {   // the next transaction begins with mending, and nobody is made to wait for one
                [[maybe_unused]] const auto mended = on(access, [](Store &store) { return store.transact([] { return Result<void>(); }); });
            }
            return step.error();
        }
        isMore = *step;
    }
    scrub.reset();
    return on(access, [](Store &store) { return store.transact([&] { return store.meta().setNumber(scrubbedKey, store.clock().now().msSinceEpoch); }); });
}

} // namespace sightline::sync
