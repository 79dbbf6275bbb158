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

void SyncView::show(const SyncPageState &state)
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
    case SyncPageState::Light::OnHub:
        return u"cloud-done"_s;
    case SyncPageState::Light::Waiting:
    case SyncPageState::Light::Sending:
        return u"cloud-up"_s;
    case SyncPageState::Light::Offline:
    case SyncPageState::Light::NotJoined:
        return u"cloud-off"_s;
    case SyncPageState::Light::Attention:
        return u"cloud-alert"_s;
    }
    Q_UNREACHABLE();
}

int SyncView::tone() const
{
    switch (m_state.light) {
    case SyncPageState::Light::OnHub:
        return static_cast<int>(Tone::Good);
    case SyncPageState::Light::Sending:
        return static_cast<int>(Tone::Info);
    case SyncPageState::Light::Attention:
        return static_cast<int>(Tone::Attention);
    case SyncPageState::Light::Waiting:
    case SyncPageState::Light::Offline:
    case SyncPageState::Light::NotJoined:
        return static_cast<int>(Tone::Plain);
    }
    Q_UNREACHABLE();
}

} // namespace sightline
