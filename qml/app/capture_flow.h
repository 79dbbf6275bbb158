#pragma once

#include "qml/app/completion_flow.h"
#include "qml/app/draft_keeper.h"
#include "qml/app/draft_move_flow.h"

namespace sightline {

/// From the wish to capture to the open form: begins and resumes drafts, one form at a time, and opens the draft again that was open when
/// the app ended. What is typed is DraftKeeper's, "Done" is CompletionFlow's, a newer version DraftMoveFlow's. Thread: user interface.
class CaptureFlow : public QObject {
    Q_OBJECT
public:
    /// All outlive this.
    CaptureFlow(StoreLink &link, DraftKeeper &keeper, CompletionFlow &completion, CaptureView &view);

    void refresh();                               ///< what one may begin, and the drafts
    void begin(const TemplateId &form);
    /// Begins a visit to @p setting of the council's list.
    void beginAt(const TemplateId &form, const QString &setting);
    void beginTask(const QString &taskId);
    /// The same for one of the places or teams its count is spread over: "setting:<id>", "team:<id>".
    void beginTaskAt(const QString &taskId, const QString &unit);
    /// Begins a visit to the child on one's list, filled from what is known of them.
    void beginVisit(const QString &childId);
    void resume(const QString &recordId);
    /// Opens the part of a completed record that this person's step of @p kind fills.
    void takeStep(const QString &recordId, const QString &kind);
    /// Begins an amended version of a record of one's own.
    void amend(const QString &recordId);
    /// Begins asking a child or family about a record of one's own, with the form that the record's own names.
    void askFeedback(const QString &recordId);
    /// While the device is handed over nothing is begun or opened, whatever was pressed before.
    void setLocked(bool isLocked) { m_isLocked = isLocked; }
    /// Closes the form that is open, whose words are kept, for its draft to be handed over.
    void closeForHandOver() { m_view.close(); }
    void showProblem(const QString &words) { m_view.showProblem(words); }
    /// Opens the draft that was open when the app ended, if one was. Called once, at the start: deleted drafts whose days are over go.
    void reopen();

Q_SIGNALS:
    /// The form of draft @p recordId is not on this device; its words are.
    void cannotBeOpened(const QString &recordId);
    /// The draft @p draft is to be handed over; it is kept as it stands.
    void handOverAsked(const sightline::RecordId &draft);

private:
    using Opening = std::function<Result<OpenedForm>(Store &, const CouncilCalendar &)>;
    /// Opens the form that @p opening gives, unless one is open or on its way.
    void openFrom(const Opening &opening);
    void open(OpenedForm opened);
    void rememberOpen(const QString &recordId);
    /// Whether a form may be opened now: none is open and none is on its way. Counts as on its way from then on.
    [[nodiscard]] bool beginsOpening();
    void showOpened(const Result<OpenedForm> &opened);
    void openInstead(const std::function<Result<RecordId>(Store &)> &work, const RecordId &orElse, const std::function<void()> &then);

    StoreLink &m_link;
    DraftKeeper &m_keeper;
    CompletionFlow &m_completion;
    CaptureView &m_view;
    DraftMoveFlow m_move;
    std::optional<RecordId> m_openDraft;       ///< of the form that is open
    bool m_isLocked = false;                   ///< the device is handed over: nothing is begun or opened behind the questions
    bool m_isOpening = false;                  ///< a form is on its way: a second press is not a second wish
};

} // namespace sightline
