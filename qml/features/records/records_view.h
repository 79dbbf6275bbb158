#pragma once

#include "qml/features/records/record_sheet.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// Records as its page sees it: which view is chosen, the search words, the list, the open record. Whoever watches the
/// store answers `asked` with show() and `openAsked` with showRecord(). Thread: user interface.
class RecordsView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isReady READ isReady NOTIFY changed FINAL)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed FINAL)
    Q_PROPERTY(QString filter READ filter NOTIFY changed FINAL)
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL)
    Q_PROPERTY(int mineCount READ mineCount NOTIFY changed FINAL)
    Q_PROPERTY(int teamCount READ teamCount NOTIFY changed FINAL)
    Q_PROPERTY(int answerCount READ answerCount NOTIFY changed FINAL)
    Q_PROPERTY(QString paperWords READ paperWords NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *rows READ rows CONSTANT FINAL)
    Q_PROPERTY(sightline::RecordSheet *opened READ opened CONSTANT FINAL)
public:
    struct Counts {
        int mine = 0;
        int team = 0;
        int toAnswer = 0;
    };

    explicit RecordsView(QObject *parent = nullptr);

    void show(const QList<RecordRow> &rows, Counts counts);
    void showRecord(const RecordPaper &paper) { m_opened.show(paper); }
    void showProblem(const QString &words);

    /// What became of the PDF that was asked for: where it is, or why there is none. Until another record is opened.
    void showPaper(const QString &words);
    /// "mine", "team" or "to-answer".
    Q_INVOKABLE void choose(const QString &filter);
    Q_INVOKABLE void search(const QString &words);
    Q_INVOKABLE void open(const QString &recordId);

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] bool isEmpty() const { return m_isReady && m_rows.rowCount() == 0; }
    [[nodiscard]] QString filter() const { return m_filter; }
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] Counts counts() const { return m_counts; }
    [[nodiscard]] int mineCount() const { return m_counts.mine; }
    [[nodiscard]] int teamCount() const { return m_counts.team; }
    [[nodiscard]] int answerCount() const { return m_counts.toAnswer; }
    [[nodiscard]] QString paperWords() const { return m_paperWords; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QAbstractItemModel *rows() { return &m_rows; }
    [[nodiscard]] RecordSheet *opened() { return &m_opened; }

Q_SIGNALS:
    void changed();
    /// Another list is wanted: the view and the words say which.
    void asked();
    void openAsked(const QString &recordId);
    void resumeAsked(const QString &recordId);
    void addAsked(const QString &recordId, const QString &text);
    /// The person wants to fill their part of the record's form.
    void partAsked(const QString &recordId, const QString &kind);
    void amendAsked(const QString &recordId);
    /// A sheet for a step without a part was opened: whoever watches the store answers with showStepText().
    void stepOpened(const QString &recordId, const QString &kind);
    void stepTyped(const QString &recordId, const QString &kind, const QString &text);
    void stepAsked(const QString &recordId, const QString &kind, const QString &text, bool sign);
    void stepTaken();
    void stepRefused(const QString &why);
    void stepTextKnown(const QString &text);
    /// The open record is wanted on paper.
    void paperAsked(const QString &recordId);
    /// The open record was entered in error, for this reason.
    void errorMarked(const QString &recordId, const QString &reason);

private:
    QString m_filter = QStringLiteral("mine");
    QString m_words;
    QString m_problem;
    QString m_paperWords;
    Counts m_counts;
    bool m_isReady = false;
    RowModel<RecordRow> m_rows;
    RecordSheet m_opened;
};

} // namespace sightline
