#include "qml/app/sync_watch.h"

#include "core/commands/begun_reason.h"
#include "core/commands/export_unsent.h"
#include "core/commands/settle_conflict.h"
#include "core/store/durable_file.h"
#include "core/store/mend_store.h"
#include "qml/app/refusal_words.h"
#include "qml/bridge/error_text.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Exported {
    QString path = {};   ///< empty: there was nothing to write
    qint64 pieces = 0;   ///< operations, drafts and files, and what is left of damaged ones
    qint64 filesLeft = 0;
    qint64 damaged = 0;   ///< that cannot be read, whether something is left of them or not
    bool isStoreWhole = true;
};

/// Writes the sealed file beside the person's documents under a name that is not taken; no path where there is nothing to write.
Result<Exported> writeExport(Store &store, const QString &folder, const QString &day)
{
    const auto exported = exportUnsent(store);
    if (!exported && exported.error().code == ErrorCode::NotFound) {
        const auto mended = lastMending(store.meta());
        return mended ? Result<Exported>(Exported { .isStoreWhole = !*mended || (*mended)->isOwnWorkWhole }) : mended.error();
    }
    if (!exported)
        return exported.error();
    QString path = folder + u"/sightline-unsent-%1.sealed"_s.arg(day);
    for (int again = 2; QFile::exists(path); ++again)
        path = folder + u"/sightline-unsent-%1-%2.sealed"_s.arg(day).arg(again);
    if (const auto written = writeDurably(path, exported->sealed); !written)
        return written.error();
    const auto kept =
        std::count_if(exported->damaged.cbegin(), exported->damaged.cend(), [](const DamagedWork &work) { return work.kept != DamagedWork::Kept::Nothing; });
    return Exported { path, exported->operations + exported->drafts + exported->reasons + exported->files + kept, exported->filesLeft.size(),
                      exported->damaged.size(), exported->isStoreWhole };
}

} // namespace

SyncWatch::SyncWatch(StoreLink &link, SyncActivity *activity, SyncView &view) : m_link(link), m_activity(activity), m_view(view)
{
    if (m_activity) {
        m_status = m_activity->status();
        m_listening = m_activity->listen([this](const SyncStatus &status) {
            QMetaObject::invokeMethod(
                this,
                [this, status] {
                    m_status = status;
                    show();
                },
                Qt::QueuedConnection);
        });
        connect(&view, &SyncView::syncAsked, this, [this] { m_activity->syncNow(); });
    }
    connect(&view, &SyncView::settleAsked, this, &SyncWatch::settle);
    connect(&view, &SyncView::exportAsked, this, &SyncWatch::exportUnsentWork);
    connect(&view, &SyncView::applyAsked, this, [this](const QString &noticeId) { decide(noticeId, adoptHeld); });
    view.reasons()->find = [this](const StepPlace &place) { findReason(place); };
    view.reasons()->save = [this](const StepPlace &place, const QString &text) { keepTypedReason(place, text); };
    view.reasons()->whyNot = [](const StepPlace &, const QString &text) { return tooLongToKeepText(text, begunReasonBound); };
    view.reasons()->take = [this](const StepPlace &place, const QString &text, bool) { leaveOut(place, text); };
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.outbox || changes.files || changes.session || changes.drafts || !changes.records.isEmpty())
            refresh();
    });
}

void SyncWatch::sayBadAddress(const QString &address)
{
    //: On Sync, where the stored address of the hub cannot be used. %1 is the address.
    m_view.say(tr("This device holds an address of the hub that cannot be used: %1. Everything you write is safe on this device, and nothing is sent until "
                  "this is put right. Tell your support desk.")
                   .arg(address),
               true);
}

void SyncWatch::refresh()
{
    m_link.ask(
        this, [](Store &store) { return readSync(store); },
        [this](const Result<SyncReading> &reading) {
            if (!reading) {
                if (reading.error().code != ErrorCode::Cancelled)
                    m_view.say(errorText(reading.error()), true);
                return;
            }
            m_reading = *reading;
            show();
        });
}

void SyncWatch::setAreFilesHeld(bool areHeld)
{
    m_areFilesHeld = areHeld;
    show();
}

void SyncWatch::show()
{
    if (!m_reading)
        return;
    m_view.show(syncWords(*m_reading, m_status, { .hasRunner = m_activity != nullptr, .areFilesHeld = m_areFilesHeld }, m_link.councilNow()));
}

void SyncWatch::decide(const QString &noticeId, std::function<Result<void>(Store &, const RecordId &)> command)
{
    const auto notice = RecordId::fromString(noticeId);
    if (!notice)
        return;
    m_link.ask(
        this, [notice = *notice, command = std::move(command)](Store &store) { return command(store, notice); },
        [this](const Result<void> &done) { m_view.say(done ? QString() : settleRefusedText(done.error()), !done); }, StoreThread::Lane::Save);
}

void SyncWatch::findReason(const StepPlace &place)
{
    const auto notice = RecordId::fromString(place.recordId);
    if (!notice)
        return;
    m_link.ask(
        this,
        [notice = *notice, kind = place.kind](Store &store) {
            return begunReason(store, { kind, notice.toString() });
        },
        [this, place](const Result<QString> &text) {
            if (text)
                m_view.reasons()->found(place, *text);
            else
                m_view.reasons()->notFound(place, errorText(text.error()));
        },
        StoreThread::Lane::Save);
}

void SyncWatch::keepTypedReason(const StepPlace &place, const QString &text)
{
    const auto notice = RecordId::fromString(place.recordId);
    if (!notice)
        return;
    m_link.ask(
        this,
        [notice = *notice, kind = place.kind, text](Store &store) {
            return keepReason(store, { kind, notice.toString() }, text);
        },
        [this, place, text](const Result<void> &kept) {
            if (kept)
                m_view.reasons()->kept(place);
            else
                m_view.reasons()->notKept(place, typedRefusedText(kept.error(), text, begunReasonBound, TypedFor::Keeping));
        },
        StoreThread::Lane::Save);
}

void SyncWatch::leaveOut(const StepPlace &place, const QString &reason)
{
    const auto notice = RecordId::fromString(place.recordId);
    if (!notice)
        return;
    m_link.ask(
        this, [notice = *notice, reason](Store &store) { return dismissHeld(store, notice, reason); },
        [this, place, reason](const Result<void> &done) {
            if (done)
                m_view.reasons()->taken(place);
            else
                m_view.reasons()->refused(place,
                                          done.error().code == ErrorCode::NotFound ? settleRefusedText(done.error())
                                                                                   : typedRefusedText(done.error(), reason, reasonBound, TypedFor::Taking));
        },
        StoreThread::Lane::Save);
}

void SyncWatch::settle(const QString &noticeId, const QMap<QString, bool> &keepMine)
{
    if (!m_reading)
        return;
    QMap<QString, ConflictChoice> choices;
    for (const HeldItem &item : std::as_const(m_reading->held)) {
        if (item.notice.toString() != noticeId)
            continue;
        for (const ConflictField &field : item.fields)
            choices.insert(field.field, { keepMine.value(field.field) ? Keep::Mine : Keep::Theirs, field.theirs });
    }
    decide(noticeId, [choices](Store &store, const RecordId &notice) { return settleConflict(store, notice, choices); });
}

void SyncWatch::exportUnsentWork()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString day = m_link.today().toString(Qt::ISODate);
    m_link.ask(
        this,
        [folder, day](Store &store) -> Result<Exported> {
            QDir().mkpath(folder);
            return writeExport(store, folder, day);
        },
        [this](const Result<Exported> &exported) {
            if (!exported) {
                m_view.say(exportRefusedText(exported.error()), true);
                return;
            }
            if (exported->path.isEmpty()) {
                m_view.say(nothingToExportText(exported->isStoreWhole ? StoreHas::Everything : StoreHas::NotAllOfIt), false);
                return;
            }
            //: On Sync, after unsent work was written to a file. %1 is where the file is; %n is how many records and changes are in it.
            QString said = tr("%n record(s) or change(s) were copied to %1. Only your council's hub can open the file: give it to your support desk. "
                              "Everything stays on this device as well.",
                              nullptr, static_cast<int>(exported->pieces))
                               .arg(QDir::toNativeSeparators(exported->path));
            if (exported->damaged > 0) {
                //: On Sync, after unsent work was written to a file. %n is how many records and changes are damaged on this device.
                said += u' '
                    + tr("%n record(s) or change(s) cannot be read on this device: what is still there of them is in the file, marked as damaged, for your "
                         "support desk.",
                         nullptr, static_cast<int>(exported->damaged));
            }
            if (exported->filesLeft > 0) {
                //: On Sync, after unsent work was written to a file. %n is how many photos or files were left out of it.
                said += u' '
                    + tr("%n photo(s) or file(s) had no room in it or cannot be read, and are on this device alone.", nullptr,
                         static_cast<int>(exported->filesLeft));
            }
            if (!exported->isStoreWhole) {
                //: On Sync, after unsent work was written to a file, where the device's disk had a fault before.
                said += u' ' + tr("This device's disk had a fault before, and not everything could be read then: your support desk needs the device too.");
            }
            m_view.say(said, false);
        },
        StoreThread::Lane::Save);
}

} // namespace sightline
