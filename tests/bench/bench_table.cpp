#include "tests/bench/bench_table.h"

#include <QDateTime>
#include <QFile>

#include <cstdio>

namespace sightline::bench {

using namespace Qt::StringLiterals;

void BenchTable::add(const QString &what, const QString &figure, const QString &key, qint64 wallUs)
{
    std::fprintf(stderr, "%s: %s\n", qPrintable(what), qPrintable(figure));   // as it comes: the whole takes minutes
    m_lines.append({ what, figure, key, wallUs });
}

void BenchTable::print(const PeerFigures &peers) const
{
    QFile load(u"/proc/loadavg"_s);
    const QString busy = load.open(QIODevice::ReadOnly) ? QString::fromLatin1(load.readAll()).section(u' ', 0, 0) : u"?"_s;
    std::printf("\nSightline's bench, %s, load %s\n", qPrintable(QDateTime::currentDateTimeUtc().toString(Qt::ISODate)), qPrintable(busy));
    for (const Line &line : m_lines) {
        std::printf("%-52s %s\n", qPrintable(line.what), qPrintable(line.figure));
        for (const PeerFigure &peer : peers.of(line.key)) {
            const double ratio = line.wallUs > 0 ? double(peer.wallUs) / double(line.wallUs) : 0;
            std::printf("    %-48s %s: %.2f times Sightline's time\n", qPrintable(peer.name), qPrintable(peer.figure), ratio);
        }
    }
    for (const QString &note : peers.notes())
        std::printf("%s\n", qPrintable(note));
}

} // namespace sightline::bench
