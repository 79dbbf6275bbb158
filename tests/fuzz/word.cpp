#include "core/base/limits.h"
#include "core/framework/word/read_framework_word.h"

#include <QList>

#include <zip.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// A word processor's file, whole: no bytes crash who opens it; a refusal is a sentence or more; what is read is within its limits. The
/// first byte chooses the way in: a file as it comes, or its parts (parted by form feeds), so that the fuzzer reaches past the zip.
using namespace sightline;

namespace {

void check(bool holds)
{
    if (!holds)
        std::abort();
}

/// A file of @p parts: the list of parts, the document, and what the document refers to; stored, not deflated.
QByteArray fileOf(const QList<QByteArray> &parts)
{
    static const QList<const char *> names { "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels" };
    zip_error_t problem;
    zip_error_init(&problem);
    zip_source_t *target = zip_source_buffer_create(nullptr, 0, 0, &problem);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &problem);
    check(zip != nullptr);
    for (qsizetype at = 0; at < std::min(parts.size(), names.size()); ++at) {
        zip_source_t *part = zip_source_buffer(zip, parts[at].constData(), static_cast<zip_uint64_t>(parts[at].size()), 0);
        const zip_int64_t index = zip_file_add(zip, names[at], part, ZIP_FL_OVERWRITE);
        check(index >= 0 && zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) == 0);
    }
    check(zip_close(zip) == 0);
    zip_stat_t about;
    check(zip_source_stat(target, &about) == 0);
    QByteArray file(static_cast<qsizetype>(about.size), '\0');
    check(zip_source_open(target) == 0 && zip_source_read(target, file.data(), about.size) == static_cast<zip_int64_t>(about.size));
    zip_source_close(target);
    zip_source_free(target);
    return file;
}

void readFile(QByteArrayView file)
{
    const auto document = readFrameworkWord(file);
    if (!document)
        return check(document.error().detail.endsWith(u'.'));
    qsizetype cells = 0;
    for (const DocumentService &service : document->services) {
        for (const DocumentRow &row : service.rows) {
            cells += static_cast<qsizetype>(row.cells.size());
            for (const DocumentCell &cell : row.cells)
                check(cellText(cell).size() <= limits::frameworkCellCharactersMax);
        }
    }
    check(cells <= limits::frameworkCellsMax);
    for (const Notice &notice : document->notices)
        check(!notice.text.isEmpty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size - 1));
    if (data[0] == 'z')
        readFile(bytes);
    else
        readFile(fileOf(bytes.toByteArray().split('\f')));
    return 0;
}
