#include "sync/hub/files/s3_answers.h"

#include <QRegularExpression>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// What an S3-compatible store answers: no bytes crash who reads it; a list is whole or refused in a sentence, its names are as they were
/// under the prefix, and what the store says is wrong is one word. The first byte chooses the way in.
using namespace sightline;
using namespace sightline::hub;

namespace {

void check(bool holds)
{
    if (!holds)
        std::abort();
}

void readList(const QByteArray &xml, const QString &prefix)
{
    const auto list = readS3List(xml, prefix);
    if (!list)
        return check(list.error().detail.endsWith(u'.') && list.error().code == ErrorCode::StorageFailure);
    for (const ListedChunk &listed : list->chunks)
        check(listed.bytes >= 0);
    // The same bytes again are the same list, and a longer prefix only leaves less.
    check(readS3List(xml, prefix)->chunks.size() == list->chunks.size());
    const auto narrower = readS3List(xml, prefix + u'x');
    check(!narrower || narrower->chunks.size() == list->chunks.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size - 1));
    switch (data[0] % 3) {
    case 0: readList(bytes, {}); break;
    case 1: readList(bytes, QStringLiteral("sightline/")); break;
    default: {
        static const QRegularExpression word(QStringLiteral("\\A[A-Za-z]{0,64}\\z"));
        check(word.match(s3ErrorCode(bytes)).hasMatch());
    }
    }
    return 0;
}
