#pragma once

#include "core/base/result.h"

#include <cstdio>
#include <cstdlib>

namespace sightline::bench {

/// A bench that cannot go on says why and ends: a figure of half a run would be none.
[[noreturn]] inline void stop(const Error &error)
{
    std::fprintf(stderr, "bench: %s\n", qPrintable(error.detail));
    std::exit(1);
}

template <typename T>
T must(Result<T> result)
{
    if (!result)
        stop(result.error());
    return std::move(result).value();
}

inline void must(const Result<void> &result)
{
    if (!result)
        stop(result.error());
}

} // namespace sightline::bench
