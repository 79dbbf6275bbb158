#include "core/base/secret_bytes.h"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace sightline {

SecretBytes::SecretBytes(std::size_t size)
{
    if (size == 0)
        return;
    if (sodium_init() < 0)
        qFatal("The cryptographic library could not be started.");
    m_bytes = static_cast<unsigned char *>(sodium_malloc(size));
    if (!m_bytes)
        qFatal("No guarded memory is left for a key.");
    std::memset(m_bytes, 0, size);
    m_size = size;
}

SecretBytes SecretBytes::copyOf(QByteArrayView bytes)
{
    SecretBytes copy(static_cast<std::size_t>(bytes.size()));
    if (!bytes.isEmpty())
        std::memcpy(copy.m_bytes, bytes.data(), copy.m_size);
    return copy;
}

SecretBytes SecretBytes::random(std::size_t size)
{
    SecretBytes fresh(size);
    if (size != 0)
        randombytes_buf(fresh.m_bytes, size);
    return fresh;
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept : m_bytes(std::exchange(other.m_bytes, nullptr)), m_size(std::exchange(other.m_size, 0)) { }

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        free();
        m_bytes = std::exchange(other.m_bytes, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes() { free(); }

void SecretBytes::free()
{
    sodium_free(m_bytes);   // wipes before it frees; a null pointer is allowed
    m_bytes = nullptr;
    m_size = 0;
}

} // namespace sightline
