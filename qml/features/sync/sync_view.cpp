#include "qml/features/sync/sync_view.h"

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

QList<Column<SyncRow>> syncColumns()
{
    return {
        { "recordId", [](const SyncRow &row) { return QVariant(row.id); } },
        { "title", [](const SyncRow &row) { return QVariant(row.title); } },
        { "detail", [](const SyncRow &row) { return QVariant(row.detail); } },
        { "section", [](const SyncRow &row) { return QVariant(row.section); } },
        { "rowIcon", [](const SyncRow &row) { return QVariant(row.icon); } },
        { "rowTone", [](const SyncRow &row) { return QVariant(static_cast<int>(row.tone)); } },
    };
}

} // namespace

SyncView::SyncView(QObject *parent)
    : QObject(parent), m_waiting(syncColumns()), m_kept(syncColumns()), m_diary(syncColumns())
{
}

void SyncView::show(const SyncState &state)
{
    if (m_state == state)
        return;
    m_state = state;
    m_waiting.show(state.waiting);
    m_kept.show(state.kept);
    m_diary.show(state.diary);
    Q_EMIT changed();
}

QString SyncView::glyphIcon() const
{
    switch (m_state.light) {
    case SyncState::Light::OnHub:
        return u"cloud-done"_s;
    case SyncState::Light::Waiting:
    case SyncState::Light::Sending:
        return u"cloud-up"_s;
    case SyncState::Light::Offline:
    case SyncState::Light::NotJoined:
        return u"cloud-off"_s;
    case SyncState::Light::Attention:
        return u"cloud-alert"_s;
    }
    Q_UNREACHABLE();
}

int SyncView::tone() const
{
    switch (m_state.light) {
    case SyncState::Light::OnHub:
        return static_cast<int>(Tone::Good);
    case SyncState::Light::Sending:
        return static_cast<int>(Tone::Info);
    case SyncState::Light::Attention:
        return static_cast<int>(Tone::Attention);
    case SyncState::Light::Waiting:
    case SyncState::Light::Offline:
    case SyncState::Light::NotJoined:
        return static_cast<int>(Tone::Plain);
    }
    Q_UNREACHABLE();
}

} // namespace sightline
