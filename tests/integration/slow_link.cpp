#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/people/person.h"
#include "sync/client/enrol.h"
#include "sync/client/exchange.h"
#include "sync/client/file_carrier.h"
#include "sync/client/http_transport.h"
#include "tests/support/bad_link.h"
#include "tests/support/hub_process.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

// A photo over a link that hardly is one: sends a record and its photo through a proxy that is slow and loses, and prints how long the words
// took, how long the photo, and how many bytes it cost. Fails where the photo is not whole at the hub, or cost more than it may if nothing
// that arrived is ever sent again.
//
//   slow_link HUB [KBIT_PER_SECOND [LOSS_PERCENT [BYTES [SEED]]]]     64 kbit/s, 30 %, 5,000,000 bytes unless told otherwise

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

constexpr int triesMax = 400;

int fail(const QString &why)
{
    std::fprintf(stderr, "%s\n", qPrintable(why));
    return 1;
}

QString somebodyOf(support::HubProcess &hub)
{
    const auto users = parseJson(hub.administer({ u"user"_s, u"list"_s, u"--json"_s }));
    for (const Json &user : users ? users->toArray() : Json::Array()) {
        if (!user[u"manager"_s].toString().isEmpty())
            return user[u"id"_s].toString();
    }
    return {};
}

Operation visitWith(Store &store, const QByteArray &photo)
{
    Operation operation { .id = newId<OperationId>(store.clock(), store.random()), .record = newId<RecordId>(store.clock(), store.random()) };
    operation.kind = OperationKind::Create;
    operation.kindName = u"create"_s;
    RecordBody head;
    head.author = store.meta().enrolment()->person;
    head.answers.insert(u"said"_s, u"We had toast."_s);
    head.answers.insert(
        u"photo"_s,
        Json::object({ { u"sha"_s, toHex(sha256(photo)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, photo.size() }, { u"name"_s, u"photo-1.jpg"_s } }));
    operation.head = head;
    return operation;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList given = application.arguments();
    const int kbit = given.value(2, u"64"_s).toInt(), loss = given.value(3, u"30"_s).toInt();
    const qint64 size = given.value(4, u"5000000"_s).toLongLong();
    if (given.size() < 2 || kbit <= 0 || loss < 0 || loss > 60 || size <= 0)
        return fail(u"slow_link HUB [KBIT_PER_SECOND [LOSS_PERCENT [BYTES [SEED]]]]"_s);
    support::HubProcess hub(given[1]);
    if (!hub.init() || !hub.serve())
        return fail(hub.complaint);

    SystemClock clock;
    SodiumRandom random;
    const auto store = Store::open({ .path = u":memory:"_s }, clock, random);
    if (!store)
        return fail(store.error().detail);
    sync::OwnStore access(**store);
    {
        sync::HttpTransport joining(*sync::hubUrlFromText(hub.url()));
        const auto joined = sync::enrolDevice(access, joining, hub.url(), hub.codeFor(somebodyOf(hub)));
        const auto synced = joined ? sync::syncOnce(access, joining, random) : Result<sync::SyncReport>(joined.error());
        if (!synced)
            return fail(synced.error().detail);
    }
    const QByteArray photo = random.bytes(static_cast<int>(size));   // packs as little as a photo does
    const auto saved = (*store)->transact([&]() -> Result<void> {
        if (const auto put = (*store)->files().put(photo, u"image/jpeg"_s, clock.now()); !put)
            return put.error();
        return (*store)->outbox().append(visitWith(**store, photo));
    });
    if (!saved)
        return fail(saved.error().detail);

    const int port = QUrl(hub.url()).port();
    support::BadLink link(port, { kbit * 1000, loss, 6, given.value(5, u"1"_s).toUInt() });
    sync::HttpTransport transport(*sync::hubUrlFromText(u"http://127.0.0.1:%1"_s.arg(link.port())));
    QElapsedTimer timer;
    timer.start();
    int tries = 0;
    while (!sync::syncOnce(access, transport, random) && ++tries < triesMax) { }
    const double wordsTook = timer.elapsed() / 1000.0;
    if ((*store)->outbox().counts()->recordsToSend != 0)
        return fail(u"The words did not arrive."_s);
    const long long before = link.bytesUp();
    int failures = 0;
    while ((*store)->fileTravel().unsent()->files > 0 && failures < triesMax)
        failures += sync::carryAll(access, transport).kind == sync::CarriedPiece::Kind::Failed ? 1 : 0;
    const double took = timer.elapsed() / 1000.0;
    const double ratio = static_cast<double>(link.bytesUp() - before) / static_cast<double>(size);
    std::printf("%lld bytes over %d kbit/s with %d %% loss: words confirmed after %.1f s, the photo whole at the hub after %.1f s (%d connections "
                "cut); bytes up %.2f times the photo; the line's floor %.1f s, %.2f times\n",
                static_cast<long long>(size), kbit, loss, wordsTook, took, link.cuts(), ratio, static_cast<double>(size) * 8 / kbit / 1000 / (1 - loss / 100.0),
                took / (static_cast<double>(size) * 8 / kbit / 1000 / (1 - loss / 100.0)));
    if ((*store)->fileTravel().unsent()->files != 0)
        return fail(u"The photo did not arrive."_s);
    if (loss >= 40 && link.cuts() == 0)
        return fail(u"Nothing was cut, so nothing was shown."_s);
    // A cut costs the chunk it hits, and no more.
    const double allowed = static_cast<double>(size) * 1.02 + static_cast<double>(link.cuts() + 1) * static_cast<double>(limits::fileChunkBytes);
    return ratio * static_cast<double>(size) <= allowed ? 0 : fail(u"More was sent again than was cut."_s);
}
