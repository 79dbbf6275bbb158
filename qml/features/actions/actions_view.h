#pragma once

#include "qml/features/actions/action_paper.h"

#include <QObject>
#include <QUrl>
#include <QVariantList>
#include <qqmlintegration.h>

#include <functional>

namespace sightline {

/// The agreed action that is open, and what is being typed to follow it up. Whoever watches the store answers `openAsked` with show(),
/// keeps the words on `typed`, and answers `saveAsked` with markSaved() or refuse(). Thread: user interface.
class ActionsView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isOpen READ isOpen NOTIFY changed FINAL)
    Q_PROPERTY(bool isReady READ isReady NOTIFY changed FINAL)
    Q_PROPERTY(QString what READ what NOTIFY changed FINAL)
    Q_PROPERTY(QString why READ why NOTIFY changed FINAL)
    Q_PROPERTY(QString whose READ whose NOTIFY changed FINAL)
    Q_PROPERTY(QString agreed READ agreed NOTIFY changed FINAL)
    Q_PROPERTY(QString dueText READ dueText NOTIFY changed FINAL)
    Q_PROPERTY(int dueTone READ dueTone NOTIFY changed FINAL)
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed FINAL)
    Q_PROPERTY(QString stateIcon READ stateIcon NOTIFY changed FINAL)
    Q_PROPERTY(int stateTone READ stateTone NOTIFY changed FINAL)
    Q_PROPERTY(QString warning READ warning NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList history READ history NOTIFY changed FINAL)
    Q_PROPERTY(bool mayFollowUp READ mayFollowUp NOTIFY changed FINAL)
    Q_PROPERTY(QStringList states READ states NOTIFY changed FINAL)
    Q_PROPERTY(QString stateQuestion READ stateQuestion NOTIFY changed FINAL)
    Q_PROPERTY(QString doneOnQuestion READ doneOnQuestion NOTIFY changed FINAL)
    Q_PROPERTY(QString evidenceQuestion READ evidenceQuestion NOTIFY changed FINAL)
    Q_PROPERTY(QString filesQuestion READ filesQuestion NOTIFY changed FINAL)
    Q_PROPERTY(QString impactQuestion READ impactQuestion NOTIFY changed FINAL)
    Q_PROPERTY(QString recheckQuestion READ recheckQuestion NOTIFY changed FINAL)
    Q_PROPERTY(QString todayIso READ todayIso NOTIFY changed FINAL)
    Q_PROPERTY(QString yesterdayIso READ yesterdayIso NOTIFY changed FINAL)
    Q_PROPERTY(int chosen READ chosen NOTIFY wordsChanged FINAL)
    Q_PROPERTY(bool asksDoneOn READ asksDoneOn NOTIFY wordsChanged FINAL)
    Q_PROPERTY(bool asksImpact READ asksImpact NOTIFY wordsChanged FINAL)
    Q_PROPERTY(bool asksReason READ asksReason NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QString doneOn READ doneOn WRITE setDoneOn NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QString evidence READ evidence WRITE setEvidence NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QVariantList files READ files NOTIFY wordsChanged FINAL)
    Q_PROPERTY(bool takesMoreFiles READ takesMoreFiles NOTIFY wordsChanged FINAL)
    Q_PROPERTY(bool isAddingFile READ isAddingFile NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QString fileProblem READ fileProblem NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QString impact READ impact WRITE setImpact NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QString recheck READ recheck WRITE setRecheck NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QString reason READ reason WRITE setReason NOTIFY wordsChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemsChanged FINAL)
    Q_PROPERTY(QString stateProblem READ stateProblem NOTIFY problemsChanged FINAL)
    Q_PROPERTY(QString impactProblem READ impactProblem NOTIFY problemsChanged FINAL)
    Q_PROPERTY(QString reasonProblem READ reasonProblem NOTIFY problemsChanged FINAL)
    Q_PROPERTY(QString evidenceProblem READ evidenceProblem NOTIFY problemsChanged FINAL)
    Q_PROPERTY(QString savedText READ savedText NOTIFY savedChanged FINAL)
public:
    /// Most files of one follow-up, as the form's question says.
    static constexpr qsizetype evidenceFilesMax = 6;

    /// Why what was typed cannot be saved yet, each where it belongs.
    struct Problems {
        QString page, state, impact, reason, evidence;
        friend bool operator==(const Problems &, const Problems &) = default;
    };

    using QObject::QObject;

    /// Why a text cannot be kept at all, in words: what was there then stays. Empty, or none: it can.
    std::function<QString(const QString &text)> whyNot;

    /// Shows the action. @p words: what was typed for it before and not saved; taken where the action was not open already.
    void show(const ActionPaper &paper, const ActionWords &words);
    /// The action could not be read, or the words could not be kept; what was typed stays.
    void showProblem(const QString &words);
    /// Why Save did not save: the page goes to the first of them.
    void refuse(const Problems &problems);
    /// The same while somebody types: it is said, and the cursor stays where it is.
    void showProblems(const Problems &problems);
    /// It is durable: the page closes and @p words say so.
    void markSaved(const QString &words);

    /// Opens the action in row @p row of record @p recordId.
    Q_INVOKABLE void open(const QString &recordId, const QString &row);
    /// Leaves it; words not saved are kept.
    Q_INVOKABLE void close();
    Q_INVOKABLE void choose(int state);
    /// Adds a file or photo that shows it, and takes one away.
    Q_INVOKABLE void addFile(const QUrl &file);
    Q_INVOKABLE void removeFile(const QString &sha);
    /// What became of the file that was being added: kept, or why not.
    void takeFile(const NamedFile &file);
    void refuseFile(const QString &why);
    Q_INVOKABLE void save();
    Q_INVOKABLE void openRecord();
    /// What was said of saving has been read.
    Q_INVOKABLE void passSaved();

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] QString recordId() const { return m_recordId; }
    [[nodiscard]] QString row() const { return m_row; }
    [[nodiscard]] ActionWords words() const { return m_words; }
    [[nodiscard]] QString what() const { return m_paper.what; }
    [[nodiscard]] QString why() const { return m_paper.why; }
    [[nodiscard]] QString whose() const { return m_paper.whose; }
    [[nodiscard]] QString agreed() const { return m_paper.agreed; }
    [[nodiscard]] QString dueText() const { return m_paper.dueText; }
    [[nodiscard]] int dueTone() const { return static_cast<int>(m_paper.dueTone); }
    [[nodiscard]] QString stateText() const { return m_paper.stateText; }
    [[nodiscard]] QString stateIcon() const { return m_paper.stateIcon; }
    [[nodiscard]] int stateTone() const { return static_cast<int>(m_paper.stateTone); }
    [[nodiscard]] QString warning() const { return m_paper.warning; }
    /// Maps of title, detail, text and counts.
    [[nodiscard]] QVariantList history() const;
    [[nodiscard]] bool mayFollowUp() const { return m_paper.mayFollowUp; }
    [[nodiscard]] QStringList states() const;
    [[nodiscard]] QString stateQuestion() const { return m_paper.stateQuestion; }
    [[nodiscard]] QString doneOnQuestion() const { return m_paper.doneOnQuestion; }
    [[nodiscard]] QString evidenceQuestion() const { return m_paper.evidenceQuestion; }
    [[nodiscard]] QString filesQuestion() const { return m_paper.filesQuestion; }
    [[nodiscard]] QString impactQuestion() const { return m_paper.impactQuestion; }
    [[nodiscard]] QString recheckQuestion() const { return m_paper.recheckQuestion; }
    [[nodiscard]] QString todayIso() const { return m_paper.todayIso; }
    [[nodiscard]] QString yesterdayIso() const { return m_paper.yesterdayIso; }
    [[nodiscard]] int chosen() const;
    [[nodiscard]] bool asksDoneOn() const { return chosenState().asksDoneOn; }
    [[nodiscard]] bool asksImpact() const { return chosenState().asksImpact || chosenState().closes; }
    [[nodiscard]] bool asksReason() const { return m_paper.isClosed && chosen() >= 0 && !chosenState().closes; }
    [[nodiscard]] QString doneOn() const { return m_words.doneOn; }
    [[nodiscard]] QString evidence() const { return m_words.evidence; }
    /// As shownFile() says them.
    [[nodiscard]] QVariantList files() const;
    [[nodiscard]] bool takesMoreFiles() const { return m_words.files.size() < evidenceFilesMax; }
    [[nodiscard]] bool isAddingFile() const { return m_filesOnTheirWay > 0; }
    [[nodiscard]] QString fileProblem() const { return m_fileProblem; }
    [[nodiscard]] QString impact() const { return m_words.impact; }
    [[nodiscard]] QString recheck() const { return m_words.recheck; }
    [[nodiscard]] QString reason() const { return m_words.reason; }
    void setDoneOn(const QString &iso) { set(m_words.doneOn, iso); }
    void setEvidence(const QString &text) { setText(m_words.evidence, m_problems.evidence, text); }
    void setImpact(const QString &text) { setText(m_words.impact, m_problems.impact, text); }
    void setRecheck(const QString &iso) { set(m_words.recheck, iso); }
    void setReason(const QString &text) { setText(m_words.reason, m_problems.reason, text); }
    /// Also what is wrong with words whose question is not asked now, and so has no place of its own.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString stateProblem() const { return m_problems.state; }
    [[nodiscard]] QString impactProblem() const { return isImpactShown() ? m_problems.impact : QString(); }
    [[nodiscard]] QString reasonProblem() const { return asksReason() ? m_problems.reason : QString(); }
    [[nodiscard]] QString evidenceProblem() const { return isEvidenceShown() ? m_problems.evidence : QString(); }
    [[nodiscard]] QString savedText() const { return m_savedText; }

Q_SIGNALS:
    void changed();
    void wordsChanged();
    void problemsChanged();
    /// What was typed last was not taken: the field goes back to what is here, and why stands beside it.
    void textRefused();
    /// Save was answered with problems.
    void refused();
    void savedChanged();
    void openAsked();
    /// The words have changed: they are to be kept.
    void typed();
    /// The page is being left: what was typed last is to be kept now.
    void left();
    void saveAsked();
    /// The file at @p path is to be kept with the action that is open.
    void fileAsked(const QString &path);
    /// The record in which the action was agreed is wanted.
    void recordAsked(const QString &recordId);

private:
    void set(QString &member, const QString &value);
    void setText(QString &member, QString &problem, const QString &text);
    [[nodiscard]] bool isImpactShown() const { return asksImpact() && !impactQuestion().isEmpty(); }
    [[nodiscard]] bool isEvidenceShown() const { return !evidenceQuestion().isEmpty(); }
    [[nodiscard]] ActionState chosenState() const { return m_paper.states.value(chosen()); }

    QString m_recordId;
    QString m_row;
    bool m_isOpen = false;
    bool m_isReady = false;      ///< the action that is open has been shown
    ActionPaper m_paper;
    ActionWords m_words;
    Problems m_problems;
    QString m_savedText;
    int m_filesOnTheirWay = 0;
    bool m_savesOnceKept = false;   ///< Save was asked for while a file was on its way
    bool m_isTextRefused = false;   ///< what was typed last was not taken
    QString m_fileProblem;
};

} // namespace sightline
