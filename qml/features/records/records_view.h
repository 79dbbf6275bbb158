#pragma once

#include "qml/features/records/print_view.h"
#include "qml/features/records/record_sheet.h"
#include "qml/features/records/step_words.h"

#include <QHash>
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
    Q_PROPERTY(bool isReading READ isReading NOTIFY changed FINAL)
    Q_PROPERTY(bool isOpening READ isOpening NOTIFY changed FINAL)
    Q_PROPERTY(QString filter READ filter NOTIFY changed FINAL)
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL)
    Q_PROPERTY(int answerCount READ answerCount NOTIFY changed FINAL)
    Q_PROPERTY(QString paperWords READ paperWords NOTIFY changed FINAL)
    Q_PROPERTY(int unsearched READ unsearched NOTIFY changed FINAL)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString closedText READ closedText NOTIFY changed FINAL)
    Q_PROPERTY(QString recordProblem READ recordProblem NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *rows READ rows CONSTANT FINAL)
    Q_PROPERTY(sightline::RecordSheet *opened READ opened CONSTANT FINAL)
    Q_PROPERTY(sightline::PrintView *printing READ printing CONSTANT FINAL)
    Q_PROPERTY(sightline::StepWords *stepWords READ stepWords CONSTANT FINAL)
public:
    explicit RecordsView(QObject *parent = nullptr);

    /// @p answerCount: how many records wait for this person, whatever is shown. @p hasMore: there are older ones than @p rows.
    void show(const QList<RecordRow> &rows, int answerCount, bool hasMore);
    /// What a search has found. @p unsearched: how many records came so lately that it left them out.
    void showFound(const QList<RecordRow> &rows, int unsearched);
    /// Why records cannot be opened now; empty: they can.
    void showClosed(const QString &words);
    void showRecord(const RecordPaper &paper);
    /// The list could not be read; what was shown stays.
    void showProblem(const QString &words);
    /// The record that was opened could not be read. Until a record is shown.
    void showRecordProblem(const QString &words);

    /// What became of the record @p recordId on paper or as a PDF: where it is, or why there is none. Said under that record alone, until one
    /// has seen it and gone on to another.
    void showPaper(const QString &recordId, const QString &words);
    /// "mine", "team" or "to-answer".
    Q_INVOKABLE void choose(const QString &filter);
    Q_INVOKABLE void search(const QString &words);
    Q_INVOKABLE void open(const QString &recordId);
    /// Shows the next older records too.
    Q_INVOKABLE void showMore();

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] bool isEmpty() const { return m_isReady && m_rows.rowCount() == 0; }
    /// The list that is wanted has not been answered yet; until it is, the one before stands there.
    [[nodiscard]] bool isReading() const { return !m_isReady || m_isLooking; }
    /// The same of the record that is wanted.
    [[nodiscard]] bool isOpening() const { return m_isOpening; }
    [[nodiscard]] QString filter() const { return m_filter; }
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] int answerCount() const { return m_answerCount; }
    [[nodiscard]] int unsearched() const { return m_unsearched; }
    /// How many records a list is asked for.
    [[nodiscard]] int limit() const { return m_limit; }
    [[nodiscard]] bool hasMore() const { return m_hasMore; }
    [[nodiscard]] QString paperWords() const { return m_paperWords.value(m_opened.recordId()); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString closedText() const { return m_closedText; }
    [[nodiscard]] QString recordProblem() const { return m_recordProblem; }
    [[nodiscard]] QAbstractItemModel *rows() { return &m_rows; }
    [[nodiscard]] RecordSheet *opened() { return &m_opened; }
    /// What the sheet that prints the open record shows.
    [[nodiscard]] PrintView *printing() { return &m_printing; }
    /// What is written in a sheet over the open record: the step without a part, with its words.
    [[nodiscard]] StepWords *stepWords() { return &m_stepWords; }

Q_SIGNALS:
    void changed();
    /// Another list is wanted: the view and the words say which.
    void asked();
    void openAsked(const QString &recordId);
    void resumeAsked(const QString &recordId);
    /// The person wants to fill their part of the record's form.
    void partAsked(const QString &recordId, const QString &kind);
    void amendAsked(const QString &recordId);
    /// The device is to be handed to the person whose step of @p kind it is.
    void handOverAsked(const QString &recordId, const QString &kind);
    /// A child or family is to be asked how it was.
    void feedbackAsked(const QString &recordId);
    /// The agreed action in row @p row of the open record is wanted on its own page.
    void actionAsked(const QString &recordId, const QString &row);
    /// The open record is wanted as a PDF.
    void paperAsked(const QString &recordId);

private:
    /// Records of a list at first, and how many more each time: as many as a person looks through, and quick to lay out.
    static constexpr int rowsStep = 200;

    QString m_filter = QStringLiteral("mine");
    QString m_words;
    QString m_problem;
    QString m_closedText;
    QString m_recordProblem;
    QHash<QString, QString> m_paperWords;   ///< by record
    int m_answerCount = 0;
    int m_unsearched = 0;
    int m_limit = rowsStep;
    bool m_hasMore = false;
    bool m_isReady = false;
    bool m_isLooking = false;
    bool m_isOpening = false;
    RowModel<RecordRow> m_rows;
    RecordSheet m_opened;
    StepWords m_stepWords;
    PrintView m_printing;
};

} // namespace sightline
