#pragma once

#include "core/commands/hand_over.h"
#include "qml/app/opened_form.h"
#include "qml/app/store_link.h"
#include "qml/features/capture/capture_view.h"

namespace sightline {

/// From "Done" to the durable record: completes it, takes it back while that is offered, lets it go, and says how it stands with an urgent
/// concern it raised. Thread: user interface.
class CompletionFlow : public QObject {
    Q_OBJECT
public:
    CompletionFlow(StoreLink &link, CaptureView &view);

    /// Keeps the words of a form that was closed before completing it failed. Set by whoever keeps words.
    std::function<void(const RecordId &draft, const DraftState &state)> keepWords;
    /// Completes the form @p opened of @p session with @p answers, those that are not disabled.
    void complete(FormSession *session, const OpenedForm &opened, const Answers &answers);
    /// What was just completed can no longer be taken back and goes to the hub: on leaving the page that offers it, and the app.
    void settle();
    /// The device came back with what somebody else said: it is safe, and what follows of it. @p title: the form's.
    void showHandedBack(const HandOver &was, const QString &title);

Q_SIGNALS:
    /// "Done" was taken back: the draft @p recordId is there again, word for word.
    void takenBack(const QString &recordId);

private:
    void undo();
    void showConcern();

    StoreLink &m_link;
    CaptureView &m_view;
    std::optional<RecordId> m_undoable;        ///< completed a moment ago
    std::optional<RecordId> m_concern;         ///< the record just finished, where it raised an urgent concern
    QTimer m_undoTime;
};

} // namespace sightline
