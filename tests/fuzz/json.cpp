#include "core/base/json.h"
#include "core/base/canonical_json.h"

#include <cstdlib>

using namespace sightline;

// Whatever is read can be written, and reads back as the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto value = parseJson(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!value)
        return value.error().detail.isEmpty() ? std::abort(), 0 : 0;
    const auto again = parseJson(writeJson(*value));
    if (!again || !(*again == *value))
        std::abort();
    if (const auto canonical = canonicalJson(*value); canonical && *canonical != writeJson(*value))
        std::abort();
    return 0;
}
