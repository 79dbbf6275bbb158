#include "qml/features/children/children_view.h"

#include <algorithm>
#include <utility>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QMap<QString, QString> byMember(const ChildWords &words)
{
    return { { u"number"_s, words.number }, { u"initials"_s, words.initials }, { u"age_band"_s, words.ageBand }, { u"plan"_s, words.plan },
             { u"legal"_s, words.legal },   { u"rule"_s, words.rule },         { u"began"_s, words.began },      { u"seen_on"_s, words.seenOn } };
}

} // namespace

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
    showProblems(problems);
    Q_EMIT refused();
}

void ChildrenView::showProblems(const QMap<QString, QString> &problems)
{
    if (m_problems == problems)
        return;
    m_problems = problems;
    Q_EMIT problemsChanged();
}

void ChildrenView::showBegun(const QList<BegunRow> &rows)
{
    m_begun = rows;
    Q_EMIT changed();
}

void ChildrenView::nameDraft(const QString &draft) { m_draft = draft; }

void ChildrenView::markKept(const QString &draft, bool isKept)
{
    if (m_sheet == ChildSheet::None || draft != m_draft)
        return;   // of a form that was left meanwhile
    m_isKept = isKept;
    m_problem.clear();
    Q_EMIT changed();
}

void ChildrenView::markDiscarded(const QString &draft, const QString &words)
{
    const QString child = m_openedId;
    m_begun.removeIf([&draft](const BegunRow &row) { return row.draft == draft; });
    m_sheet = ChildSheet::None;
    m_problem.clear();
    m_savedText = words;
    m_discarded = draft;
    open(child);
}

void ChildrenView::markSaved(const QString &childId, const QString &words)
{
    m_begun.removeIf([this](const BegunRow &row) { return row.draft == m_draft; });
    m_sheet = ChildSheet::None;
    m_discarded.clear();
    m_savedText = words;
    m_problem.clear();
    open(childId);
}

void ChildrenView::open(const QString &childId)
{
    if (m_openedId != childId) {
        closeSheet();
        m_openedId = childId;
        m_paper = {};
    }
    Q_EMIT changed();
    Q_EMIT openAsked();
    if (!childId.isEmpty())
        Q_EMIT shown();
}

void ChildrenView::begin()
{
    closeSheet();
    open({});
    openSheet(ChildSheet::New, {});
}

void ChildrenView::change() { openSheet(ChildSheet::Change, byMember(m_kept)); }

void ChildrenView::beginEnd()
{
    openSheet(ChildSheet::End, {});
    Q_EMIT endShown();
}

void ChildrenView::resume(const QString &draft)
{
    const auto found = std::find_if(m_begun.cbegin(), m_begun.cend(), [&draft](const BegunRow &row) { return row.draft == draft; });
    if (found == m_begun.cend())
        return;
    const BegunRow row = *found;
    closeSheet();
    open(row.childId);
    take(row);
    if (row.sheet == ChildSheet::End)
        Q_EMIT endShown();
    else
        Q_EMIT shown();
}

void ChildrenView::comeBack()
{
    if (!m_isReady || m_hasComeBack)
        return;
    m_hasComeBack = true;
    if (!m_begun.isEmpty() && m_openedId.isEmpty() && m_sheet == ChildSheet::None)
        resume(m_begun.first().draft);
}

void ChildrenView::stopEditing()
{
    closeSheet();
    Q_EMIT changed();
}

void ChildrenView::stopEnding()
{
    if (m_sheet == ChildSheet::End)
        stopEditing();
}

void ChildrenView::discard()
{
    if (hasUnsaved())
        Q_EMIT discardAsked();
}

void ChildrenView::takeBack()
{
    Q_EMIT takeBackAsked(std::exchange(m_discarded, QString()));
    m_savedText.clear();
    Q_EMIT changed();
}

void ChildrenView::openSheet(ChildSheet sheet, const QMap<QString, QString> &words)
{
    closeSheet();
    if (const BegunRow *begun = begunFor(sheet, m_openedId)) {
        take(*begun);
        return;
    }
    m_sheet = sheet;
    m_draft.clear();
    m_isKept = false;
    setWords(words);
}

const BegunRow *ChildrenView::begunFor(ChildSheet sheet, const QString &childId) const
{
    const auto found = std::find_if(m_begun.cbegin(), m_begun.cend(), [&](const BegunRow &row) { return row.sheet == sheet && row.childId == childId; });
    return found == m_begun.cend() ? nullptr : &*found;
}

void ChildrenView::take(const BegunRow &row)
{
    m_sheet = row.sheet;
    m_draft = row.draft;
    m_isKept = true;
    setWords(row.words);
}

/// What was typed is gone on with from here until the store has told of it.
void ChildrenView::closeSheet()
{
    if (m_sheet == ChildSheet::None)
        return;
    Q_EMIT left();
    const auto same = std::find_if(m_begun.begin(), m_begun.end(), [this](const BegunRow &row) { return row.draft == m_draft; });
    if (same != m_begun.end())
        same->words = m_words;
    else if (!m_draft.isEmpty())
        m_begun.prepend(typing());
    m_sheet = ChildSheet::None;
}

void ChildrenView::setWords(const QMap<QString, QString> &words)
{
    m_words = words;
    m_problems.clear();
    m_savedText.clear();
    m_discarded.clear();
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT wordsChanged();
    Q_EMIT problemsChanged();
}

BegunRow ChildrenView::typing() const { return { m_draft, m_sheet, isNew() ? QString() : m_openedId, {}, m_words }; }

QVariantList ChildrenView::begun() const
{
    QVariantList list;
    for (const BegunRow &row : m_begun) {
        if (!row.title.isEmpty())   // else the store has not told of it yet
            list.append(QVariantMap { { u"draft"_s, row.draft }, { u"title"_s, row.title } });
    }
    return list;
}

ChildWords ChildrenView::words() const
{
    return { said(u"number"_s), said(u"initials"_s), said(u"age_band"_s), said(u"plan"_s),
             said(u"legal"_s),  said(u"rule"_s),     said(u"began"_s),    said(u"seen_on"_s) };
}

void ChildrenView::say(const QString &member, const QString &value)
{
    if (m_sheet == ChildSheet::None || m_words.value(member) == value)
        return;
    m_words.insert(member, value);
    Q_EMIT wordsChanged();
    Q_EMIT typed();
}

void ChildrenView::save()
{
    showProblems({});
    Q_EMIT saveAsked();
}

void ChildrenView::end()
{
    showProblems({});
    Q_EMIT endAsked();
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
