#include "core/base/id.h"

namespace sightline {

QUuid newUuidV7(Instant now, RandomSource &random)
{
    QByteArray raw = random.bytes(16);
    const auto ms = static_cast<quint64>(qMax<qint64>(now.msSinceEpoch, 0));
    for (int i = 0; i < 6; ++i)
        raw[i] = static_cast<char>((ms >> (40 - 8 * i)) & 0xff);
    raw[6] = static_cast<char>(0x70 | (raw[6] & 0x0f));
    raw[8] = static_cast<char>(0x80 | (raw[8] & 0x3f));
    return QUuid::fromRfc4122(raw);
}

} // namespace sightline
