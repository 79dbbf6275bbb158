#include "qml/features/children/children_view.h"

namespace sightline {

using namespace Qt::StringLiterals;

ChildrenView::ChildrenView(QObject *parent)
    : QObject(parent), m_children({ { "childId", [](const ChildRow &row) { return QVariant(row.id); } },
                                    { "title", [](const ChildRow &row) { return QVariant(row.title); } },
                                    { "detail", [](const ChildRow &row) { return QVariant(row.detail); } },
                                    { "dueText", [](const ChildRow &row) { return QVariant(row.dueText); } },
                                    { "tone", [](const ChildRow &row) { return QVariant(static_cast<int>(row.tone)); } } })
{
}

void ChildrenView::show(const QList<ChildRow> &rows, const ChildLists &lists)
{
    m_isReady = true;
    m_lists = lists;
    m_children.show(rows);
    Q_EMIT changed();
}

void ChildrenView::showChild(const ChildPaper &paper, const ChildWords &words)
{
    if (paper.id != m_openedId)
        return;
    m_paper = paper;
    m_kept = words;
    Q_EMIT changed();
}

void ChildrenView::showProblem(const QString &words)
{
    m_problem = words;
    Q_EMIT changed();
}

void ChildrenView::refuse(const QMap<QString, QString> &problems)
{
    m_problems = problems;
    Q_EMIT problemsChanged();
}

void ChildrenView::markSaved(const QString &childId, const QString &words)
{
    m_isEditing = false;
    m_isNew = false;
    m_savedText = words;
    m_problem.clear();
    open(childId);
}

void ChildrenView::open(const QString &childId)
{
    if (m_openedId != childId) {
        m_openedId = childId;
        m_paper = {};
        m_isEditing = false;
        m_isNew = false;
    }
    Q_EMIT changed();
    Q_EMIT openAsked();
    if (!childId.isEmpty())
        Q_EMIT shown();
}

void ChildrenView::begin()
{
    open({});
    m_isEditing = true;
    m_isNew = true;
    setWords({});
}

void ChildrenView::change()
{
    m_isEditing = true;
    m_isNew = false;
    setWords(m_kept);
}

void ChildrenView::stopEditing()
{
    m_isEditing = false;
    m_isNew = false;
    Q_EMIT changed();
}

void ChildrenView::setWords(const ChildWords &words)
{
    m_words = { { u"number"_s, words.number }, { u"initials"_s, words.initials }, { u"age_band"_s, words.ageBand }, { u"plan"_s, words.plan },
                { u"legal"_s, words.legal },   { u"rule"_s, words.rule },         { u"began"_s, words.began },      { u"seen_on"_s, words.seenOn } };
    m_problems.clear();
    m_savedText.clear();
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT wordsChanged();
    Q_EMIT problemsChanged();
}

ChildWords ChildrenView::words() const
{
    return { said(u"number"_s), said(u"initials"_s), said(u"age_band"_s), said(u"plan"_s),
             said(u"legal"_s),  said(u"rule"_s),     said(u"began"_s),    said(u"seen_on"_s) };
}

void ChildrenView::say(const QString &member, const QString &value)
{
    if (!m_isEditing || m_words.value(member) == value)
        return;
    m_words.insert(member, value);
    Q_EMIT wordsChanged();
}

void ChildrenView::save()
{
    refuse({});
    Q_EMIT saveAsked();
}

void ChildrenView::end(const QString &reason, const QString &person)
{
    refuse({});
    Q_EMIT endAsked(reason, person);
}

void ChildrenView::visit()
{
    if (hasDraft())
        Q_EMIT resumeAsked(m_paper.draft);
    else
        Q_EMIT visitAsked(m_openedId);
}

QVariantList ChildrenView::visits() const
{
    QVariantList list;
    for (const VisitLine &line : m_paper.visits)
        list.append(QVariantMap { { u"recordId"_s, line.recordId }, { u"title"_s, line.title }, { u"detail"_s, line.detail } });
    return list;
}

QVariantList ChildrenView::choices(const QList<ChildChoice> &list)
{
    QVariantList all;
    for (const ChildChoice &choice : list)
        all.append(QVariantMap { { u"code"_s, choice.code }, { u"label"_s, choice.label } });
    return all;
}

} // namespace sightline
