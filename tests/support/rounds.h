#pragma once

namespace sightline::testing {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool isSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool isSanitized = true;
#else
inline constexpr bool isSanitized = false;
#endif
#else
inline constexpr bool isSanitized = false;
#endif

/// How often a test that repeats itself does so: @p whole times, and @p sanitized times in a build with a sanitizer, in which the same
/// statements take 25 times as long (measured: random edits of templates, clang -O0). What each round asserts is the same in both.
constexpr int rounds(int whole, int sanitized) { return isSanitized ? sanitized : whole; }

} // namespace sightline::testing
