#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/children/child_row.h"

#include <QMap>
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
public:
    explicit ChildrenView(QObject *parent = nullptr);

    void show(const QList<ChildRow> &rows, const ChildLists &lists);
    /// The child that is open, or none.
    void showChild(const ChildPaper &paper, const ChildWords &words);
    void showProblem(const QString &words);
    /// What stands in the way of saving, by member.
    void refuse(const QMap<QString, QString> &problems);
    void markSaved(const QString &childId, const QString &words);

    Q_INVOKABLE void open(const QString &childId);
    /// Begins a child that is not on the list yet, or changes the one that is open.
    Q_INVOKABLE void begin();
    Q_INVOKABLE void change();
    Q_INVOKABLE void stopEditing();
    Q_INVOKABLE void say(const QString &member, const QString &value);
    [[nodiscard]] Q_INVOKABLE QString said(const QString &member) const { return m_words.value(member); }
    [[nodiscard]] Q_INVOKABLE QString problemOf(const QString &member) const { return m_problems.value(member); }
    Q_INVOKABLE void save();
    Q_INVOKABLE void end(const QString &reason, const QString &person);
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
    [[nodiscard]] bool isEditing() const { return m_isEditing; }
    [[nodiscard]] bool isNew() const { return m_isNew; }
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
    void openAsked();
    /// A child is to be shown, wherever one is.
    void shown();
    void saveAsked();
    void endAsked(const QString &reason, const QString &person);
    void visitAsked(const QString &childId);
    void resumeAsked(const QString &recordId);
    void recordAsked(const QString &recordId);
    void tableAsked(const QUrl &file);

private:
    [[nodiscard]] static QVariantList choices(const QList<ChildChoice> &list);
    void setWords(const ChildWords &words);

    RowModel<ChildRow> m_children;
    ChildLists m_lists;
    bool m_isReady = false;
    QString m_problem;
    QString m_openedId;
    ChildPaper m_paper;
    ChildWords m_kept;                   ///< of the child that is open, as they are kept
    bool m_isEditing = false;
    bool m_isNew = false;
    QMap<QString, QString> m_words;      ///< by member
    QMap<QString, QString> m_problems;
    QString m_savedText;
};

} // namespace sightline
