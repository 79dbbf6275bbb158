#pragma once

#include "core/ports/browser.h"

#include <QString>

#include <variant>

namespace sightline::sync {

/// An account of the hub's own (PROTOCOL.md section 7e).
struct AccountProof {
    QString account;
    QString password;
    QString second;      ///< six digits of an authenticator, or a recovery code
};

/// The council's own sign-in, in the system's browser.
struct BrowserProof {
    Browser *browser = nullptr;
    QString doneText;    ///< what the browser shows when it has come back: a sentence or two for the person
    QString failedText;  ///< and where the sign-in was given up there
    int waitMs = 10 * 60 * 1000;   ///< for the person, who may have to look for a telephone
};

/// How whoever joins shows who they are: a one-time code, or one of these.
using JoinProof = std::variant<QString, AccountProof, BrowserProof>;

} // namespace sightline::sync
