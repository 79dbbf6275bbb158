#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

struct zip;

namespace sightline {

/// A zip file in memory, from a stranger: what a spreadsheet (.xlsx) and a word processor's document (.docx) are. Never inflates more
/// than its bound, whatever the file says of itself. Not for two threads at once.
class ZipArchive {
public:
    /// @p file must outlive the archive. @p inflatedBytesMax: of all parts that are read, together.
    /// Errors: InvalidInput (no zip file; the detail is a clause: "it is no zip file").
    [[nodiscard]] static Result<ZipArchive> open(QByteArrayView file, qint64 inflatedBytesMax);

    [[nodiscard]] bool has(const QString &part) const;
    /// A part, inflated. Errors: InvalidInput (missing or damaged; the detail is a clause), TooLarge (over the bound).
    [[nodiscard]] Result<QByteArray> part(const QString &name);

private:
    struct Closer {
        void operator()(zip *archive) const;
    };

    ZipArchive(zip *archive, qint64 inflatedBytesMax) : m_zip(archive), m_bytesLeft(inflatedBytesMax) { }

    std::unique_ptr<zip, Closer> m_zip;
    qint64 m_bytesLeft;
};

} // namespace sightline
