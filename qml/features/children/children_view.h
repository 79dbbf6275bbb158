#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/children/child_row.h"

#include <QObject>
#include <QUrl>
#include <QVariantList>
#include <qqmlintegration.h>

namespace sightline {

/// The children on one's list as their page sees them, the one that is open, and what is typed of one. Thread: user interface.
class ChildrenView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isReady READ isReady NOTIFY changed FINAL)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *children READ children CONSTANT FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString openedId READ openedId NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString number READ number NOTIFY changed FINAL)
    Q_PROPERTY(QString lines READ lines NOTIFY changed FINAL)
    Q_PROPERTY(QString ruleText READ ruleText NOTIFY changed FINAL)
    Q_PROPERTY(QString why READ why NOTIFY changed FINAL)
    Q_PROPERTY(QString whyFirst READ whyFirst NOTIFY changed FINAL)
    Q_PROPERTY(QString dueText READ dueText NOTIFY changed FINAL)
    Q_PROPERTY(int tone READ tone NOTIFY changed FINAL)
    Q_PROPERTY(bool hasDraft READ hasDraft NOTIFY changed FINAL)
    Q_PROPERTY(bool isMine READ isMine NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList visits READ visits NOTIFY changed FINAL)
    Q_PROPERTY(bool isEditing READ isEditing NOTIFY changed FINAL)
    Q_PROPERTY(bool isNew READ isNew NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList ages READ ages NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList plans READ plans NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList legal READ legal NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList rules READ rules NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList people READ people NOTIFY changed FINAL)
    Q_PROPERTY(QString savedText READ savedText NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList begun READ begun NOTIFY changed FINAL)
    Q_PROPERTY(bool hasUnsaved READ hasUnsaved NOTIFY changed FINAL)
    Q_PROPERTY(bool canTakeBack READ canTakeBack NOTIFY changed FINAL)
public:
    explicit ChildrenView(QObject *parent = nullptr);

    void show(const QList<ChildRow> &rows, const ChildLists &lists);
    /// The child that is open, or none.
    void showChild(const ChildPaper &paper, const ChildWords &words);
    void showProblem(const QString &words);
    /// What was typed and not saved, of any child.
    void showBegun(const QList<BegunRow> &rows);
    /// The draft that what is being typed is kept in from now on.
    void nameDraft(const QString &draft);
    /// What is typed is kept on this device in @p draft, or nothing is left of it.
    void markKept(const QString &draft, bool isKept);
    /// What was typed was put away, and can be taken back as @p draft.
    void markDiscarded(const QString &draft, const QString &words);
    /// What stands in the way of saving, by member: the answer to Save, so that the page goes to the first of them.
    void refuse(const QMap<QString, QString> &problems);
    /// The same while somebody types: it is said, and the cursor stays where it is.
    void showProblems(const QMap<QString, QString> &problems);
    void markSaved(const QString &childId, const QString &words);

    Q_INVOKABLE void open(const QString &childId);
    /// Begins a child that is not on the list yet, changes the one that is open, or takes them off the list. Each goes on with the words
    /// that were typed for it before and not saved.
    Q_INVOKABLE void begin();
    Q_INVOKABLE void change();
    Q_INVOKABLE void beginEnd();
    /// Goes on with words that were not saved.
    Q_INVOKABLE void resume(const QString &draft);
    /// The page is in sight: the first time in a run it opens on the words that were left, if nothing else is open.
    Q_INVOKABLE void comeBack();
    /// Leaves the form; words not saved are kept.
    Q_INVOKABLE void stopEditing();
    Q_INVOKABLE void stopEnding();
    /// Puts away what was typed, and takes it back.
    Q_INVOKABLE void discard();
    Q_INVOKABLE void takeBack();
    Q_INVOKABLE void say(const QString &member, const QString &value);
    [[nodiscard]] Q_INVOKABLE QString said(const QString &member) const { return m_words.value(member); }
    [[nodiscard]] Q_INVOKABLE QString problemOf(const QString &member) const { return m_problems.value(member); }
    Q_INVOKABLE void save();
    Q_INVOKABLE void end();
    Q_INVOKABLE void visit();
    Q_INVOKABLE void takeTable(const QUrl &file) { Q_EMIT tableAsked(file); }

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] bool isEmpty() const { return m_isReady && m_children.rowCount() == 0; }
    [[nodiscard]] QAbstractItemModel *children() { return &m_children; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString openedId() const { return m_openedId; }
    [[nodiscard]] QString title() const { return m_paper.title; }
    [[nodiscard]] QString number() const { return m_paper.number; }
    [[nodiscard]] QString lines() const { return m_paper.lines; }
    [[nodiscard]] QString ruleText() const { return m_paper.ruleText; }
    [[nodiscard]] QString why() const { return m_paper.why; }
    [[nodiscard]] QString whyFirst() const { return m_paper.whyFirst; }
    [[nodiscard]] QString dueText() const { return m_paper.dueText; }
    [[nodiscard]] int tone() const { return static_cast<int>(m_paper.tone); }
    [[nodiscard]] bool hasDraft() const { return !m_paper.draft.isEmpty(); }
    [[nodiscard]] bool isMine() const { return m_paper.isMine; }
    [[nodiscard]] QVariantList visits() const;
    [[nodiscard]] bool isEditing() const { return m_sheet == ChildSheet::New || m_sheet == ChildSheet::Change; }
    [[nodiscard]] bool isNew() const { return m_sheet == ChildSheet::New; }
    /// Maps of draft and title.
    [[nodiscard]] QVariantList begun() const;
    /// Whether what is typed in the open form is kept, and not saved.
    [[nodiscard]] bool hasUnsaved() const { return m_sheet != ChildSheet::None && m_isKept; }
    [[nodiscard]] bool canTakeBack() const { return !m_discarded.isEmpty(); }
    /// What is open, with the words as they stand in the form: `title` is empty.
    [[nodiscard]] BegunRow typing() const;
    [[nodiscard]] QVariantList ages() const { return choices(m_lists.ages); }
    [[nodiscard]] QVariantList plans() const { return choices(m_lists.plans); }
    [[nodiscard]] QVariantList legal() const { return choices(m_lists.legal); }
    [[nodiscard]] QVariantList rules() const { return choices(m_lists.rules); }
    [[nodiscard]] QVariantList people() const { return choices(m_lists.people); }
    [[nodiscard]] QString savedText() const { return m_savedText; }
    [[nodiscard]] ChildWords words() const;

Q_SIGNALS:
    void changed();
    void wordsChanged();
    void problemsChanged();
    /// Saving was answered with problems.
    void refused();
    void openAsked();
    /// A child is to be shown, wherever one is.
    void shown();
    /// Something was typed, and is to be kept.
    void typed();
    /// The form is being left: what was typed last is to be kept now.
    void left();
    void discardAsked();
    void takeBackAsked(const QString &draft);
    /// The sheet in which the open child goes off the list is to be shown.
    void endShown();
    void saveAsked();
    void endAsked();
    void visitAsked(const QString &childId);
    void resumeAsked(const QString &recordId);
    void recordAsked(const QString &recordId);
    void tableAsked(const QUrl &file);

private:
    [[nodiscard]] static QVariantList choices(const QList<ChildChoice> &list);
    void setWords(const QMap<QString, QString> &words);
    void openSheet(ChildSheet sheet, const QMap<QString, QString> &words);
    [[nodiscard]] const BegunRow *begunFor(ChildSheet sheet, const QString &childId) const;
    void take(const BegunRow &row);
    void closeSheet();

    RowModel<ChildRow> m_children;
    ChildLists m_lists;
    bool m_isReady = false;
    QString m_problem;
    QString m_openedId;
    ChildPaper m_paper;
    ChildWords m_kept;                   ///< of the child that is open, as they are kept
    ChildSheet m_sheet = ChildSheet::None;
    QMap<QString, QString> m_words;      ///< by member
    QString m_draft;                     ///< what holds them on this device, once something is typed
    bool m_isKept = false;               ///< and does hold them
    QString m_discarded;                 ///< what was put away last, and can be taken back
    QList<BegunRow> m_begun;
    bool m_hasComeBack = false;
    QMap<QString, QString> m_problems;
    QString m_savedText;
};

} // namespace sightline
