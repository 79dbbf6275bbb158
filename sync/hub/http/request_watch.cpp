#include "sync/hub/http/request_watch.h"

#include "sync/hub/http/addresses.h"

#include <algorithm>
#include <array>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// The table's name of an address: what a stranger sent is neither label nor line.
QByteArray nameOf(QByteArrayView path)
{
    const auto address = addressOf(path);
    if (!address)
        return "unknown";
    const QLatin1StringView name = rowOf(*address).path;
    return { name.data(), name.size() };
}

QByteArray knownMethod(const QByteArray &method)
{
    static const std::array<QByteArray, 6> known { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS" };
    return std::find(known.cbegin(), known.cend(), method) == known.cend() ? QByteArray("other") : method;
}

} // namespace

RequestWatch::RequestWatch(RandomSource &random, Meters &meters, LogLines &log, Handle handle)
    : m_start(random.bytes(4).toHex()), m_meters(meters), m_log(log), m_handle(std::move(handle))
{
}

QByteArray RequestWatch::nextId() { return m_start + '-' + QByteArray::number(++m_count); }

void RequestWatch::handle(HttpRequest request, Respond respond)
{
    Answered one { nameOf(request.path), knownMethod(request.method) };
    one.bytesIn = request.body.size();
    const auto begun = std::chrono::steady_clock::now();
    const auto answer = [this, one, begun, id = nextId(), respond = std::move(respond)](HttpResponse response) mutable {
        one.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun);
        one.status = response.status;
        one.bytesOut = response.body.size();
        one.wasHeld = response.wasHeld;
        m_meters.answered(one);
        // Whoever is ill served is told of at a level of their own, so that they are seen without a line for everybody.
        const LogLevel level = response.status >= 500 ? LogLevel::Warning : LogLevel::Info;
        if (m_log.wants(level)) {
            m_log.say(level, u"request"_s,
                      { { u"id"_s, QString::fromLatin1(id) },
                        { u"address"_s, QString::fromLatin1(one.address) },
                        { u"method"_s, QString::fromLatin1(one.method) },
                        { u"status"_s, one.status },
                        { u"ms"_s, qint64 { std::chrono::duration_cast<std::chrono::milliseconds>(one.took).count() } },
                        { u"in"_s, one.bytesIn },
                        { u"out"_s, one.bytesOut },
                        { u"held"_s, one.wasHeld } });
        }
        response.requestId = id;
        respond(std::move(response));
    };
    m_handle(std::move(request), answer);
}

} // namespace sightline::hub
