#include "tests/bench/peer_figures.h"

#include "core/base/json.h"

#include <QFileInfo>
#include <QProcess>

#include <cstdio>

namespace sightline::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 30 * 60'000;

/// A JSON number with a fraction, in units of a millionth.
qint64 millionths(const Json &number) { return qRound64(number.numberText().toDouble() * 1e6); }

} // namespace

PeerFigures PeerFigures::run(const QString &folder)
{
    PeerFigures peers;
    if (!QFileInfo::exists(folder + u"/common.sh"_s)) {
        peers.m_notes.append(u"Peers: their scripts are not at %1, so there is nothing to compare with (see tests/bench/run --peers)."_s.arg(folder));
        return peers;
    }
    peers.runScript(folder, u"floor"_s, { u"1"_s });
    peers.runScript(folder, u"watermelon"_s, { u"1"_s, u"10000 100000"_s });
    peers.runScript(folder, u"pouch"_s, { u"1"_s, u"10000"_s });
    peers.m_notes.append(
        u"Peers keep plain files that are not flushed, check no rights and keep no log; Sightline's are encrypted, durable, authorised and audited."_s);
    return peers;
}

void PeerFigures::runScript(const QString &folder, const QString &name, const QStringList &arguments)
{
    std::fprintf(stderr, "peer %s …\n", qPrintable(name));
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(folder + u'/' + name + u"/run.sh"_s, arguments);
    const bool isDone = process.waitForFinished(longMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    for (const QByteArray &line : process.readAllStandardOutput().split('\n'))
        take(name, line.trimmed());
    if (!isDone)
        m_notes.append(u"Peer %1 did not finish; its figures may be missing."_s.arg(name));
}

void PeerFigures::take(const QString &peer, const QByteArray &line)
{
    const auto json = line.isEmpty() ? Result<Json>(Json()) : parseJson(line);
    if (!json || !json->isObject())
        return;
    const Json &figures = *json;
    const QString phase = figures[u"phase"_s].toString();
    const QString records = QString::number(figures[u"n"_s].toInteger());
    const QString title = peer == "watermelon"_L1 ? u"WatermelonDB"_s : peer == "pouch"_L1 ? u"PouchDB"_s : peer;
    if (phase == "pull"_L1 || phase == "push"_L1) {
        const Json &client = figures[u"client"_s];
        const Json &server = figures[u"server"_s];
        const QString batch = figures[u"batch"_s].isNull()
            ? QString()
            : u" (batch %1)"_s.arg(figures[u"batch"_s].isString() ? figures[u"batch"_s].toString() : figures[u"batch"_s].numberText());
        const QString figure =
            u"%1 s, client peak %2 MiB, %3 MB to the server, %4 MB from it"_s.arg(client[u"wall_s"_s].numberText(), client[u"peak_rss_mib"_s].numberText())
                .arg(double(server[u"bytes_in"_s].toInteger()) / 1e6, 0, 'f', 2)
                .arg(double(server[u"bytes_out"_s].toInteger()) / 1e6, 0, 'f', 2);
        m_figures[phase + u'-' + records].append({ title + batch, figure, millionths(client[u"wall_s"_s]) });
    } else if (phase == "one-pull"_L1 || phase == "one-push"_L1) {
        const qint64 wallUs = millionths(figures[u"median_ms"_s]) / 1000;
        const QString figure =
            u"%1 ms, %2 B to the server, %3 B from it, %4 requests"_s.arg(figures[u"median_ms"_s].numberText(), figures[u"bytes_in"_s].numberText(),
                                                                          figures[u"bytes_out"_s].numberText(), figures[u"requests"_s].numberText());
        m_figures[phase + u'-' + records].append({ title, figure, wallUs });
    } else if (peer == "floor"_L1) {
        m_notes.append(u"floor: "_s + QString::fromUtf8(line));
    }
}

} // namespace sightline::bench
