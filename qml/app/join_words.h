#pragma once

#include "qml/bridge/error_text.h"
#include "qml/features/joining/join_view.h"
#include "sync/client/join_device.h"

#include <QUrl>

namespace sightline {

/// What came of an address that was typed: one to ask, or why there is none.
struct TypedHub {
    QUrl url;
    JoinProblem problem;           ///< without words: there is none
    QString code = {};             ///< of an invitation; empty: what was typed is an address
    QList<QByteArray> pins = {};   ///< likewise: whose certificate is expected there
};
/// Understands @p text as people type it: without https:// too, or a whole invitation (sync/protocol/invitation.h). Plain http is only for
/// this machine (decisions 18).
[[nodiscard]] TypedHub hubFromTyping(const QString &text);

/// Why the device was not joined, whether anything was changed and what to do. @p hub: whom it asked, as a person knows it.
[[nodiscard]] JoinProblem joinProblem(const sync::JoinEnd &end, const QString &hub);
/// For the page in place of the app: a database is here whose key header is lost (isKeyLost).
[[nodiscard]] CannotOpenText keyLostText();
/// Nothing was typed where the code stands.
[[nodiscard]] JoinProblem codeMissing();
/// On the Sync page an invitation to another hub than this device's was given; @p hub is that one.
[[nodiscard]] QString anotherHubText(const QString &hub);
/// Something of an account was not typed.
[[nodiscard]] JoinProblem accountMissing();
/// The browser shows the council's sign-in, and this device waits for it to come back.
[[nodiscard]] QString atBrowserText();
/// What the browser shows when it has come back: somebody signed in, or nobody did.
[[nodiscard]] QString browserDoneText();
[[nodiscard]] QString browserFailedText();
/// The app was told not to talk to the hub.
[[nodiscard]] JoinProblem startedOffline();
/// What is being done. @p hub as above.
[[nodiscard]] QString joinStepText(JoinView::Step step, const QString &hub);

} // namespace sightline
