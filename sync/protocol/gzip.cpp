#include "sync/protocol/codec.h"

#include <zlib.h>

#include <array>

namespace sightline::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr int gzipWindow = 15 + 16;   // zlib's largest window, with a gzip header and CRC

class Deflater {
public:
    explicit Deflater(int level) { m_ok = deflateInit2(&m_stream, level, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) == Z_OK; }
    ~Deflater() { deflateEnd(&m_stream); }
    Deflater(const Deflater &) = delete;
    Deflater &operator=(const Deflater &) = delete;
    z_stream m_stream {};
    bool m_ok = false;
};

class Inflater {
public:
    Inflater() { m_ok = inflateInit2(&m_stream, gzipWindow) == Z_OK; }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;
    z_stream m_stream {};
    bool m_ok = false;
};

Bytef *zlibBytes(const char *data)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(data));   // zlib's input is not const, though it does not write
}

} // namespace

QByteArray gzip(QByteArrayView bytes, bool fast)
{
    Deflater deflater(fast ? 1 : 6);
    if (!deflater.m_ok)
        qFatal("zlib has no memory.");
    QByteArray out(static_cast<qsizetype>(deflateBound(&deflater.m_stream, static_cast<uLong>(bytes.size()))), Qt::Uninitialized);
    deflater.m_stream.next_in = zlibBytes(bytes.data());
    deflater.m_stream.avail_in = static_cast<uInt>(bytes.size());
    deflater.m_stream.next_out = zlibBytes(out.data());
    deflater.m_stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&deflater.m_stream, Z_FINISH);
    Q_ASSERT(ended == Z_STREAM_END);
    out.truncate(static_cast<qsizetype>(deflater.m_stream.total_out));
    return out;
}

Result<QByteArray> gunzip(QByteArrayView bytes, qint64 inflatedBytesMax)
{
    Inflater inflater;
    if (!inflater.m_ok)
        return Error { ErrorCode::StorageFailure, u"There is no memory to decompress a message."_s };
    inflater.m_stream.next_in = zlibBytes(bytes.data());
    inflater.m_stream.avail_in = static_cast<uInt>(bytes.size());
    QByteArray out;
    std::array<char, 64 * 1024> piece;
    int state = Z_OK;
    while (state != Z_STREAM_END) {
        inflater.m_stream.next_out = zlibBytes(piece.data());
        inflater.m_stream.avail_out = static_cast<uInt>(piece.size());
        state = inflate(&inflater.m_stream, Z_NO_FLUSH);
        if (state != Z_OK && state != Z_STREAM_END)
            return Error { ErrorCode::InvalidInput, u"A compressed message is damaged or cut off."_s };
        const auto got = static_cast<qsizetype>(piece.size() - inflater.m_stream.avail_out);
        if (out.size() + got > inflatedBytesMax)
            return Error { ErrorCode::TooLarge, u"A message is over %1 bytes once decompressed."_s.arg(inflatedBytesMax) };
        out.append(piece.data(), got);
        if (state == Z_OK && got == 0 && inflater.m_stream.avail_in == 0)
            return Error { ErrorCode::InvalidInput, u"A compressed message is cut off."_s };
    }
    if (inflater.m_stream.avail_in != 0)
        return Error { ErrorCode::InvalidInput, u"A compressed message has bytes after its end."_s };
    return out;
}

} // namespace sightline::wire
