#include "sync/protocol/files.h"

#include "core/base/digest.h"
#include "core/base/json.h"
#include "core/base/limits.h"
#include "sync/protocol/messages.h"

#include <algorithm>

namespace sightline::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView base = "/v1/files/";
constexpr qsizetype shaDigits = 64;
constexpr qint64 chunksMax = (limits::fileBytesMax + limits::fileChunkBytes - 1) / limits::fileChunkBytes;

bool isLowerHex(QByteArrayView text)
{
    return std::all_of(text.cbegin(), text.cend(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

QString filePath(const FilePlace &place)
{
    const QString file = QString::fromLatin1(base) + QString::fromLatin1(place.sha.toHex());
    return place.chunk ? file + u'/' + QString::number(*place.chunk) : file;
}

std::optional<FilePlace> filePlaceFromPath(QByteArrayView path)
{
    if (!path.startsWith(base) || path.size() < base.size() + shaDigits || !isLowerHex(path.sliced(base.size(), shaDigits)))
        return std::nullopt;
    FilePlace place { QByteArray::fromHex(path.sliced(base.size(), shaDigits).toByteArray()), {} };
    const QByteArrayView rest = path.sliced(base.size() + shaDigits);
    if (rest.isEmpty())
        return place;
    const QByteArray digits = rest.sliced(1).toByteArray();
    bool isNumber = false;
    const qint64 number = digits.toLongLong(&isNumber);
    if (rest.front() != '/' || !isNumber || number < 0 || number >= chunksMax || QByteArray::number(number) != digits)
        return std::nullopt;
    place.chunk = number;
    return place;
}

qint64 chunksIn(qint64 sizeBytes) { return sizeBytes <= 0 ? 0 : (sizeBytes + limits::fileChunkBytes - 1) / limits::fileChunkBytes; }

qint64 chunkBytes(qint64 sizeBytes, qint64 n)
{
    return n < 0 || n >= chunksIn(sizeBytes) ? 0 : std::min(limits::fileChunkBytes, sizeBytes - n * limits::fileChunkBytes);
}

QByteArray encode(const FileState &state)
{
    Json::Array missing;
    for (const qint64 n : state.missing)
        missing.append(n);
    return writeJson(
        Json::object({ { u"v"_s, protocolVersion }, { u"complete"_s, state.complete }, { u"seq"_s, state.completeSeq }, { u"missing"_s, missing } }));
}

Result<FileState> decodeFileState(QByteArrayView bytes)
{
    const auto json = parseJson(bytes);
    if (!json)
        return json.error();
    if ((*json)[u"v"_s].toInteger() > protocolVersion)
        return Error { ErrorCode::UnsupportedVersion, u"The hub's answer about a file is of a later version."_s };
    const Json &missing = (*json)[u"missing"_s];
    if (!(*json)[u"complete"_s].isBool() || !(*json)[u"seq"_s].isInteger() || !missing.isArray())
        return Error { ErrorCode::InvalidInput, u"The hub's answer about a file cannot be read."_s };
    FileState state { (*json)[u"complete"_s].toBool(), (*json)[u"seq"_s].toInteger(), {} };
    for (const Json &n : missing.toArray()) {
        if (!n.isInteger() || n.toInteger() < 0 || n.toInteger() >= chunksMax)
            return Error { ErrorCode::InvalidInput, u"The hub's answer about a file names a chunk that cannot be."_s };
        state.missing.append(n.toInteger());
    }
    return state;
}

QByteArray contentDigest(QByteArrayView bytes) { return "sha-256=:" + sha256(bytes).toBase64() + ':'; }

} // namespace sightline::wire
