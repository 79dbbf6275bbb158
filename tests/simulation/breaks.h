#pragma once

#include "sync/client/device_rules.h"
#include "sync/hub/service/hub_rules.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace sightline::simulation {

/// How much oftener than usual a fault comes: a rule that only a rare meeting of faults needs is looked at where they meet.
/// Nothing but chance is changed, so the true rules must hold under any of these too.
struct Focus {
    double restores = 1, clones = 1, hubCrashes = 1;
};

/// What is switched off in a run. Product code has its switches in DeviceRules and HubRules; what the product has no code to
/// do wrong is done by the world's own hand.
struct Breaks {
    sync::DeviceRules device;
    hub::HubRules hub;
    bool guards = true;             ///< the databases' triggers
    bool naiveSeq = false;          ///< commits become visible out of order
    bool anyOrder = false;          ///< operations of a request are shuffled
    bool ackBeforeCommit = false;   ///< the hub answers before its commit is durable
    bool cursorBeforeRows = false;  ///< the cursor is stored in an earlier transaction than the rows
    bool purgeOutbox = false;       ///< a purge takes own unsent work with it
    bool unansweredIsHidden = false;///< what a person is shown leaves out own work that the hub has not answered
    bool answeredIsHidden = false;  ///< what a person is shown leaves out own work from its answer on
    bool ownStaysOnTop = false;     ///< what a person is shown keeps own work over a row that has it, and over later ones
    bool takenBackStays = false;    ///< "Done" is taken back and the operation stays where it is
    bool sentIsTakenBack = false;   ///< "Done" is also taken back of what has a number
    bool epochCounted = false;      ///< a restored hub counts its epoch up from the backup's
    bool heldIsDropped = false;     ///< the hub forgets what it could not apply
    bool leaseIsForgotten = false;  ///< the device forgets for how long it may go without its hub
    bool filesGoFirst = false;      ///< a photo is sent before the words that name it
    bool halfIsWhole = false;       ///< the hub confirms a photo of which it has some pieces
    bool copiesGoAtOnce = false;    ///< a device lets go of photos that the hub has, and no backup
    Focus focus;
    bool noRot = false;             ///< no damage: with digests off, to show they are a net and not a crutch
};

/// A rule that can be switched off. Which invariant its absence breaks is no business of this code: switches.txt says so.
struct Break {
    QString name;
    QString what;
    std::function<void(Breaks &)> apply;
};

/// Every rule that can be switched off; names as in sync-model/model.py where they are the same.
[[nodiscard]] const QList<Break> &allBreaks();
[[nodiscard]] const Break *findBreak(const QString &name);

/// A rule of PROTOCOL.md ("R6"), a part of one ("R6, files"), or a member of HubRules or DeviceRules ("HubRules.x") that cannot be
/// switched off here.
struct Unswitched {
    QString name;
    QString why;
    QString test;   ///< that looks at it instead: "Suite.Name"
};
[[nodiscard]] const QList<Unswitched> &unswitched();

} // namespace sightline::simulation
