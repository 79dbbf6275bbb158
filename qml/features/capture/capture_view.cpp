#include "qml/features/capture/capture_view.h"

#include <algorithm>

namespace sightline {

CaptureView::CaptureView(QObject *parent)
    : QObject(parent), m_forms({ { "formId", [](const FormOffer &row) { return QVariant(row.form.isEmpty() ? row.id : row.form); } },
                                 { "settingId", [](const FormOffer &row) { return QVariant(row.setting); } },
                                 { "title", [](const FormOffer &row) { return QVariant(row.title); } },
                                 { "detail", [](const FormOffer &row) { return QVariant(row.detail); } },
                                 { "rowIcon", [](const FormOffer &row) { return QVariant(row.icon); } },
                                 { "heading", [](const FormOffer &row) { return QVariant(row.heading); } } }),
      m_drafts({ { "recordId", [](const DraftOffer &row) { return QVariant(row.id); } },
                 { "title", [](const DraftOffer &row) { return QVariant(row.title); } },
                 { "detail", [](const DraftOffer &row) { return QVariant(row.detail); } },
                 { "savedText", [](const DraftOffer &row) { return QVariant(row.savedText); } } }),
      m_deleted({ { "recordId", [](const DeletedDraft &row) { return QVariant(row.id); } },
                  { "title", [](const DeletedDraft &row) { return QVariant(row.title); } },
                  { "deletedText", [](const DeletedDraft &row) { return QVariant(row.deletedText); } } })
{
}

CaptureView::~CaptureView() = default;

void CaptureView::show(const QList<FormOffer> &forms, const QList<DraftOffer> &drafts, const QList<DeletedDraft> &deleted)
{
    m_isReady = true;
    m_unread.clear();
    m_offers = forms;
    showOffers();
    m_drafts.show(drafts);
    m_deleted.show(deleted);
    Q_EMIT changed();
}

void CaptureView::narrow(const QString &text)
{
    m_sought = text;
    showOffers();
    Q_EMIT changed();
}

void CaptureView::showOffers()
{
    const QStringList words = m_sought.split(u' ', Qt::SkipEmptyParts);
    QList<FormOffer> shown;
    QString group;
    for (const FormOffer &offer : std::as_const(m_offers)) {
        const QString said = offer.title + u' ' + offer.detail + u' ' + offer.group + u' ' + offer.about;
        if (words.isEmpty() && !offer.setting.isEmpty())
            continue;   // a council has many
        if (!std::all_of(words.cbegin(), words.cend(), [&said](const QString &word) { return said.contains(word, Qt::CaseInsensitive); }))
            continue;
        shown.append(offer);
        shown.last().heading = shown.size() == 1 || offer.group != group ? offer.group : QString();
        group = offer.group;
    }
    m_forms.show(shown);
}

void CaptureView::showProblem(const QString &words)
{
    m_problem = words;
    Q_EMIT changed();
}

void CaptureView::showUnread(const QString &words)
{
    m_isReady = true;
    m_unread = words;
    Q_EMIT changed();
}

void CaptureView::open(std::unique_ptr<FormSession> session, const QString &subject)
{
    std::unique_ptr<FormSession> before = std::move(m_session);
    m_session = std::move(session);
    m_subject = subject;
    m_finishedTitle.clear();
    m_canUndo = false;
    showConcern({});
    m_problem.clear();
    Q_EMIT sessionChanged();
    Q_EMIT changed();
    retire(std::move(before));
}

/// The page that shows @p session goes by itself after it heard of this, and draws until then: the session goes after the page.
void CaptureView::retire(std::unique_ptr<FormSession> session)
{
    if (!session)
        return;
    session->saveNow();
    session.release()->deleteLater();
}

void CaptureView::showFinished(const QString &title, bool canUndo)
{
    std::unique_ptr<FormSession> before = std::move(m_session);
    m_finishedTitle = title;
    m_canUndo = canUndo;
    Q_EMIT sessionChanged();
    retire(std::move(before));
}

void CaptureView::showConcern(const ConcernRow &concern)
{
    if (m_concern == concern)
        return;
    m_concern = concern;
    Q_EMIT concernChanged();
}

void CaptureView::endUndo()
{
    if (!m_canUndo)
        return;
    m_canUndo = false;
    Q_EMIT sessionChanged();
}

void CaptureView::close()
{
    const std::unique_ptr<FormSession> before = std::move(m_session);
    const bool wasFinished = !m_finishedTitle.isEmpty();
    m_subject.clear();
    m_finishedTitle.clear();
    m_canUndo = false;
    showConcern({});
    if (wasFinished)
        closeProblem();   // it was read there
    Q_EMIT sessionChanged();
    if (wasFinished)
        Q_EMIT finishLeft();
}

} // namespace sightline
