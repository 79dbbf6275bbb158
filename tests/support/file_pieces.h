#pragma once

#include <QtGlobal>

#include <array>
#include <memory>
#include <vector>

namespace sightline::support {

/// The bytes of a file, in pieces that its copies share until one of them changes: a copy costs next to nothing, and growing moves
/// nothing. One thread.
class FilePieces {
public:
    [[nodiscard]] qint64 size() const { return m_size; }
    /// Copies up to @p count bytes from @p at on to @p out. Returns how many there were.
    [[nodiscard]] qint64 read(qint64 at, char *out, qint64 count) const;
    /// Grows the file where @p bytes end behind its end; what lies between is zeros.
    void write(qint64 at, const char *bytes, qint64 count);
    /// What is cut off is gone; what is added is zeros.
    void resize(qint64 size);
    /// Becomes as long as @p other and has from now on its bytes in every piece that the @p count bytes from @p at on touch.
    void share(const FilePieces &other, qint64 at, qint64 count);

private:
    static constexpr qint64 pieceBytes = 4096;
    using Piece = std::array<char, static_cast<std::size_t>(pieceBytes)>;

    [[nodiscard]] static std::size_t piecesFor(qint64 size) { return static_cast<std::size_t>((size + pieceBytes - 1) / pieceBytes); }
    /// The piece at @p index, of nobody else; with @p isOverwritten its present bytes do not matter.
    [[nodiscard]] Piece &own(std::size_t index, bool isOverwritten);

    std::vector<std::shared_ptr<Piece>> m_pieces;   ///< null: zeros
    qint64 m_size = 0;
};

} // namespace sightline::support
