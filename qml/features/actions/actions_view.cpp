#include "qml/features/actions/actions_view.h"

#include "qml/bridge/picture_file.h"

#include <algorithm>
#include <utility>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QVariantList shownFiles(const QList<NamedFile> &files)
{
    QVariantList all;
    for (const NamedFile &file : files)
        all.append(shownFile(file));
    return all;
}

} // namespace

void ActionsView::open(const QString &recordId, const QString &row)
{
    if (m_isOpen)
        close();
    m_recordId = recordId;
    m_row = row;
    m_isOpen = true;
    m_isReady = false;
    m_paper = {};
    m_words = {};
    m_problems = {};
    m_filesOnTheirWay = 0;
    m_savesOnceKept = false;
    m_isTextRefused = false;
    m_fileProblem.clear();
    passSaved();
    Q_EMIT changed();
    Q_EMIT wordsChanged();
    Q_EMIT problemsChanged();
    Q_EMIT openAsked();
}

void ActionsView::close()
{
    if (!m_isOpen)
        return;
    Q_EMIT left();
    m_isOpen = false;
    Q_EMIT changed();
}

void ActionsView::show(const ActionPaper &paper, const ActionWords &words)
{
    if (paper.recordId != m_recordId || paper.row != m_row)
        return;
    m_paper = paper;
    if (!m_isReady)
        m_words = words;
    m_isReady = true;
    Q_EMIT changed();
    Q_EMIT wordsChanged();
}

void ActionsView::showProblem(const QString &words)
{
    if (m_problems.page == words)
        return;
    m_problems.page = words;
    Q_EMIT problemsChanged();
}

void ActionsView::refuse(const Problems &problems)
{
    showProblems(problems);
    Q_EMIT refused();
}

void ActionsView::showProblems(const Problems &problems)
{
    if (m_problems == problems)
        return;
    m_problems = problems;
    Q_EMIT problemsChanged();
}

QString ActionsView::problem() const
{
    QStringList lines { m_problems.page };
    const auto add = [&lines](const QString &question, const QString &why) {
        if (!why.isEmpty()) {
            //: On the page of an agreed action: words typed there before are wrong. %1 is their question, which is not shown, %2 what is wrong.
            lines.append(tr("Under “%1”, which is asked only with another choice: %2").arg(question, why));
        }
    };
    if (!asksReason()) {
        //: Label of the reason why a closed action is open again.
        add(tr("Why is it open again?"), m_problems.reason);
    }
    if (!isImpactShown())
        add(impactQuestion(), m_problems.impact);
    if (!isEvidenceShown())
        add(evidenceQuestion(), m_problems.evidence);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

void ActionsView::markSaved(const QString &words)
{
    m_isOpen = false;
    m_words = {};
    m_problems = {};
    m_savedText = words;
    Q_EMIT changed();
    Q_EMIT wordsChanged();
    Q_EMIT problemsChanged();
    Q_EMIT savedChanged();
}

void ActionsView::passSaved()
{
    m_savedText.clear();
    Q_EMIT savedChanged();
}

void ActionsView::choose(int state)
{
    if (state < 0 || state >= m_paper.states.size())
        return;
    set(m_words.state, m_paper.states.at(state).code);
    Q_EMIT problemsChanged();   // which questions are asked has changed, and so where their problems are said
}

void ActionsView::save()
{
    showProblems({});
    m_savesOnceKept = isAddingFile();
    if (!m_savesOnceKept)
        Q_EMIT saveAsked();
}

void ActionsView::addFile(const QUrl &file)
{
    if (!m_isReady || !takesMoreFiles())
        return;
    m_fileProblem.clear();
    ++m_filesOnTheirWay;
    Q_EMIT wordsChanged();
    Q_EMIT fileAsked(file.isLocalFile() ? file.toLocalFile() : QString());
}

void ActionsView::removeFile(const QString &sha)
{
    if (m_words.files.removeIf([&sha](const NamedFile &file) { return file.sha == sha; }) == 0)
        return;
    Q_EMIT wordsChanged();
    Q_EMIT typed();
}

void ActionsView::takeFile(const NamedFile &file)
{
    m_filesOnTheirWay = qMax(0, m_filesOnTheirWay - 1);
    const bool isThere = std::any_of(m_words.files.cbegin(), m_words.files.cend(), [&file](const NamedFile &one) { return one.sha == file.sha; });
    if (!isThere && takesMoreFiles())
        m_words.files.append(file);
    Q_EMIT wordsChanged();
    Q_EMIT typed();
    if (m_savesOnceKept && !isAddingFile())
        save();
}

void ActionsView::refuseFile(const QString &why)
{
    m_filesOnTheirWay = qMax(0, m_filesOnTheirWay - 1);
    m_savesOnceKept = false;   // what is saved is what is seen
    m_fileProblem = why;
    Q_EMIT wordsChanged();
}

QVariantList ActionsView::files() const { return shownFiles(m_words.files); }

void ActionsView::openRecord()
{
    const QString record = m_recordId;
    close();
    Q_EMIT recordAsked(record);
}

QVariantList ActionsView::history() const
{
    QVariantList history;
    for (const ActionSaid &said : m_paper.history)
        history.append(QVariantMap { { u"title"_s, said.title },
                                     { u"detail"_s, said.detail },
                                     { u"text"_s, said.text },
                                     { u"counts"_s, said.counts },
                                     { u"files"_s, shownFiles(said.files) } });
    return history;
}

QStringList ActionsView::states() const
{
    QStringList labels;
    for (const ActionState &state : m_paper.states)
        labels.append(state.label);
    return labels;
}

int ActionsView::chosen() const
{
    for (qsizetype i = 0; i < m_paper.states.size(); ++i) {
        if (m_paper.states.at(i).code == m_words.state)
            return static_cast<int>(i);
    }
    return -1;
}

void ActionsView::setText(QString &member, QString &problem, const QString &text)
{
    const QString why = whyNot && m_isReady ? whyNot(text) : QString();
    if (why.isEmpty()) {
        if (member != text && std::exchange(m_isTextRefused, false)) {
            problem.clear();
            Q_EMIT problemsChanged();
        }
        set(member, text);
        return;
    }
    problem = why;
    m_isTextRefused = true;
    Q_EMIT problemsChanged();
    Q_EMIT textRefused();
}

void ActionsView::set(QString &member, const QString &value)
{
    if (member == value || !m_isReady)
        return;
    member = value;
    Q_EMIT wordsChanged();
    Q_EMIT typed();
}

} // namespace sightline
