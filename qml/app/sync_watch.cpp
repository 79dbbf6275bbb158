#include "qml/app/sync_watch.h"

#include "qml/app/record_words.h"
#include "qml/bridge/day_words.h"

#include <QCoreApplication>

namespace sightline {

namespace {

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("Sync", text, nullptr, n);
}

SyncPageState::Light lightOf(SyncWord word, qint64 waiting, qint64 held)
{
    switch (word) {
    case SyncWord::NotJoined: return SyncPageState::Light::NotJoined;
    case SyncWord::SignedOut:
    case SyncWord::StorageProblem:
    case SyncWord::UpdateNeeded:
    case SyncWord::HubProblem: return SyncPageState::Light::Attention;
    case SyncWord::Offline:
    case SyncWord::Busy:
    case SyncWord::Stopped: return SyncPageState::Light::Offline;
    case SyncWord::Syncing:
        if (waiting > 0)
            return SyncPageState::Light::Sending;
        break;
    case SyncWord::UpToDate:
        break;
    }
    if (held > 0)
        return SyncPageState::Light::Attention;
    return waiting > 0 ? SyncPageState::Light::Waiting : SyncPageState::Light::OnHub;
}

/// What happened, whether the work is safe, what to do.
QString headlineOf(SyncWord word, qint64 waiting)
{
    switch (word) {
    //: Headline of Sync: no hub yet.
    case SyncWord::NotJoined: return tr("This device has not been joined to a hub. Everything you write is on this device.");
    //: Headline of Sync: the hub refuses this device.
    case SyncWord::SignedOut: return tr("The hub no longer takes this device. Your work is safe here. Ask for a new joining code.");
    //: Headline of Sync: the disk is full or failing.
    case SyncWord::StorageProblem: return tr("This device could not store what the hub sent. Your work is safe. Free some space.");
    //: Headline of Sync: the app is too old for the hub.
    case SyncWord::UpdateNeeded: return tr("This version is too old to receive. Your work still goes out. Update Sightline.");
    //: Headline of Sync: the hub answers nonsense.
    case SyncWord::HubProblem: return tr("The hub gives answers Sightline cannot use. Your work is safe on this device and is tried again by itself.");
    //: Headline of Sync: no connection.
    case SyncWord::Offline: return tr("The hub cannot be reached. Your work is safe on this device and will be sent by itself.");
    //: Headline of Sync: the hub asks for patience.
    case SyncWord::Busy: return tr("The hub is busy and asked to wait. Your work is safe on this device and will be sent by itself.");
    //: Headline of Sync: switched off.
    case SyncWord::Stopped: return tr("Sync is off. Everything you write is on this device.");
    case SyncWord::Syncing:
    case SyncWord::UpToDate: break;
    }
    //: Headline of Sync: some work has not been sent yet.
    return waiting > 0 ? tr("Everything you wrote is on this device.")
                       //: Headline of Sync: nothing is left to send.
                       : tr("Everything you wrote is on the hub.");
}

QString detailOf(const SyncStatus &status, const SyncSummary &summary, QDate today)
{
    QStringList sentences;
    if (summary.waiting > 0) {
        //: Sentence of Sync. %n is how many records wait to be sent.
        sentences.append(tr("%n records waiting to send.", static_cast<int>(summary.waiting)));
    }
    const auto contact = status.lastContactMs ? status.lastContactMs : summary.lastContactMs;
    if (contact) {
        //: Sentence of Sync. %1 is a time, or a day and a time.
        sentences.append(tr("Last contact %1.").arg(momentWords(QDateTime::fromMSecsSinceEpoch(*contact), today)));
    }
    return sentences.join(QLatin1Char(' '));
}

QString glyphWords(SyncPageState::Light light, qint64 waiting)
{
    switch (light) {
    //: State of sending, on every page, as short as can be: everything was sent.
    case SyncPageState::Light::OnHub: return tr("On the hub");
    //: State of sending, on every page, as short as can be: %n records are not yet sent.
    case SyncPageState::Light::Waiting: return tr("%n waiting", static_cast<int>(waiting));
    //: State of sending, on every page, as short as can be: records are being sent.
    case SyncPageState::Light::Sending: return tr("Sending");
    case SyncPageState::Light::Offline:
        //: State of sending, on every page, as short as can be: no connection, %n records are not yet sent.
        return waiting > 0 ? tr("Offline, %n waiting", static_cast<int>(waiting))
                           //: State of sending, on every page, as short as can be: no connection, nothing to send.
                           : tr("Offline");
    //: State of sending, on every page, as short as can be: something needs a person.
    case SyncPageState::Light::Attention: return tr("Needs you");
    //: State of sending, on every page, as short as can be: there is no hub.
    case SyncPageState::Light::NotJoined: return tr("On this device");
    }
    return {};
}

} // namespace

SyncWatch::SyncWatch(StoreLink &link, SyncActivity *activity, SyncView &view) : m_link(link), m_activity(activity), m_view(view)
{
    if (m_activity) {
        m_status = m_activity->status();
        m_listening = m_activity->listen([this](const SyncStatus &status) {
            QMetaObject::invokeMethod(this, [this, status] {
                m_status = status;
                show();
            }, Qt::QueuedConnection);
        });
        connect(&view, &SyncView::syncAsked, this, [this] { m_activity->syncNow(); });
    }
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.outbox || changes.session || changes.drafts || changes.types.contains(RecordType::Notice))
            refresh();
    });
}

void SyncWatch::refresh()
{
    struct Reading {
        SyncSummary summary;
        QList<HeldItem> held;
    };
    m_link.ask(this, [](Store &store) -> Result<Reading> {
        auto summary = syncSummary(store);
        if (!summary)
            return summary.error();
        auto held = heldList(store);
        if (!held)
            return held.error();
        return Reading { *std::move(summary), *std::move(held) };
    }, [this](const Result<Reading> &reading) {
        if (!reading)
            return;
        m_summary = reading->summary;
        m_held = reading->held;
        show();
    });
}

void SyncWatch::show()
{
    const QDate today = m_link.today();
    const SyncWord word = !m_summary.isEnrolled ? SyncWord::NotJoined : m_status.word;
    SyncPageState state;
    state.light = lightOf(word, m_summary.waiting, m_summary.held);
    state.headline = headlineOf(word, m_summary.waiting);
    state.detail = detailOf(m_status, m_summary, today);
    state.glyphText = glyphWords(state.light, m_summary.waiting);
    state.canSync = m_activity && word != SyncWord::Syncing && word != SyncWord::NotJoined;
    for (const RecordListItem &item : m_summary.waitingRecords) {
        const RecordRow row = recordWords(item, today);
        state.waiting.append({ row.id, row.title, row.dayText, {}, placeIcon(row.place), placeTone(row.place) });
    }
    for (const HeldItem &item : m_held)
        state.kept.append({ item.notice.toString(), item.title, sayOutcome(item.outcome), {}, QStringLiteral("hand"), Tone::Attention });
    m_view.show(state);
}

} // namespace sightline
