#include "qml/features/sync/sync_view.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

QList<Column<SyncRow>> syncColumns()
{
    return {
        { "rowId", [](const SyncRow &row) { return QVariant(row.id); } },
        { "recordId", [](const SyncRow &row) { return QVariant(row.recordId); } },
        { "title", [](const SyncRow &row) { return QVariant(row.title); } },
        { "detail", [](const SyncRow &row) { return QVariant(row.detail); } },
        { "heading", [](const SyncRow &row) { return QVariant(row.heading); } },
        { "rowIcon", [](const SyncRow &row) { return QVariant(row.icon); } },
        { "rowTone", [](const SyncRow &row) { return QVariant(static_cast<int>(row.tone)); } },
    };
}

/// A day is said once, over its first row.
QList<SyncRow> withHeadings(QList<SyncRow> rows)
{
    QString section;
    for (SyncRow &row : rows) {
        if (row.section != section)
            row.heading = row.section;
        section = row.section;
    }
    return rows;
}

} // namespace

SyncView::SyncView(QObject *parent) : QObject(parent), m_waiting(syncColumns()), m_conflicts(syncColumns()), m_kept(syncColumns()), m_diary(syncColumns())
{
    connect(&m_reasons, &StepWords::troubleElsewhere, this, [this](const QString &why) { say(why, true); });
    for (const auto &told : { &StepWords::textChanged, &StepWords::troubleChanged, &StepWords::isTakingChanged })
        connect(&m_reasons, told, this, &SyncView::reasonChanged);
    connect(&m_reasons, &StepWords::done, this, &SyncView::leftOut);
}

void SyncView::show(const SyncPageState &state)
{
    if (m_state == state && m_isReady)
        return;
    m_isReady = true;
    m_state = state;
    m_waiting.show(state.waiting);
    m_conflicts.show(state.conflicts);
    m_kept.show(state.kept);
    m_diary.show(withHeadings(state.diary));
    const QString opened = m_opened.noticeId();
    const auto stays = std::find_if(state.held.cbegin(), state.held.cend(), [&](const HeldPaper &paper) { return paper.id == opened; });
    m_opened.show(stays == state.held.cend() ? HeldPaper {} : *stays);
    Q_EMIT changed();
}

void SyncView::showJoining(bool isJoining, const QString &trouble)
{
    m_isJoining = isJoining;
    m_joinTrouble = trouble;
    Q_EMIT changed();
}

void SyncView::say(const QString &words, bool isProblem)
{
    m_said = words;
    m_saidIsProblem = isProblem;
    Q_EMIT changed();
}

void SyncView::openHeld(const QString &noticeId)
{
    say({}, false);
    for (const HeldPaper &paper : std::as_const(m_state.held)) {
        if (paper.id == noticeId)
            m_opened.show(paper);
    }
}

void SyncView::beginReason() { m_reasons.open(m_opened.noticeId(), u"left-out"_s); }

void SyncView::settle()
{
    if (m_opened.isChosen())
        Q_EMIT settleAsked(m_opened.noticeId(), m_opened.choices());
}

QString SyncView::glyphIcon() const
{
    if (!m_isReady)
        return u"cloud"_s;
    switch (m_state.light) {
    case SyncPageState::Light::OnHub: return u"cloud-done"_s;
    case SyncPageState::Light::Waiting:
    case SyncPageState::Light::Sending: return u"cloud-up"_s;
    case SyncPageState::Light::Offline:
    case SyncPageState::Light::NotJoined: return u"cloud-off"_s;
    case SyncPageState::Light::Attention: return u"cloud-alert"_s;
    }
    Q_UNREACHABLE();
}

int SyncView::tone() const
{
    switch (m_state.light) {
    case SyncPageState::Light::OnHub: return static_cast<int>(Tone::Good);
    case SyncPageState::Light::Sending: return static_cast<int>(Tone::Info);
    case SyncPageState::Light::Attention: return static_cast<int>(Tone::Attention);
    case SyncPageState::Light::Waiting:
    case SyncPageState::Light::Offline:
    case SyncPageState::Light::NotJoined: return static_cast<int>(Tone::Plain);
    }
    Q_UNREACHABLE();
}

} // namespace sightline
