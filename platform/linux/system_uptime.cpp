#include "platform/linux/system_uptime.h"

#include <QFile>
#include <QUuid>

#include <ctime>

namespace sightline {

Uptime::Reading SystemUptime::now() const
{
    timespec since {};
    clock_gettime(CLOCK_BOOTTIME, &since);   // cannot fail: the clock is there since Linux 2.6.39
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    const QByteArray id = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    return { QUuid::fromString(QLatin1StringView(id)).toRfc4122(), qint64 { since.tv_sec } * 1000 + since.tv_nsec / 1'000'000 };
}

} // namespace sightline
