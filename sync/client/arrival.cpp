#include "sync/client/arrival.h"

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

/// In the store's meta: 1 once everything has come.
const QString doneName = u"app.first_pull_done"_s;

} // namespace

Result<bool> hasArrived(Store &store)
{
    const auto done = store.meta().number(doneName);
    return done ? Result<bool>(*done != 0) : done.error();
}

Result<void> markArrived(Store &store)
{
    const auto done = hasArrived(store);
    if (!done || *done)
        return done ? Result<void>() : done.error();
    return store.transact([&] { return store.meta().setNumber(doneName, 1); });
}

} // namespace sightline::sync
