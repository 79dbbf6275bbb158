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
    bool isOffline = false;       ///< do not talk to the hub
    bool isDemo = false;
    bool isSelfTest = false;
    QSize size;                   ///< of the window; empty: the usual
    QString windowTitle;

    /// The arguments that open the person @p profile with everything else the same.
    [[nodiscard]] QStringList argumentsFor(const QString &profile) const;
};

/// Reads the command line. Prints help and version and ends the program where these were asked for.
/// Errors: InvalidInput, as one sentence.
[[nodiscard]] Result<AppOptions> appOptions(const QStringList &arguments);

} // namespace sightline
