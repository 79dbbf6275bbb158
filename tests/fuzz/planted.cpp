#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

// The crash that every fuzz run must find, or it has been asleep.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size >= 4 && std::memcmp(data, "FUZZ", 4) == 0)
        std::abort();
    return 0;
}
