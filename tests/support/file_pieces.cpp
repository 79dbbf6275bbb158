#include "tests/support/file_pieces.h"

#include <algorithm>
#include <cstring>

namespace sightline::support {

FilePieces::Piece &FilePieces::own(std::size_t index, bool isOverwritten)
{
    std::shared_ptr<Piece> &piece = m_pieces[index];
    if (piece && piece.use_count() == 1)
        return *piece;
    const std::shared_ptr<Piece> before = std::move(piece);
    piece = std::make_shared_for_overwrite<Piece>();
    if (isOverwritten)
        return *piece;
    if (before)
        *piece = *before;
    else
        piece->fill('\0');
    return *piece;
}

qint64 FilePieces::read(qint64 at, char *out, qint64 count) const
{
    const qint64 have = std::clamp<qint64>(m_size - at, 0, count);
    for (qint64 done = 0; done < have;) {
        const qint64 within = (at + done) % pieceBytes;
        const qint64 part = std::min(have - done, pieceBytes - within);
        const auto &piece = m_pieces[static_cast<std::size_t>((at + done) / pieceBytes)];
        if (piece)
            std::memcpy(out + done, piece->data() + within, static_cast<std::size_t>(part));
        else
            std::memset(out + done, 0, static_cast<std::size_t>(part));
        done += part;
    }
    return have;
}

void FilePieces::write(qint64 at, const char *bytes, qint64 count)
{
    if (m_size < at + count)
        resize(at + count);
    for (qint64 done = 0; done < count;) {
        const qint64 within = (at + done) % pieceBytes;
        const qint64 part = std::min(count - done, pieceBytes - within);
        Piece &piece = own(static_cast<std::size_t>((at + done) / pieceBytes), part == pieceBytes);
        std::memcpy(piece.data() + within, bytes + done, static_cast<std::size_t>(part));
        done += part;
    }
}

void FilePieces::resize(qint64 size)
{
    const bool isCut = size < m_size;
    m_pieces.resize(piecesFor(size));
    m_size = size;
    const qint64 within = size % pieceBytes;
    if (!isCut || within == 0 || !m_pieces.back())
        return;
    Piece &last = own(m_pieces.size() - 1, false);   // a file that grows again does not give back what was cut off
    std::fill(last.begin() + within, last.end(), '\0');
}

void FilePieces::share(const FilePieces &other, qint64 at, qint64 count)
{
    m_pieces.resize(other.m_pieces.size());
    m_size = other.m_size;
    const std::size_t end = std::min(piecesFor(at + count), m_pieces.size());
    for (auto index = static_cast<std::size_t>(at / pieceBytes); index < end; ++index)
        m_pieces[index] = other.m_pieces[index];
}

} // namespace sightline::support
