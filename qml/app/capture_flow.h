#pragma once

#include "core/commands/hand_over.h"
#include "core/queries/capture_context.h"
#include "qml/app/store_link.h"
#include "qml/app/voice_flow.h"
#include "qml/bridge/picture_file.h"
#include "qml/features/capture/capture_view.h"

#include <QHash>
#include <QSet>

namespace sightline {

/// What opening a form reads and writes on the store's thread.
struct OpenedForm {
    Draft draft;
    std::shared_ptr<const KnownForm> form;
    FormContext context;
    QString subject;
    QString role = {};             ///< whose part is filled; empty: the author's
    std::shared_ptr<const KnownForm> newer = nullptr;   ///< the version that records are begun with now, if the draft can move to it
    bool isSealed = false;         ///< the part that was handed over was given already (core/commands/hand_over)
    bool signsHere = false;        ///< a later hand whose part has no signature of its own: finishing it signs
    QList<Candidate> people;
    QList<Candidate> teams;
    QList<Candidate> settings;
    QList<Candidate> children = {};
    QList<Candidate> records = {};   ///< what this person may read, newest first; only where the form asks for a record
};

/// The draft @p id with all that opening it needs. Errors: NotFound (no such draft, its form is not here), those of the database.
/// Thread: the store's.
[[nodiscard]] Result<OpenedForm> openedDraft(Store &store, const CouncilCalendar &calendar, const RecordId &id);

/// From the wish to capture to the durable record: begins and resumes drafts, keeps what is typed, completes, and opens the
/// draft again that was open when the app ended. Thread: user interface.
class CaptureFlow : public QObject {
    Q_OBJECT
public:
    /// @p voice outlives this.
    CaptureFlow(StoreLink &link, VoiceFlow &voice, CaptureView &view);

    /// Where the store lies: pictures are taken only while its disk has room for words.
    void setStoreFolder(const QString &folder) { m_storeFolder = folder; }

    void refresh();                               ///< what one may begin, and the drafts
    void begin(const TemplateId &form);
    /// Begins a visit to @p setting of the council's list.
    void beginAt(const TemplateId &form, const QString &setting);
    void beginTask(const QString &taskId);
    /// Begins a visit to the child on one's list, filled from what is known of them.
    void beginVisit(const QString &childId);
    void resume(const QString &recordId);
    /// Opens the part of a completed record that this person's step of @p kind fills.
    void takeStep(const QString &recordId, const QString &kind);
    /// Begins an amended version of a record of one's own.
    void amend(const QString &recordId);
    /// Begins asking a child or family about a record of one's own, with the form that the record's own names.
    void askFeedback(const QString &recordId);
    /// A session of @p opened whose words and pictures are kept; its `complete` is the caller's to set.
    [[nodiscard]] std::unique_ptr<FormSession> newSession(const OpenedForm &opened, DraftState::Shows shows);
    /// While the device is handed over nothing is begun or opened, whatever was pressed before.
    void setLocked(bool isLocked) { m_isLocked = isLocked; }
    /// Closes the form that is open, whose words are kept, for its draft to be handed over.
    void closeForHandOver() { m_view.close(); }
    void showProblem(const QString &words) { m_view.showProblem(words); }
    /// The device came back with what somebody else said: it is safe, and what follows of it. @p title: the form's.
    void showHandedBack(const HandOver &was, const QString &title);
    /// Opens the draft that was open when the app ended, if one was. Called once, at the start: deleted drafts whose days are over go.
    void reopen();
    /// What was just completed can no longer be taken back and goes to the hub: on leaving the page that offers it, and the app.
    void settle();

Q_SIGNALS:
    /// The form of draft @p recordId is not on this device; its words are.
    void cannotBeOpened(const QString &recordId);
    /// The draft @p draft is to be handed over; it is kept as it stands.
    void handOverAsked(const sightline::RecordId &draft);

private:
    void open(OpenedForm opened);
    void save(FormSession *session, const RecordId &draft, const DraftState &state);
    void complete(FormSession *session, const OpenedForm &opened, const Answers &answers);
    using MakePicture = std::function<Result<PictureFile>()>;
    /// Makes the picture on a worker, stores it, and then tells the session; a form closed by then finds it in its draft.
    void keepPicture(FormSession *session, const RecordId &draft, const FilePlace &place, MakePicture make);
    void undo();
    void rememberOpen(const QString &recordId);
    /// Whether a form may be opened now: none is open and none is on its way. Counts as on its way from then on.
    [[nodiscard]] bool beginsOpening();
    void showConcern();
    void showOpened(const Result<OpenedForm> &opened);
    void offerMove(const OpenedForm &opened);
    void lookAtMove();
    void moveToNewer();
    void moveBack();
    /// Closes the form that is open, whose words are kept, and opens the draft that @p work gives; @p then once it is open.
    void change(const std::function<Result<RecordId>(Store &)> &work, const RecordId &orElse, const std::function<void()> &then);

    StoreLink &m_link;
    VoiceFlow &m_voice;
    CaptureView &m_view;
    QString m_storeFolder;
    std::optional<RecordId> m_openDraft;       ///< of the form that is open
    QString m_newer;                           ///< the version that the open draft can move to
    QDate m_newerFrom;
    QSet<QString> m_staying;                   ///< drafts whose author has said that they finish them on their version
    std::optional<RecordId> m_movedFrom;       ///< the draft that the open one was moved from a moment ago
    bool m_isLocked = false;                   ///< the device is handed over: nothing is begun or opened behind the questions
    bool m_isOpening = false;                  ///< a form is on its way: a second press is not a second wish
    QHash<QString, DraftState> m_unkept;       ///< draft → the last words of a closed form, which the disk refused
    std::optional<RecordId> m_undoable;        ///< completed a moment ago
    std::optional<RecordId> m_concern;         ///< the record just finished, where it raised an urgent concern
    QTimer m_undoTime;
};

} // namespace sightline
