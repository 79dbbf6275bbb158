#include "qml/features/sync/held_sheet.h"

namespace sightline {

using namespace Qt::StringLiterals;

HeldSheet::HeldSheet(QObject *parent)
    : QObject(parent), m_texts({ { "field", [](const TwoTexts &row) { return QVariant(row.id); } },
                                 { "question", [](const TwoTexts &row) { return QVariant(row.question); } },
                                 { "mineWho", [](const TwoTexts &row) { return QVariant(row.mineWho); } },
                                 { "mine", [](const TwoTexts &row) { return QVariant(row.mine); } },
                                 { "theirsWho", [](const TwoTexts &row) { return QVariant(row.theirsWho); } },
                                 { "theirs", [](const TwoTexts &row) { return QVariant(row.theirs); } },
                                 { "kept", [](const TwoTexts &row) { return QVariant(row.kept); } } })
{
}

void HeldSheet::show(const HeldPaper &paper)
{
    HeldPaper next = paper;
    for (TwoTexts &text : next.texts) {
        for (const TwoTexts &before : std::as_const(m_paper.texts)) {
            if (paper.id == m_paper.id && before.id == text.id && before.mine == text.mine && before.theirs == text.theirs)
                text.kept = before.kept;
        }
    }
    if (next == m_paper)
        return;
    m_paper = std::move(next);
    m_texts.show(m_paper.texts);
    Q_EMIT changed();
}

void HeldSheet::keep(const QString &field, const QString &which)
{
    for (TwoTexts &text : m_paper.texts) {
        if (text.id == field)
            text.kept = which;
    }
    m_texts.show(m_paper.texts);
    Q_EMIT changed();
}

QMap<QString, bool> HeldSheet::choices() const
{
    QMap<QString, bool> choices;
    for (const TwoTexts &text : m_paper.texts) {
        if (!text.kept.isEmpty())
            choices.insert(text.id, text.kept == "mine"_L1);
    }
    return choices;
}

bool HeldSheet::isChosen() const
{
    return isConflict() && std::none_of(m_paper.texts.cbegin(), m_paper.texts.cend(), [](const TwoTexts &text) { return text.kept.isEmpty(); });
}

} // namespace sightline
