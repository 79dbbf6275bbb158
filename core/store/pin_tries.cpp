#include "core/store/pin_tries.h"

#include "core/store/durable_file.h"

#include <QFile>
#include <QtEndian>

#include <sodium.h>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype startBytes = 16;
constexpr qsizetype triesBytes = 8 + 4 + startBytes + 8;
constexpr qsizetype triesSealBytes = crypto_generichash_BYTES;
constexpr qint64 triesFileBytesMax = 256;

QByteArray sealOf(const QByteArray &bytes, const SecretBytes &secret)
{
    static const QByteArray purpose = "sightline pin tries 1";
    const QByteArray text = purpose + bytes;
    QByteArray seal(triesSealBytes, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(seal.data()), static_cast<size_t>(seal.size()),
                       reinterpret_cast<const unsigned char *>(text.constData()), static_cast<unsigned long long>(text.size()), secret.data(), secret.size());
    return seal;
}

template <typename Number>
void append(QByteArray &bytes, Number number)
{
    char raw[sizeof(Number)];
    qToBigEndian(number, raw);
    bytes.append(raw, sizeof raw);
}

} // namespace

void PinTries::count(const Uptime::Reading &now)
{
    tries += 1;
    last = now;
}

void PinTries::forget()
{
    opened += 1;
    tries = 0;
}

qint64 PinTries::waitMs(const Uptime::Reading &now) const
{
    const int costly = tries - pinFreeTries;
    if (costly < 0)
        return 0;
    constexpr int doublingsMax = pinTriesMax;   // nobody gets further
    const qint64 wait = pinFirstWaitMs << std::min(costly, doublingsMax);
    const qint64 passed = now.start == last.start ? now.ms - last.ms : now.ms;
    return std::clamp<qint64>(wait - passed, 0, wait);
}

PinTries laterOf(const PinTries &a, const PinTries &b)
{
    if (a.opened != b.opened)
        return a.opened > b.opened ? a : b;
    return a.tries >= b.tries ? a : b;
}

QByteArray toBytes(const PinTries &tries)
{
    QByteArray bytes;
    append<quint64>(bytes, tries.opened);
    append<quint32>(bytes, static_cast<quint32>(tries.tries));
    bytes.append(tries.last.start.leftJustified(startBytes, '\0', true));
    append<qint64>(bytes, tries.last.ms);
    return bytes;
}

std::optional<PinTries> pinTriesFrom(QByteArrayView bytes)
{
    if (bytes.size() != triesBytes)
        return std::nullopt;
    PinTries tries;
    const char *at = bytes.data();
    tries.opened = qFromBigEndian<quint64>(at);
    const auto count = qFromBigEndian<quint32>(at + 8);
    tries.tries = static_cast<int>(std::min<quint32>(count, pinTriesMax));
    tries.last.start = QByteArray(at + 12, startBytes);
    tries.last.ms = qFromBigEndian<qint64>(at + 12 + startBytes);
    return tries;
}

std::optional<PinTries> PinTriesFile::read(const SecretBytes &secret) const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray all = file.read(triesFileBytesMax);
    const QByteArray bytes = all.left(triesBytes);
    if (all.size() != triesBytes + triesSealBytes || all.mid(triesBytes) != sealOf(bytes, secret))
        return std::nullopt;
    return pinTriesFrom(bytes);
}

Result<void> PinTriesFile::write(const PinTries &tries, const SecretBytes &secret) const
{
    const QByteArray bytes = toBytes(tries);
    return writeDurably(m_path, bytes + sealOf(bytes, secret));
}

void PinTriesFile::remove() const { QFile::remove(m_path); }

} // namespace sightline
