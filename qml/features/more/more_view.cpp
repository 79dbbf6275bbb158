#include "qml/features/more/more_view.h"

namespace sightline {

MoreView::MoreView(QObject *parent)
    : QObject(parent), m_people({ { "personId", [](const PersonRow &row) { return QVariant(row.id); } },
                                  { "name", [](const PersonRow &row) { return QVariant(row.name); } },
                                  { "role", [](const PersonRow &row) { return QVariant(row.role); } },
                                  { "isCurrent", [](const PersonRow &row) { return QVariant(row.isCurrent); } } }),
      m_about({ { "label", [](const AboutRow &row) { return QVariant(row.label); } }, { "value", [](const AboutRow &row) { return QVariant(row.value); } } }),
      m_help({ { "title", [](const HelpArticle &row) { return QVariant(row.title); } }, { "body", [](const HelpArticle &row) { return QVariant(row.body); } } })
{
    m_help.show(helpArticles());
}

void MoreView::show(const MoreState &state)
{
    if (m_state == state)
        return;
    m_state = state;
    m_people.show(state.people);
    m_about.show(state.about);
    Q_EMIT changed();
}

void MoreView::setKnowsCost(bool knowsCost)
{
    if (m_knowsCost == knowsCost)
        return;
    m_knowsCost = knowsCost;
    Q_EMIT changed();
}

QString MoreView::initials() const
{
    QStringList words = m_state.personName.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    words.removeIf([](const QString &word) { return !word.front().isLetter(); });   // "(second)"
    if (words.isEmpty())
        return {};
    return words.size() == 1 ? words.first().left(1).toUpper() : words.first().left(1).toUpper() + words.last().left(1).toUpper();
}

void MoreView::showProblem(const QString &words)
{
    m_problem = words;
    Q_EMIT changed();
}

} // namespace sightline
