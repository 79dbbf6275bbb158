#include "sync/protocol/codec.h"
#include "sync/protocol/sign_in.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// Every decoder of the wire: no input may crash it, a refusal is a whole sentence, and what it reads must read the same when
/// written again. The first byte chooses the message: 0 to 4 as in the switch below, 5 for gzip. The corpus is the golden
/// vectors of sync/protocol/vectors, one file a case.
using namespace sightline;

namespace {

template <typename Decode>
void readTwice(QByteArrayView bytes, Decode &&decode)
{
    const auto first = decode(bytes);
    if (!first) {
        if (!first.error().detail.endsWith(u'.'))
            std::abort();
        return;
    }
    const QByteArray written = wire::encode(*first);
    const auto second = decode(written);
    if (!second || wire::encode(*second) != written)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size - 1));
    // The highest are those that came later: what was found before means what it did.
    static constexpr int firstOfSignIns = 250;
    switch (data[0] >= firstOfSignIns ? data[0] - firstOfSignIns + 6 : data[0] % 6) {
    case 0: readTwice(bytes, [](QByteArrayView in) { return wire::decodeSyncRequest(in); }); break;
    case 1: {
        QList<RecordId> damaged;
        const auto answer = wire::decodeSyncAnswer(bytes, &damaged);
        if (answer && damaged.isEmpty())   // a row set aside has lost its text, so it is not written again
            readTwice(bytes, [](QByteArrayView in) { return wire::decodeSyncAnswer(in); });
        break;
    }
    case 2: readTwice(bytes, [](QByteArrayView in) { return wire::decodeEnrolRequest(in); }); break;
    case 3: readTwice(bytes, [](QByteArrayView in) { return wire::decodeEnrolAnswer(in); }); break;
    case 4: readTwice(bytes, [](QByteArrayView in) { return wire::decodeRefreshRequest(in); }); break;
    case 6: readTwice(bytes, [](QByteArrayView in) { return wire::decodeLocalSignIn(in); }); break;
    case 7: readTwice(bytes, [](QByteArrayView in) { return wire::decodeProviderSignIn(in); }); break;
    case 8: readTwice(bytes, [](QByteArrayView in) { return wire::decodeSignInWays(in); }); break;
    default: {
        const auto inflated = wire::gunzip(bytes, 1024 * 1024);
        if (inflated && *wire::gunzip(wire::gzip(*inflated), 1024 * 1024) != *inflated)
            std::abort();
    }
    }
    return 0;
}
