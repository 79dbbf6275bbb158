#pragma once

#include "qml/app/opened_form.h"
#include "qml/app/store_link.h"
#include "qml/features/capture/capture_view.h"

namespace sightline {

/// An open draft whose form has a newer version: offers to move it, says what would move, moves it and back again. Thread: user interface.
class DraftMoveFlow : public QObject {
    Q_OBJECT
public:
    DraftMoveFlow(StoreLink &link, CaptureView &view);

    /// Closes the form that is open, whose words are kept, and opens the draft that @p work gives, or @p orElse where it fails; calls
    /// @p then once the first is open. Set before the first form opens.
    std::function<void(const std::function<Result<RecordId>(Store &)> &work, const RecordId &orElse, const std::function<void()> &then)> openInstead;

    /// @p opened is the form that is open from now on.
    void formOpened(const OpenedForm &opened);
    /// None is.
    void formClosed();

private:
    void look();
    void moveToNewer();
    void moveBack();
    void stay();

    StoreLink &m_link;
    CaptureView &m_view;
    std::optional<RecordId> m_open;            ///< draft of the form that is open
    QString m_newer;                           ///< the version that it can move to
    std::optional<RecordId> m_movedFrom;       ///< the draft that the open one was moved from a moment ago
};

} // namespace sightline
