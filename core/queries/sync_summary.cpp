#include "core/queries/sync_summary.h"

#include "core/store/reading_lease.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<QStringList> damagedRecords(Store &store)
{
    const auto operations = store.damaged().moved();
    if (!operations)
        return operations.error();
    const auto drafts = store.drafts().damaged();
    if (!drafts)
        return drafts.error();
    QStringList records;
    const auto name = [&records](const QByteArray &record) {
        const auto id = RecordId::fromBytes(record);
        const QString named = id ? id->toString() : QString::fromLatin1(record.toHex());
        if (!records.contains(named))
            records.append(named);
    };
    for (const DamagedOperation &operation : *operations)
        name(operation.record);
    for (const DamagedDraft &draft : *drafts)
        name(draft.id);
    return records;
}

} // namespace

Result<SyncSummary> syncSummary(Store &store)
{
    SyncSummary summary;
    const auto enrolled = store.meta().isEnrolled();
    if (!enrolled)
        return enrolled.error();
    summary.isEnrolled = *enrolled;
    if (*enrolled) {
        const auto enrolment = store.meta().enrolment();
        if (!enrolment)
            return enrolment.error();
        summary.hubUrl = enrolment->hubUrl;
        summary.council = enrolment->council;
        summary.personName = enrolment->personName;
    }
    const auto counts = store.outbox().counts();
    if (!counts)
        return counts.error();
    summary.waiting = counts->recordsToSend;
    const auto files = store.fileTravel().unsent();
    if (!files)
        return files.error();
    summary.filesToSend = *files;
    const auto held = store.db().integer("SELECT count(*) FROM view WHERE sync_state IN ('kept', 'conflict') AND type NOT IN ('notice', 'fact', 'draft')");
    if (!held)
        return held.error();
    summary.held = held->value_or(0);
    const auto drafts = store.drafts().count();
    if (!drafts)
        return drafts.error();
    summary.drafts = *drafts;
    const auto state = store.meta().syncState();
    if (!state)
        return state.error();
    summary.lastContactMs = state->lastContactMs;
    summary.leaseUntilMs = state->leaseUntilMs;
    const auto isClosed = isReadingClosed(store);
    if (!isClosed)
        return isClosed.error();
    summary.isReadingClosed = *isClosed;
    const auto aside = store.setAside().count();
    if (!aside)
        return aside.error();
    summary.setAside = *aside;
    const auto damaged = damagedRecords(store);
    if (!damaged)
        return damaged.error();
    summary.damaged = *damaged;
    const auto mended = lastMending(store.meta());
    if (!mended)
        return mended.error();
    summary.mended = *mended;
    for (const RecordSync sync : { RecordSync::Here, RecordSync::Sent }) {
        const auto waiting = recordList(store, { .withDrafts = false, .sync = sync, .limit = 200 });
        if (!waiting)
            return waiting.error();
        summary.waitingRecords += waiting->items;
    }
    std::sort(summary.waitingRecords.begin(), summary.waitingRecords.end(),
              [](const RecordListItem &a, const RecordListItem &b) { return a.completedAtMs < b.completedAtMs; });
    return summary;
}

} // namespace sightline
