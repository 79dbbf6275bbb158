#include "core/zip/zip_archive.h"

#include <zip.h>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// As much of a part's name as a sentence can hold.
constexpr qsizetype shownNameLength = 60;

} // namespace

void ZipArchive::Closer::operator()(zip *archive) const { zip_discard(archive); }

Result<ZipArchive> ZipArchive::open(QByteArrayView file, qint64 inflatedBytesMax)
{
    zip_error_t problem;
    zip_error_init(&problem);
    zip_source_t *source = zip_source_buffer_create(file.data(), static_cast<zip_uint64_t>(file.size()), 0, &problem);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &problem) : nullptr;
    if (!archive && source)
        zip_source_free(source);
    zip_error_fini(&problem);
    if (!archive)
        return Error { ErrorCode::InvalidInput, u"it is no zip file"_s };
    return ZipArchive(archive, inflatedBytesMax);
}

bool ZipArchive::has(const QString &part) const { return zip_name_locate(m_zip.get(), part.toUtf8().constData(), 0) >= 0; }

Result<QByteArray> ZipArchive::part(const QString &name)
{
    zip_stat_t about;
    const QByteArray path = name.toUtf8();
    if (zip_stat(m_zip.get(), path.constData(), 0, &about) != 0 || !(about.valid & ZIP_STAT_SIZE))
        return Error { ErrorCode::InvalidInput, u"its part %1 is missing"_s.arg(name.left(shownNameLength)) };
    if (about.size > static_cast<zip_uint64_t>(m_bytesLeft))
        return Error { ErrorCode::TooLarge, u"its part %1 is too large once unpacked"_s.arg(name.left(shownNameLength)) };
    m_bytesLeft -= static_cast<qint64>(about.size);
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t *)> opened(zip_fopen(m_zip.get(), path.constData(), 0), zip_fclose);
    // No more is read than was said there would be: a size that lies makes a damaged part, not a large one.
    QByteArray bytes(static_cast<qsizetype>(about.size), Qt::Uninitialized);
    if (!opened || zip_fread(opened.get(), bytes.data(), about.size) != static_cast<zip_int64_t>(about.size))
        return Error { ErrorCode::InvalidInput, u"its part %1 is damaged"_s.arg(name.left(shownNameLength)) };
    return bytes;
}

} // namespace sightline
