#pragma once

#include <QByteArrayView>

#include <cstddef>

namespace sightline {

/// Secret bytes (a key, a passphrase) in guarded, locked memory that is wiped when freed. Move-only, so that a secret is
/// never copied by accident; never held in Qt's types. Thread: one at a time. Source: assurance.md B2.
class SecretBytes {
public:
    SecretBytes() = default;
    /// @p size zero bytes.
    explicit SecretBytes(std::size_t size);
    /// Takes a copy of @p bytes; the caller wipes the original.
    [[nodiscard]] static SecretBytes copyOf(QByteArrayView bytes);
    /// @p size fresh bytes from the system.
    [[nodiscard]] static SecretBytes random(std::size_t size);

    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    /// Another copy, said aloud.
    [[nodiscard]] SecretBytes clone() const { return copyOf(view()); }

    [[nodiscard]] unsigned char *data() { return m_bytes; }
    [[nodiscard]] const unsigned char *data() const { return m_bytes; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] QByteArrayView view() const { return { reinterpret_cast<const char *>(m_bytes), static_cast<qsizetype>(m_size) }; }

private:
    void free();

    unsigned char *m_bytes = nullptr;
    std::size_t m_size = 0;
};

} // namespace sightline
