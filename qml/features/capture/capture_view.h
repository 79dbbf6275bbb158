#pragma once

#include "qml/bridge/concern_row.h"
#include "qml/bridge/row_model.h"
#include "qml/features/capture/draft_move.h"
#include "qml/features/capture/form_session.h"

#include <QObject>
#include <qqmlintegration.h>

#include <memory>

namespace sightline {

/// A form one may begin.
struct FormOffer {
    QString id;               ///< of this row: the template, and the setting where there is one
    QString title;
    QString detail;           ///< "About 20 minutes"
    QString icon;
    QString group;            ///< the heading it stands under; offers of one group stand together
    QString about = {};       ///< one sentence, found by searching
    QString form = {};        ///< the template, where the row's id is not it
    QString setting = {};     ///< the setting of the council's list it is begun from; empty: none. Shown only where it is looked for
    QString heading = {};     ///< the group, on the first of those shown
    friend bool operator==(const FormOffer &, const FormOffer &) = default;
};

/// A draft one can carry on with.
struct DraftOffer {
    QString id;               ///< the record
    QString title;
    QString detail;
    QString savedText;
    friend bool operator==(const DraftOffer &, const DraftOffer &) = default;
};

/// A draft its author deleted, which can still come back.
struct DeletedDraft {
    QString id;               ///< the record
    QString title;
    QString deletedText;      ///< "Deleted today 14:02. Kept until Wed 2 Dec."
    friend bool operator==(const DeletedDraft &, const DeletedDraft &) = default;
};

/// Capture as its pages see it: what one may begin, the drafts, and the form that is open. Thread: user interface.
class CaptureView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(QAbstractItemModel *forms READ forms CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *drafts READ drafts CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *deleted READ deleted CONSTANT FINAL)
    Q_PROPERTY(int deletedCount READ deletedCount NOTIFY changed FINAL)
    Q_PROPERTY(int draftCount READ draftCount NOTIFY changed FINAL)
    Q_PROPERTY(int formCount READ formCount NOTIFY changed FINAL)
    Q_PROPERTY(bool isReady READ isReady NOTIFY changed FINAL)
    Q_PROPERTY(bool hasForms READ hasForms NOTIFY changed FINAL)
    Q_PROPERTY(sightline::FormSession *session READ session NOTIFY sessionChanged FINAL)
    Q_PROPERTY(sightline::DraftMove *move READ move CONSTANT FINAL)
    Q_PROPERTY(QString subject READ subject NOTIFY sessionChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString finishedTitle READ finishedTitle NOTIFY sessionChanged FINAL)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY sessionChanged FINAL)
    Q_PROPERTY(bool raisedConcern READ raisedConcern NOTIFY concernChanged FINAL)
    Q_PROPERTY(QString concernState READ concernState NOTIFY concernChanged FINAL)
    Q_PROPERTY(QString concernPlace READ concernPlace NOTIFY concernChanged FINAL)
    Q_PROPERTY(QString concernPhone READ concernPhone NOTIFY concernChanged FINAL)
    Q_PROPERTY(QString concernPhoneText READ concernPhoneText NOTIFY concernChanged FINAL)
    Q_PROPERTY(bool concernIsRead READ concernIsRead NOTIFY concernChanged FINAL)
public:
    explicit CaptureView(QObject *parent = nullptr);
    ~CaptureView() override;

    void show(const QList<FormOffer> &forms, const QList<DraftOffer> &drafts, const QList<DeletedDraft> &deleted = {});
    /// Offers only the forms whose title, group or sentence holds every word of @p text.
    Q_INVOKABLE void narrow(const QString &text);
    /// Something that was asked for failed: said on whichever page is shown, until it is closed or a form opens.
    void showProblem(const QString &words);
    /// What one may begin could not be read; the next reading that works takes it back.
    void showUnread(const QString &words);
    Q_INVOKABLE void closeProblem() { showProblem({}); }
    /// Opens @p session; @p subject says for what or whom, under the title.
    void open(std::unique_ptr<FormSession> session, const QString &subject);
    /// The open form was completed and is durable: says so until closed. @p canUndo: it can be taken back for now.
    void showFinished(const QString &title, bool canUndo);
    /// It can no longer be taken back.
    void endUndo();
    /// What was just completed raised the urgent concern @p concern, and so it stands with it.
    void showConcern(const ConcernRow &concern);
    /// Closes the form; what was typed is kept as a draft first.
    Q_INVOKABLE void close();

    [[nodiscard]] QAbstractItemModel *forms() { return &m_forms; }
    [[nodiscard]] QAbstractItemModel *drafts() { return &m_drafts; }
    [[nodiscard]] QAbstractItemModel *deleted() { return &m_deleted; }
    [[nodiscard]] int deletedCount() const { return m_deleted.rowCount(); }
    [[nodiscard]] int draftCount() const { return m_drafts.rowCount(); }
    [[nodiscard]] int formCount() const { return m_forms.rowCount(); }
    [[nodiscard]] bool isReady() const { return m_isReady; }
    /// Whether there is any form to begin, narrowed or not.
    [[nodiscard]] bool hasForms() const { return !m_offers.isEmpty(); }
    [[nodiscard]] FormSession *session() { return m_session.get(); }
    [[nodiscard]] DraftMove *move() { return &m_move; }
    /// What takes photos for the form that is open.
    [[nodiscard]] CameraView *camera() { return &m_camera; }
    [[nodiscard]] QString subject() const { return m_subject; }
    [[nodiscard]] QString problem() const { return m_problem.isEmpty() ? m_unread : m_problem; }
    [[nodiscard]] QString finishedTitle() const { return m_finishedTitle; }
    [[nodiscard]] bool canUndo() const { return m_canUndo; }
    [[nodiscard]] bool raisedConcern() const { return !m_concern.id.isEmpty(); }
    [[nodiscard]] QString concernState() const { return m_concern.stateText; }
    [[nodiscard]] QString concernPlace() const { return m_concern.placeText; }
    [[nodiscard]] QString concernPhone() const { return m_concern.phone; }
    [[nodiscard]] QString concernPhoneText() const { return m_concern.phoneText; }
    [[nodiscard]] bool concernIsRead() const { return m_concern.isRead; }

Q_SIGNALS:
    void changed();
    void sessionChanged();
    void concernChanged();
    void beginAsked(const QString &formId);
    /// A visit to a setting of the council's list begins with @p formId.
    void beginAtAsked(const QString &formId, const QString &settingId);
    void resumeAsked(const QString &recordId);
    void deleteDraftAsked(const QString &recordId);
    void restoreDraftAsked(const QString &recordId);
    void undoFinishAsked();
    /// The page after completing was left: what was completed goes to the hub now.
    void finishLeft();

private:
    void showOffers();
    static void retire(std::unique_ptr<FormSession> session);
    QList<FormOffer> m_offers;   ///< all of them
    QString m_sought;
    RowModel<FormOffer> m_forms;
    RowModel<DraftOffer> m_drafts;
    RowModel<DeletedDraft> m_deleted;
    CameraView m_camera;   ///< before the session, which uses it to its end
    std::unique_ptr<FormSession> m_session;
    DraftMove m_move;
    QString m_subject;
    bool m_isReady = false;
    QString m_problem;
    QString m_unread;
    QString m_finishedTitle;
    bool m_canUndo = false;
    ConcernRow m_concern;   ///< of the record just finished; without an id: it raised none
};

} // namespace sightline
