#include "tests/simulation/world.h"

#include <QElapsedTimer>
#include <QSet>

#include <cstdio>
#include <cstring>

using namespace sightline;
using namespace sightline::simulation;
using namespace Qt::StringLiterals;

namespace {

constexpr int stepsOfARun = 260;

struct Arguments {
    quint64 seeds = 1000;
    quint64 start = 0;
    QStringList breaks;
    bool allBreaks = false;
    bool noRot = false;
    bool isTold = false;
};

int usage(const QString &what)
{
    std::fprintf(stderr, "%s Use: simulate [--seeds N] [--start S] [--break RULE ...] [--no-rot] [--tell] [--all-breaks] [--list]\n", qPrintable(what));
    return 2;
}

void print(const char *title, const Tally &tally)
{
    std::printf("%s\n", title);
    for (auto it = tally.cbegin(); it != tally.cend(); ++it)
        std::printf("  %10lld  %s\n", static_cast<long long>(it.value()), qPrintable(it.key()));
}

void add(Tally &to, const Tally &from)
{
    for (auto it = from.cbegin(); it != from.cend(); ++it)
        to[it.key()] += it.value();
}

/// Everything that must have come up in a long run: a fault or outcome that never does is one that is not tested.
const QStringList mustHappen {
    u"answers cut off"_s, u"answers stored"_s, u"damage: a body changed"_s, u"damage: a body unreadable"_s, u"damage: a place in a scope gone"_s,
    u"damage: a row gone"_s, u"damage: digests gone"_s, u"device kills"_s, u"device power cuts"_s, u"devices cloned"_s, u"forged cursors"_s,
    u"forks met"_s, u"full disks"_s, u"grants"_s, u"hostile acts"_s, u"hub backups"_s, u"hub restarts"_s, u"hub restarts between push and answer"_s,
    u"hub restores"_s, u"late answers dropped"_s, u"leads changed"_s, u"made: adopt"_s, u"made: annotate"_s, u"made: complete"_s, u"made: create"_s,
    u"made: dismiss"_s, u"made: patch"_s, u"made: resolve"_s, u"made: void"_s, u"messages duplicated"_s, u"messages lost"_s,
    u"messages out of order"_s, u"new epochs met"_s, u"people back"_s, u"people disabled"_s, u"purges"_s, u"requests"_s, u"revocations"_s,
    u"rows set aside"_s, u"saves refused by a full disk"_s, u"scopes repaired"_s, u"scrubs"_s, u"services changed"_s, u"time-outs"_s,
};
const QStringList mustCome {
    u"applied"_s, u"conflict"_s, u"waiting"_s, u"held:author"_s, u"held:completed"_s, u"held:exists"_s, u"held:not_allowed"_s, u"held:open_conflict"_s,
    u"held:scope"_s, u"held:stale"_s, u"held:unknown_kind"_s, u"held:void"_s, u"later applied"_s,
};

int complainOfSilence(const Tally &faults, const Tally &outcomes)
{
    int missing = 0;
    for (const QString &name : mustHappen) {
        if (faults.value(name) == 0) {
            std::fprintf(stderr, "never came up: %s\n", qPrintable(name));
            ++missing;
        }
    }
    for (const QString &name : mustCome) {
        if (outcomes.value(name) == 0) {
            std::fprintf(stderr, "no operation ended so: %s\n", qPrintable(name));
            ++missing;
        }
    }
    return missing;
}

int runSeeds(const Arguments &arguments, const Breaks &breaks)
{
    Tally faults, outcomes;
    QElapsedTimer timer;
    timer.start();
    int devicesMin = 99;
    for (quint64 seed = arguments.start; seed < arguments.start + arguments.seeds; ++seed) {
        World world(seed, breaks);
        world.isTold = arguments.isTold;
        const Outcomes result = world.run(stepsOfARun);
        devicesMin = std::min(devicesMin, result.devices);
        add(faults, result.faults);
        add(outcomes, result.outcomes);
        if (!result.violations.isEmpty()) {
            for (const Violation &violation : result.violations)
                std::printf("seed %llu: %s violated: %s\n", static_cast<unsigned long long>(seed), qPrintable(violation.invariant), qPrintable(violation.what));
            return 1;
        }
    }
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    std::printf("%llu seeds of %d steps and at least %d devices, no violation; %.1f seeds a second\n", static_cast<unsigned long long>(arguments.seeds), stepsOfARun, devicesMin,
                static_cast<double>(arguments.seeds) / std::max(seconds, 0.001));
    print("faults and acts:", faults);
    print("outcomes of operations:", outcomes);
    const bool isLong = arguments.seeds >= 500 && arguments.breaks.isEmpty() && !arguments.noRot;
    return isLong && complainOfSilence(faults, outcomes) > 0 ? 1 : 0;
}

/// The first seed whose violations name one of @p wanted; prints what was seen.
bool isCaught(const Break &rule, const Arguments &arguments, bool withoutNet)
{
    Breaks breaks;
    rule.apply(breaks);
    if (withoutNet) {
        breaks.device.digestsAreCompared = false;
        breaks.noRot = true;
    }
    QStringList others;
    for (quint64 seed = arguments.start; seed < arguments.start + arguments.seeds; ++seed) {
        World world(seed, breaks);
        world.stopAtFirst = false;
        const Outcomes result = world.run(stepsOfARun);
        for (const Violation &violation : result.violations) {
            if (rule.invariants.contains(violation.invariant)) {
                std::printf("caught   %-28s seed %-5llu %-4s %s%s\n", qPrintable(rule.name), static_cast<unsigned long long>(seed), qPrintable(violation.invariant),
                            qPrintable(violation.what), withoutNet ? " (with digests off: on, they repair it)" : "");
                std::fflush(stdout);
                return true;
            }
            if (!others.contains(violation.invariant))
                others.append(violation.invariant);
        }
    }
    if (!others.isEmpty())
        std::printf("         %-28s only %s, not %s\n", qPrintable(rule.name), qPrintable(others.join(u' ')), qPrintable(rule.invariants.join(u' ')));
    return false;
}

int runAllBreaks(const Arguments &arguments)
{
    int missed = 0, caught = 0;
    for (const Break &rule : allBreaks()) {
        const bool found = isCaught(rule, arguments, false) || isCaught(rule, arguments, true);
        if (found) {
            ++caught;
        } else if (rule.isSecondLine) {
            std::printf("second   %-28s not needed in %llu seeds: other rules hold without it\n", qPrintable(rule.name), static_cast<unsigned long long>(arguments.seeds));
        } else {
            ++missed;
            std::printf("MISSED   %-28s in %llu seeds\n", qPrintable(rule.name), static_cast<unsigned long long>(arguments.seeds));
        }
        std::fflush(stdout);
    }
    std::printf("%d of %lld rules caught by a named invariant when switched off, %d missed\n", caught, static_cast<long long>(allBreaks().size()), missed);
    return missed > 0 ? 1 : 0;
}

} // namespace

int main(int argc, char **argv)
{
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const QString word = QString::fromLocal8Bit(argv[i]);
        const auto number = [&](quint64 *into) {
            bool isNumber = false;
            *into = i + 1 < argc ? QString::fromLocal8Bit(argv[++i]).toULongLong(&isNumber) : 0;
            return isNumber;
        };
        if (word == "--seeds"_L1) {
            if (!number(&arguments.seeds) || arguments.seeds == 0)
                return usage(u"--seeds needs a number above 0."_s);
        } else if (word == "--start"_L1) {
            if (!number(&arguments.start))
                return usage(u"--start needs a number."_s);
        } else if (word == "--all-breaks"_L1) {
            arguments.allBreaks = true;
        } else if (word == "--no-rot"_L1) {
            arguments.noRot = true;
        } else if (word == "--tell"_L1) {
            arguments.isTold = true;
        } else if (word == "--list"_L1) {
            for (const Break &rule : allBreaks())
                std::printf("%-28s %-14s %s\n", qPrintable(rule.name), qPrintable(rule.invariants.join(u' ')), qPrintable(rule.what));
            return 0;
        } else if (word == "--break"_L1) {
            while (i + 1 < argc && std::strncmp(argv[i + 1], "--", 2) != 0)
                arguments.breaks.append(QString::fromLocal8Bit(argv[++i]));
        } else {
            return usage(u"I do not know \"%1\"."_s.arg(word));
        }
    }
    if (arguments.allBreaks)
        return runAllBreaks(arguments);
    Breaks breaks;
    breaks.noRot = arguments.noRot;
    for (const QString &name : arguments.breaks) {
        const Break *rule = findBreak(name);
        if (!rule)
            return usage(u"There is no rule \"%1\"; --list names them."_s.arg(name));
        rule->apply(breaks);
    }
    return runSeeds(arguments, breaks);
}
