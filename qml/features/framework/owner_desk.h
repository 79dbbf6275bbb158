#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/framework/owner_row.h"

#include <QObject>
#include <QTimer>
#include <QUrl>
#include <qqmlintegration.h>

namespace sightline {

/// Where the framework's owner changes it: one row at a time, each change understood as it is typed; then all of it looked at, and published
/// from a day on. Whoever watches the store answers the …Asked signals, and keeps what is typed. Thread: user interface.
class OwnerDesk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by Framework")
    Q_PROPERTY(bool isOwner READ isOwner NOTIFY changed FINAL)
    Q_PROPERTY(int changeCount READ changeCount NOTIFY changed FINAL)
    Q_PROPERTY(int questionCount READ questionCount NOTIFY changed FINAL)
    Q_PROPERTY(QString sentText READ sentText NOTIFY changed FINAL)
    Q_PROPERTY(bool isRefused READ isRefused NOTIFY changed FINAL)
    Q_PROPERTY(bool isEditing READ isEditing NOTIFY changed FINAL)
    Q_PROPERTY(QString rowTitle READ rowTitle NOTIFY changed FINAL)
    Q_PROPERTY(QString rowService READ rowService NOTIFY changed FINAL)
    Q_PROPERTY(bool rowIsChanged READ rowIsChanged NOTIFY changed FINAL)
    Q_PROPERTY(bool rowIsEnded READ rowIsEnded NOTIFY changed FINAL)
    Q_PROPERTY(bool rowIsAdded READ rowIsAdded NOTIFY changed FINAL)
    Q_PROPERTY(bool isReadingDocument READ isReadingDocument NOTIFY changed FINAL)
    Q_PROPERTY(bool hasDocument READ hasDocument NOTIFY changed FINAL)
    Q_PROPERTY(QString documentName READ documentName NOTIFY changed FINAL)
    Q_PROPERTY(QString documentSummary READ documentSummary NOTIFY changed FINAL)
    Q_PROPERTY(QStringList documentNotices READ documentNotices NOTIFY changed FINAL)
    Q_PROPERTY(bool documentHasChanges READ documentHasChanges NOTIFY changed FINAL)
    Q_PROPERTY(QString frequencySays READ frequencySays NOTIFY changed FINAL)
    Q_PROPERTY(QString leadSays READ leadSays NOTIFY changed FINAL)
    Q_PROPERTY(QString assumptions READ assumptions NOTIFY changed FINAL)
    Q_PROPERTY(QString whyProblem READ whyProblem NOTIFY changed FINAL)
    Q_PROPERTY(QString howProblem READ howProblem NOTIFY changed FINAL)
    Q_PROPERTY(QString leadProblem READ leadProblem NOTIFY changed FINAL)
    Q_PROPERTY(QString frequencyProblem READ frequencyProblem NOTIFY changed FINAL)
    Q_PROPERTY(QString whatProblem READ whatProblem NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *questions READ questions CONSTANT FINAL)
    Q_PROPERTY(bool isReviewing READ isReviewing NOTIFY changed FINAL)
    Q_PROPERTY(bool isWorkingOut READ isWorkingOut NOTIFY changed FINAL)
    Q_PROPERTY(bool isPublishing READ isPublishing NOTIFY changed FINAL)
    Q_PROPERTY(QString fromIso READ fromIso NOTIFY changed FINAL)
    Q_PROPERTY(QString notCounted READ notCounted NOTIFY changed FINAL)
    Q_PROPERTY(QString untilNext READ untilNext NOTIFY changed FINAL)
    Q_PROPERTY(QStringList problems READ problems NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *changes READ changes CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *roles READ roles CONSTANT FINAL)
public:
    explicit OwnerDesk(QObject *parent = nullptr);

    void showStanding(const OwnerStanding &standing);
    /// Answers rowAsked(), and everything that was changed of the row since; of another row than the open one it is let go.
    void showRow(const OwnerRow &row);
    /// Answers reviewAsked().
    void showReview(const OwnerReview &review);
    /// Answers documentAsked().
    void showDocument(const OwnerDocument &document);
    /// What was pressed last came to nothing: why.
    void refuse(const QString &words);
    /// What was typed last is kept now: the window goes, or the session ends.
    void keepNow() { passTyped(); }
    /// What was pressed last is done and durable; @p isOver: nothing is being made any more.
    void finish(bool isOver);

    Q_INVOKABLE void openRow(const QString &activityKey);
    /// What was typed last is kept at once.
    Q_INVOKABLE void closeRow();
    Q_INVOKABLE void type(const QString &cell, const QString &words);
    /// What cell @p cell reads with the changes, where the row was opened; what is typed meanwhile is the page's own.
    Q_INVOKABLE QString wordsOf(const QString &cell) const { return m_row.words.value(cell); }
    /// @p words empty: what was assumed is right.
    Q_INVOKABLE void answer(const QString &cell, const QString &words);
    Q_INVOKABLE void takeAnswerBack(const QString &cell);
    Q_INVOKABLE void end(bool ends);
    Q_INVOKABLE void putBack();
    /// Another edition's document (.docx, .txt, .csv) is read and compared with the edition that counts; nothing is taken up of it yet.
    Q_INVOKABLE void openDocument(const QUrl &file);
    /// What it says otherwise becomes what is being changed, in place of what was.
    Q_INVOKABLE void acceptDocument();
    /// Nothing of it does.
    Q_INVOKABLE void leaveDocument();
    /// A new activity of @p serviceId, which is opened.
    Q_INVOKABLE void addRow(const QString &serviceId, const QString &what);
    Q_INVOKABLE void openReview();
    Q_INVOKABLE void closeReview();
    Q_INVOKABLE void setFrom(const QString &iso);
    Q_INVOKABLE void publish();
    Q_INVOKABLE void drop();
    Q_INVOKABLE void takeUpAgain();

    [[nodiscard]] bool isOwner() const { return m_standing.isOwner; }
    [[nodiscard]] int changeCount() const { return m_standing.changes; }
    [[nodiscard]] int questionCount() const { return m_standing.questions; }
    [[nodiscard]] QString sentText() const { return m_standing.sent; }
    [[nodiscard]] bool isRefused() const { return m_standing.isRefused; }
    [[nodiscard]] bool isEditing() const { return !m_row.key.isEmpty(); }
    [[nodiscard]] QString rowKey() const { return m_row.key; }
    [[nodiscard]] QString rowTitle() const { return m_row.title; }
    [[nodiscard]] QString rowService() const { return m_row.service; }
    [[nodiscard]] bool rowIsChanged() const { return m_row.isChanged; }
    [[nodiscard]] bool rowIsEnded() const { return m_row.isEnded; }
    [[nodiscard]] bool rowIsAdded() const { return m_row.isAdded; }
    [[nodiscard]] bool isReadingDocument() const { return m_isReadingDocument; }
    /// One was read, and the owner has not said what becomes of it.
    [[nodiscard]] bool hasDocument() const { return !m_document.name.isEmpty(); }
    [[nodiscard]] QString documentName() const { return m_document.name; }
    [[nodiscard]] QString documentSummary() const { return m_document.summary; }
    [[nodiscard]] QStringList documentNotices() const { return m_document.notices; }
    [[nodiscard]] bool documentHasChanges() const { return m_document.hasChanges; }
    [[nodiscard]] QString frequencySays() const { return m_row.frequencySays; }
    [[nodiscard]] QString leadSays() const { return m_row.leadSays; }
    [[nodiscard]] QString assumptions() const { return m_row.assumptions; }
    [[nodiscard]] QString whatProblem() const { return m_row.problems.value(QStringLiteral("what")); }
    [[nodiscard]] QString frequencyProblem() const { return m_row.problems.value(QStringLiteral("frequency")); }
    [[nodiscard]] QString leadProblem() const { return m_row.problems.value(QStringLiteral("lead")); }
    [[nodiscard]] QString howProblem() const { return m_row.problems.value(QStringLiteral("how")); }
    [[nodiscard]] QString whyProblem() const { return m_row.problems.value(QStringLiteral("why")); }
    [[nodiscard]] bool isReviewing() const { return m_isReviewing; }
    /// What it means for people is being worked out: what is shown may be of before.
    [[nodiscard]] bool isWorkingOut() const { return m_isWorkingOut; }
    [[nodiscard]] bool isPublishing() const { return m_isPublishing; }
    [[nodiscard]] QString fromIso() const { return m_review.fromIso; }
    [[nodiscard]] QString notCounted() const { return m_review.notCounted; }
    [[nodiscard]] QString untilNext() const { return m_review.untilNext; }
    [[nodiscard]] QStringList problems() const { return m_review.problems; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QAbstractItemModel *questions() { return &m_questions; }
    [[nodiscard]] QAbstractItemModel *changes() { return &m_changes; }
    [[nodiscard]] QAbstractItemModel *roles() { return &m_roles; }

Q_SIGNALS:
    void changed();
    /// A row was opened: the page fills its fields from wordsOf().
    void rowOpened();
    /// What was changed is looked at.
    void reviewOpened();
    /// It was published, or dropped: nothing is being made any more.
    void over();
    void documentAsked(const QString &path);
    void documentAccepted();
    void addAsked(const QString &serviceId, const QString &what);
    void rowAsked(const QString &activityKey);
    void typed(const QString &activityKey, const QString &cell, const QString &words);
    void answered(const QString &activityKey, const QString &cell, const QString &words);
    void answerTakenBack(const QString &activityKey, const QString &cell);
    void endAsked(const QString &activityKey, bool ends);
    void putBackAsked(const QString &activityKey);
    void reviewAsked(const QString &fromIso);
    void publishAsked(const QString &fromIso);
    void dropAsked();
    void takeUpAsked();

private:
    void passTyped();

    OwnerStanding m_standing;
    OwnerRow m_row;
    OwnerReview m_review;
    QString m_wanted;                  ///< key of the row that was asked for and has not come
    bool m_refills = false;            ///< its fields are filled anew when it comes
    OwnerDocument m_document;
    bool m_isReadingDocument = false;
    QString m_problem;
    bool m_isReviewing = false;
    bool m_isWorkingOut = false;
    bool m_isPublishing = false;
    QMap<QString, QString> m_typed;    ///< by cell, not handed over yet
    QTimer m_pause;
    RowModel<OwnerQuestion> m_questions;
    RowModel<ChangeRow> m_changes;
    RowModel<RoleLine> m_roles;
};

} // namespace sightline
