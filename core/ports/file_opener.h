#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace sightline {

/// What shows a stored file in another program of this system: outside the encrypted store, so only after a person was told and asked for it.
/// Thread: user interface.
class FileOpener {
public:
    virtual ~FileOpener() = default;
    /// Hands a private copy of @p bytes to the program that shows files ending in @p ending ("pdf"). The copy's name says nothing.
    /// Errors: StorageFailure (the copy could not be written, or no program takes it; nothing of it is left).
    [[nodiscard]] virtual Result<void> open(const QByteArray &bytes, const QString &ending) = 0;
    /// Takes every copy away, those of a program that was killed before among them. False: one is still there.
    virtual bool removeCopies() = 0;
};

} // namespace sightline
