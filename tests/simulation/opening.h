#pragma once

#include <QtGlobal>

namespace sightline::simulation {

/// What happens before chance takes over. Some rules are needed only where four or five things meet in one order (a copy of a
/// phone, its original, an old backup …), which chance did not bring about in thousands of runs; here they meet. Everything
/// goes through the same people, network, hub and oracle as the rest of the run, nothing knows which rules are on, and with all
/// on every opening must come to rest unharmed. The steps of chance follow it.
enum class Opening {
    None,
    AnswerAgain,         ///< an answer comes a second and third time, after newer ones
    UnreadableRow,       ///< one row cannot be read, however often it is sent
    PurgeThenPowerCut,   ///< a scope is withdrawn; the power goes just after
    CopyMeetsRestore,    ///< a copy of a device uses the numbers of work that an old backup has lost
    TwoRestores,         ///< one backup is restored twice, and a copy uses the numbers of what came between
    PatchFirst,          ///< after a restore a patch comes before the creation of its record
    ForkMeetsRestore,    ///< a device has just left a forked stream when the hub loses what it sent in it
    TwoScopesInOneSeq,   ///< completing moves a record between two scopes of one reader, who asks for one row at a time
    WhoPublishes,        ///< somebody publishes a version of a form before the council lets their role, and one after
};

/// Which opening run @p seed has. The first hundred have none; of the others one in four, in turn.
[[nodiscard]] constexpr Opening openingOf(quint64 seed)
{
    constexpr quint64 firstSeed = 100;
    constexpr quint64 every = 4;
    constexpr quint64 kinds = static_cast<quint64>(Opening::WhoPublishes);
    if (seed < firstSeed || seed % every != 0)
        return Opening::None;
    return static_cast<Opening>(1 + (seed - firstSeed) / every % kinds);
}

/// Whether the council of run @p seed has published its forms, as every council has: then answers are judged by them, and people also
/// do what form_acts.cpp has. The first hundred do without; of the others one in four, and none that begins with an opening.
[[nodiscard]] constexpr bool hasForms(quint64 seed)
{
    constexpr quint64 firstSeed = 100;
    constexpr quint64 every = 4;
    return seed >= firstSeed && seed % every == 2;
}

/// Whether the council of run @p seed turns its switches of who else reads a form's records (council_acts.cpp). Of the runs from the
/// hundredth on one in four, none of which begins with an opening or has forms.
[[nodiscard]] constexpr bool turnsSwitches(quint64 seed)
{
    constexpr quint64 firstSeed = 100;
    constexpr quint64 every = 4;
    return seed >= firstSeed && seed % every == 1;
}

/// Whether in run @p seed days pass without contact, so that records are closed to reading (council_acts.cpp). Likewise one in four.
[[nodiscard]] constexpr bool hasDaysAway(quint64 seed)
{
    constexpr quint64 firstSeed = 100;
    constexpr quint64 every = 4;
    return seed >= firstSeed && seed % every == 3;
}

/// Whether in run @p seed people take photographs (file_acts.cpp): half of the runs with switches, and half of those with days away.
[[nodiscard]] constexpr bool hasFiles(quint64 seed)
{
    constexpr quint64 firstSeed = 100;
    constexpr quint64 every = 8;
    return seed >= firstSeed && (seed % every == 3 || seed % every == 5);
}

} // namespace sightline::simulation
