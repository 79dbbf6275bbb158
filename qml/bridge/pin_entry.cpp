#include "qml/bridge/pin_entry.h"

#include <utility>

namespace sightline {

bool PinEntry::add(int digit)
{
    if (m_length >= pinDigitsMax || digit < 0 || digit > 9)
        return false;
    m_digits.data()[m_length++] = static_cast<unsigned char>('0' + digit);
    return true;
}

void PinEntry::erase()
{
    if (m_length > 0)
        m_digits.data()[--m_length] = 0;
}

void PinEntry::clear()
{
    m_digits = SecretBytes(static_cast<std::size_t>(pinDigitsMax));   // the former is wiped
    m_length = 0;
}

SecretBytes PinEntry::take()
{
    SecretBytes typed = SecretBytes::copyOf(m_digits.view().first(m_length));
    clear();
    return typed;
}

} // namespace sightline
