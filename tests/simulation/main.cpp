#include "tests/simulation/every_call.h"
#include "tests/simulation/switches.h"
#include "tests/simulation/world.h"

#include <QElapsedTimer>

#include <cstdio>
#include <cstring>

using namespace sightline;
using namespace sightline::simulation;
using namespace Qt::StringLiterals;

namespace {

struct Arguments {
    quint64 seeds = qEnvironmentVariableIsSet("SIGHTLINE_DEEP") ? 100'000 : 2000;
    quint64 start = 0;
    QStringList breaks;
    QStringList beside;
    QString switches;
    bool isSurvey = false;
    bool isEveryCall = false;
    bool noRot = false;
    bool isTold = false;
};

int usage(const QString &what)
{
    std::fprintf(stderr,
                 "%s Use: simulate [--seeds N] [--start S] [--break RULE ...] [--no-rot] [--tell]\n"
                 "     simulate --all-breaks FILE [--seeds N] | --survey [--break RULE ...] [--beside RULE ...] [--seeds N] | --list\n"
                 "     simulate --every-call [--break RULE ...]\n",
                 qPrintable(what));
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
    u"a form arrives"_s,
    u"answers to pieces lost"_s,
    u"answers cut off"_s,
    u"answers stored"_s,
    u"copies of photos let go"_s,
    u"damage: a body changed"_s,
    u"damage: a body unreadable"_s,
    u"damage: a place in a scope gone"_s,
    u"damage: a row gone"_s,
    u"damage: digests gone"_s,
    u"days without contact"_s,
    u"device kills"_s,
    u"device power cuts"_s,
    u"devices cloned"_s,
    u"drafts begun on a device"_s,
    u"facts"_s,
    u"fields that break their form"_s,
    u"forged cursors"_s,
    u"forged facts"_s,
    u"forks met"_s,
    u"full disks"_s,
    u"grants"_s,
    u"hostile acts"_s,
    u"hub backups"_s,
    u"hub restarts between piece and answer"_s,
    u"hub restarts between push and answer"_s,
    u"hub restarts while records follow a switch"_s,
    u"hub restarts"_s,
    u"hub restores"_s,
    u"late answers dropped"_s,
    u"leads changed"_s,
    u"made: adopt"_s,
    u"made: annotate"_s,
    u"made: complete"_s,
    u"made: create"_s,
    u"made: dismiss"_s,
    u"made: patch"_s,
    u"made: resolve"_s,
    u"made: void"_s,
    u"messages duplicated"_s,
    u"messages lost"_s,
    u"messages out of order"_s,
    u"new epochs met"_s,
    u"opening: a copy meets a restore"_s,
    u"opening: a fork meets a restore"_s,
    u"opening: a patch comes before its record"_s,
    u"opening: a record moves between two scopes of one reader"_s,
    u"opening: a row nobody can read"_s,
    u"opening: a version is published before its author may, and after"_s,
    u"opening: an answer comes again"_s,
    u"opening: one backup is restored twice"_s,
    u"opening: the power goes after a purge"_s,
    u"own work opened while records are closed"_s,
    u"parts of records that follow a switch"_s,
    u"people back"_s,
    u"people disabled"_s,
    u"photos looked at"_s,
    u"photos reached for and given"_s,
    u"photos reached for and not given"_s,
    u"photos taken"_s,
    u"pieces of photos carried"_s,
    u"pieces of photos cut off"_s,
    u"pieces of photos doubled"_s,
    u"pieces of photos lost"_s,
    u"pieces of photos that came late"_s,
    u"purges"_s,
    u"records found closed"_s,
    u"records of a form that comes late"_s,
    u"records opened"_s,
    u"requests"_s,
    u"revocations"_s,
    u"rows set aside"_s,
    u"saves refused by a full disk"_s,
    u"scopes repaired"_s,
    u"scrubs"_s,
    u"services changed"_s,
    u"steps"_s,
    u"switches turned off"_s,
    u"switches turned on"_s,
    u"taken back"_s,
    u"time-outs"_s,
};
const QStringList mustCome {
    u"applied"_s,    u"conflict"_s,          u"waiting"_s,      u"held:author"_s,       u"held:completed"_s,     u"held:exists"_s,
    u"held:fact"_s,  u"held:form_unknown"_s, u"held:invalid"_s, u"held:not_allowed"_s,  u"held:open_conflict"_s, u"held:scope"_s,
    u"held:stale"_s, u"held:step"_s,         u"held:void"_s,    u"held:unknown_kind"_s, u"later applied"_s,
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
    std::printf("%llu seeds of %d steps and at least %d devices, no violation\n", static_cast<unsigned long long>(arguments.seeds), stepsOfARun, devicesMin);
    print("faults and acts:", faults);
    print("outcomes of operations:", outcomes);
    std::printf("%.1f seeds a second\n", static_cast<double>(arguments.seeds) / std::max(seconds, 0.001));
    constexpr int devicesLeast = 3;   // fewer never meet on a record
    if (devicesMin < devicesLeast) {
        std::fprintf(stderr, "A run had only %d devices.\n", devicesMin);
        return 1;
    }
    const bool isLong = arguments.seeds >= 500 && arguments.breaks.isEmpty() && !arguments.noRot;
    return isLong && complainOfSilence(faults, outcomes) > 0 ? 1 : 0;
}

/// Each standard scenario of device and hub, with each class of fault at each of its calls to the file system.
int failEverywhere(const Breaks &breaks)
{
    QElapsedTimer timer;
    timer.start();
    const EveryCall told = failAtEveryCall(breaks);
    Tally totals;
    for (const Scenario &scenario : standardScenarios()) {
        std::printf("%4d calls  %s\n", told.calls.value(scenario.name), qPrintable(scenario.name));
        add(totals, told.faults.value(scenario.name));
    }
    print("faults at calls:", totals);
    for (const Violation &violation : told.violations)
        std::printf("%s violated: %s\n", qPrintable(violation.invariant), qPrintable(violation.what));
    std::printf("%lld violations; %.1f s\n", static_cast<long long>(told.violations.size()), static_cast<double>(timer.elapsed()) / 1000);
    bool isComplete = true;
    for (const CallFault fault : { CallFault::ProcessDeath, CallFault::PowerCut, CallFault::FullDisk, CallFault::BadDisk })
        isComplete = isComplete && totals.value(QLatin1String(callFaultName(fault))) > 0;
    return isComplete && told.violations.isEmpty() ? 0 : 1;
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
            arguments.switches = i + 1 < argc ? QString::fromLocal8Bit(argv[++i]) : QString();
            if (arguments.switches.isEmpty())
                return usage(u"--all-breaks needs the file that says which invariant breaks."_s);
        } else if (word == "--survey"_L1) {
            arguments.isSurvey = true;
        } else if (word == "--every-call"_L1) {
            arguments.isEveryCall = true;
        } else if (word == "--no-rot"_L1) {
            arguments.noRot = true;
        } else if (word == "--tell"_L1) {
            arguments.isTold = true;
        } else if (word == "--list"_L1) {
            for (const Break &rule : allBreaks())
                std::printf("%-28s %s\n", qPrintable(rule.name), qPrintable(rule.what));
            return 0;
        } else if (word == "--break"_L1 || word == "--beside"_L1) {
            while (i + 1 < argc && std::strncmp(argv[i + 1], "--", 2) != 0)
                (word == "--break"_L1 ? arguments.breaks : arguments.beside).append(QString::fromLocal8Bit(argv[++i]));
        } else {
            return usage(u"I do not know \"%1\"."_s.arg(word));
        }
    }
    for (const QString &name : arguments.breaks + arguments.beside) {
        if (!findBreak(name))
            return usage(u"There is no rule \"%1\"; --list names them."_s.arg(name));
    }
    if (!arguments.switches.isEmpty()) {
        const auto switches = readSwitches(arguments.switches);
        if (!switches)
            return usage(switches.error().detail);
        return catchAll(*switches, arguments.seeds) > 0 ? 1 : 0;
    }
    if (arguments.isSurvey) {
        if (arguments.breaks.isEmpty()) {
            for (const Break &rule : allBreaks())
                arguments.breaks.append(rule.name);
        }
        survey(arguments.breaks, arguments.beside, arguments.seeds);
        return 0;
    }
    Breaks breaks;
    breaks.noRot = arguments.noRot;
    for (const QString &name : std::as_const(arguments.breaks))
        findBreak(name)->apply(breaks);
    return arguments.isEveryCall ? failEverywhere(breaks) : runSeeds(arguments, breaks);
}
