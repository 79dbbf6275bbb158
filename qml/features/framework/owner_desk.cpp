#include "qml/features/framework/owner_desk.h"

#include <chrono>

namespace sightline {

namespace {

/// How long typing pauses before what was typed is read and kept: shorter than anybody waits for, longer than between two keys.
constexpr std::chrono::milliseconds typingPause { 250 };

} // namespace

OwnerDesk::OwnerDesk(QObject *parent)
    : QObject(parent), m_questions({ { "cell", [](const OwnerQuestion &row) { return QVariant(row.cell); } },
                                     { "question", [](const OwnerQuestion &row) { return QVariant(row.text); } },
                                     { "assumed", [](const OwnerQuestion &row) { return QVariant(row.assumed); } },
                                     { "isAnswered", [](const OwnerQuestion &row) { return QVariant(row.isAnswered); } },
                                     { "answer", [](const OwnerQuestion &row) { return QVariant(row.answer); } } }),
      m_changes({ { "title", [](const ChangeRow &row) { return QVariant(row.title); } },
                  { "service", [](const ChangeRow &row) { return QVariant(row.service); } },
                  { "kind", [](const ChangeRow &row) { return QVariant(row.kind); } },
                  { "kindIcon", [](const ChangeRow &row) { return QVariant(row.kindIcon); } },
                  { "detail", [](const ChangeRow &row) { return QVariant(row.detail); } },
                  { "people", [](const ChangeRow &row) { return QVariant(row.people); } } }),
      m_roles({ { "role", [](const RoleLine &row) { return QVariant(row.id); } },
                { "detail", [](const RoleLine &row) { return QVariant(row.detail); } },
                { "before", [](const RoleLine &row) { return QVariant(row.before); } },
                { "after", [](const RoleLine &row) { return QVariant(row.after); } } })
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &OwnerDesk::passTyped);
}

void OwnerDesk::showStanding(const OwnerStanding &standing)
{
    if (m_standing == standing)
        return;
    m_standing = standing;
    Q_EMIT changed();
}

void OwnerDesk::showRow(const OwnerRow &row)
{
    if (row.key != m_wanted)
        return;
    m_row = row;
    m_questions.show(row.questions);
    Q_EMIT changed();
    if (std::exchange(m_refills, false))
        Q_EMIT rowOpened();
}

void OwnerDesk::showReview(const OwnerReview &review)
{
    m_isWorkingOut = false;
    m_review = review;
    m_changes.show(review.changes);
    m_roles.show(review.roles);
    Q_EMIT changed();
}

void OwnerDesk::showDocument(const OwnerDocument &document)
{
    m_isReadingDocument = false;
    m_document = document;
    Q_EMIT changed();
}

void OwnerDesk::openDocument(const QUrl &file)
{
    if (m_isReadingDocument)
        return;
    passTyped();
    m_isReadingDocument = true;
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT documentAsked(file.toLocalFile());
}

void OwnerDesk::acceptDocument()
{
    leaveDocument();
    Q_EMIT documentAccepted();
}

void OwnerDesk::leaveDocument()
{
    m_document = {};
    Q_EMIT changed();
}

void OwnerDesk::addRow(const QString &serviceId, const QString &what)
{
    passTyped();
    if (!what.trimmed().isEmpty())
        Q_EMIT addAsked(serviceId, what.trimmed());
}

void OwnerDesk::refuse(const QString &words)
{
    m_isReadingDocument = false;
    m_problem = words;
    m_isPublishing = false;
    m_isWorkingOut = false;
    Q_EMIT changed();
}

void OwnerDesk::finish(bool isOver)
{
    m_isPublishing = false;
    m_problem.clear();
    if (isOver)
        m_isReviewing = false;
    Q_EMIT changed();
    if (isOver)
        Q_EMIT over();
}

void OwnerDesk::openRow(const QString &activityKey)
{
    passTyped();
    m_wanted = activityKey;
    m_refills = true;
    m_problem.clear();
    m_isReviewing = false;
    Q_EMIT rowAsked(activityKey);
}

void OwnerDesk::closeRow()
{
    passTyped();
    m_wanted.clear();
    m_row = {};
    m_questions.show({});
    Q_EMIT changed();
}

void OwnerDesk::type(const QString &cell, const QString &words)
{
    if (m_row.key.isEmpty() || m_refills || (!m_typed.contains(cell) && m_row.words.value(cell) == words))
        return;
    m_typed.insert(cell, words);
    m_pause.start();
}

void OwnerDesk::passTyped()
{
    m_pause.stop();
    const auto typedMeanwhile = std::exchange(m_typed, {});
    for (auto one = typedMeanwhile.cbegin(); one != typedMeanwhile.cend(); ++one) {
        m_row.words.insert(one.key(), *one);
        Q_EMIT typed(m_row.key, one.key(), *one);
    }
}

void OwnerDesk::answer(const QString &cell, const QString &words)
{
    passTyped();
    Q_EMIT answered(m_row.key, cell, words.trimmed());
}

void OwnerDesk::takeAnswerBack(const QString &cell)
{
    passTyped();
    Q_EMIT answerTakenBack(m_row.key, cell);
}

void OwnerDesk::end(bool ends)
{
    passTyped();
    m_refills = true;
    Q_EMIT endAsked(m_row.key, ends);
}

void OwnerDesk::putBack()
{
    m_pause.stop();
    m_typed.clear();
    m_refills = true;
    Q_EMIT putBackAsked(m_row.key);
}

void OwnerDesk::openReview()
{
    closeRow();
    m_isReviewing = true;
    m_isWorkingOut = true;
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT reviewOpened();
    Q_EMIT reviewAsked(m_review.fromIso);
}

void OwnerDesk::closeReview()
{
    m_isReviewing = false;
    Q_EMIT changed();
}

void OwnerDesk::setFrom(const QString &iso)
{
    if (m_review.fromIso == iso)
        return;
    m_review.fromIso = iso;
    m_isWorkingOut = true;
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT reviewAsked(iso);
}

void OwnerDesk::publish()
{
    if (m_isPublishing)
        return;
    m_isPublishing = true;
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT publishAsked(m_review.fromIso);
}

void OwnerDesk::drop() { Q_EMIT dropAsked(); }
void OwnerDesk::takeUpAgain() { Q_EMIT takeUpAsked(); }

} // namespace sightline
