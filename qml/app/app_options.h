#pragma once

#include "core/base/result.h"

#include <QSize>
#include <QStringList>

namespace sightline {

/// What the app was started with.
struct AppOptions {
    QString storeDirectory;
    QString keyFile;              ///< empty: the key is in the system's secret store
    QString profilesDirectory;    ///< where each folder `NAME` holds a person's `store` and `key`; empty: one person only
    QString peopleDirectory;      ///< where the stores of those who share this device are (DevicePeople); empty: they do not
    QString personId;             ///< which of them
    QString hubAddress;           ///< what stands in the field for the address while this device is joined
    bool isOffline = false;       ///< do not talk to the hub
    bool isDemo = false;
    bool isSelfTest = false;
    QSize size;                   ///< of the window; empty: the usual
    QString windowTitle;

    /// The arguments that open the person @p person (of `profilesDirectory`, or of `peopleDirectory`) with everything else the same.
    [[nodiscard]] QStringList argumentsFor(const QString &person) const;
    /// Where that person's store is.
    [[nodiscard]] QString storeOf(const QString &person) const;
};

/// Reads the command line. Prints help and version and ends the program where these were asked for.
/// Errors: InvalidInput, as one sentence.
[[nodiscard]] Result<AppOptions> appOptions(const QStringList &arguments);

} // namespace sightline
