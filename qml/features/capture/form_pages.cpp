#include "qml/features/capture/form_session.h"
#include "qml/features/capture/short_rows.h"

#include <algorithm>

/// How one gets about the pages of a FormSession, and to what is wrong on them.
namespace sightline {

/// The enabled page that holds @p key, or -1.
int FormSession::pageOf(const QString &key) const
{
    FormLayout layout { m_pages, {}, pageCount() };
    for (int page = 0; page < pageCount(); ++page) {
        for (const int item : m_pages[page].items)
            layout.sectionByItem.insert(item, page);
    }
    return layout.sectionOf(m_form, key);
}

QString FormSession::pageTitle() const { return m_page < m_pages.size() ? m_pages[m_page].title : QString(); }

QString FormSession::nextTitle() const { return m_page + 1 < m_pages.size() ? m_pages[m_page + 1].title : QString(); }

QStringList FormSession::pageTitles() const
{
    QStringList titles;
    for (const FormSection &page : m_pages)
        titles.append(page.title);
    return titles;
}

QList<bool> FormSession::pageComplete() const
{
    QList<bool> isComplete;
    for (const FormSection &page : m_pages)
        isComplete.append(page.answered > 0 && page.problems == 0 && !m_lacking.contains(page.linkId));
    return isComplete;
}

QList<int> FormSession::pageProblems() const
{
    QList<int> problems;
    for (const FormSection &page : m_pages)
        problems.append(page.problems);
    return problems;
}

void FormSession::goTo(int page)
{
    if (page < 0 || page >= pageCount() || page == m_page)
        return;
    m_page = page;
    m_drawn.turnPage();
    m_refused.clear();
    seekLastAgain();
    refresh();
    beginRequiredEntries();
    const auto &lines = m_lines.rows();
    const auto first = std::find_if(lines.cbegin(), lines.cend(), [](const FormRow &line) { return isAsked(line); });
    m_focusKey = first == lines.cend() ? QString() : first->key;
    m_clock.movedOn();
    saveNow();
    Q_EMIT pageChanged();
}

bool FormSession::goToProblem()
{
    const auto isError = [](const FormIssue &issue) { return issue.severity == FormIssue::Severity::Error; };
    const auto first = std::find_if(m_issues.cbegin(), m_issues.cend(), isError);
    if (first == m_issues.cend())
        return false;
    goToLine(first->key);
    return true;
}

void FormSession::goToLine(QString key)   // a copy: turning the page judges everything again
{
    goTo(pageOf(key));
    if (!lineAt(key)) {   // of several answers the first has the line
        const auto &lines = m_lines.rows();
        const auto of = std::find_if(lines.cbegin(), lines.cend(), [&](const FormRow &line) { return line.listKey == key; });
        if (of != lines.cend())
            key = of->key;
    }
    focusOn(key);
    askFocus(key);
}

void FormSession::showFirstProblem() { goToProblem(); }

/// What must still be answered further on is the judgement of completion, made early; nobody is told of it as a problem. It judges
/// the whole form once more, so it waits for a pause in typing.
void FormSession::lookAhead()
{
    int next = pageCount() - 1;
    QSet<QString> lacking;
    QSet<QString> needed;
    if (m_shows != DraftState::Shows::HandedOver) {
        const auto missing = m_isLookedAt ? m_issues : validate(m_form, withoutBlankAnswers(m_answers), ValidateFor::Completion, m_context, m_role);
        for (const FormIssue &issue : missing) {
            const int page = issue.severity == FormIssue::Severity::Error ? pageOf(issue.key) : -1;
            if (page < 0)
                continue;
            lacking.insert(m_pages[page].linkId);
            needed.insert(issue.key);
            if (page > m_page)
                next = qMin(next, page);
        }
    }
    m_skipTo = next;
    Q_EMIT skipChanged();
    if (std::exchange(m_needed, needed) != needed && m_isShort)
        redraw();
    if (lacking == m_lacking)
        return;
    m_lacking = lacking;
    Q_EMIT pagesChanged();
}

void FormSession::skip()
{
    lookAhead();
    goTo(m_skipTo);
}

bool FormSession::endsForm(const QString &key) const
{
    const auto &lines = m_lines.rows();
    const auto last = std::find_if(lines.crbegin(), lines.crend(), [](const FormRow &line) { return isAsked(line); });
    return isLastPage() && last != lines.crend() && last->key == key;
}

} // namespace sightline
