#include "tests/simulation/switches.h"

#include "tests/simulation/world.h"

#include <QFile>
#include <QRegularExpression>

#include <cstdio>
#include <optional>

namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {

/// Invariant → what was seen of it first, in one run of @p breaks; the run ends where @p stopAt breaks.
QMap<QString, QString> brokenIn(const Breaks &breaks, quint64 seed, const QString &stopAt = {})
{
    World world(seed, breaks);
    world.stopAtFirst = false;
    world.stopAt = stopAt;
    QMap<QString, QString> broken;
    const QList<Violation> violations = world.run(stepsOfARun).violations;
    for (const Violation &violation : violations) {
        if (!broken.contains(violation.invariant))
            broken.insert(violation.invariant, violation.what);
    }
    return broken;
}

/// The rules @p off switched off. Without digests there is no damage either, which they alone repair.
Breaks without(const QStringList &off)
{
    Breaks breaks;
    for (const QString &name : off) {
        if (const Break *rule = findBreak(name))
            rule->apply(breaks);
    }
    breaks.noRot = off.size() > 1 && off.contains(u"no_digest"_s);
    return breaks;
}

struct Caught {
    quint64 seed = 0;
    QString what;
};

/// Broken with the rule off, and not with it on: all else alike, the chances of faults too.
std::optional<Caught> catchAt(const Switch &line, quint64 seed)
{
    const Breaks off = without(line.beside + QStringList { line.name });
    const auto broken = brokenIn(off, seed, line.invariant);
    if (!broken.contains(line.invariant))
        return std::nullopt;
    Breaks on = without(line.beside);
    on.focus = off.focus;
    on.noRot = off.noRot;
    if (brokenIn(on, seed, line.invariant).contains(line.invariant))
        return std::nullopt;
    return Caught { seed, broken.value(line.invariant) };
}

std::optional<Caught> catchIn(const Switch &line, quint64 seeds)
{
    auto caught = catchAt(line, line.seed);
    for (quint64 seed = 0; !caught && seed < seeds; ++seed)
        caught = catchAt(line, seed);
    return caught;
}

bool tell(const Switch &line, const std::optional<Caught> &caught, quint64 seeds)
{
    const QString beside = line.beside.isEmpty() ? QString() : u" (beside "_s + line.beside.join(u", "_s) + u')';
    if (caught)
        std::printf("caught  %-28s by %-4s seed %-6llu %s%s\n", qPrintable(line.name), qPrintable(line.invariant),
                    static_cast<unsigned long long>(caught->seed), qPrintable(caught->what), qPrintable(beside));
    else
        std::printf("MISSED  %-28s by %-4s in %llu seeds%s\n", qPrintable(line.name), qPrintable(line.invariant), static_cast<unsigned long long>(seeds),
                    qPrintable(beside));
    if (caught && caught->seed != line.seed)
        std::printf("        switches.txt says seed %llu: the search took its time for nothing\n", static_cast<unsigned long long>(line.seed));
    std::fflush(stdout);
    return caught.has_value();
}

/// Lines and rules that do not fit together.
int countMisfits(const QList<Switch> &switches)
{
    int misfits = 0;
    const auto complain = [&misfits](const QString &what) {
        std::printf("MISSED  %s\n", qPrintable(what));
        ++misfits;
    };
    QStringList named, lines;
    for (const Switch &line : switches) {
        const QString shown = line.name + u' ' + line.invariant;
        if (!findBreak(line.name) || lines.contains(shown))
            complain(shown + u" is in switches.txt, but is no rule that can be switched off, or is there twice"_s);
        lines.append(shown);
        if (line.model != "-"_L1 && line.model != line.invariant)
            complain(u"%1 breaks %2 here and %3 in the model"_s.arg(line.name, line.invariant, line.model));
        named.append(line.name);
    }
    for (const Break &rule : allBreaks()) {
        if (!named.contains(rule.name))
            complain(rule.name + u" can be switched off, and switches.txt does not say what breaks"_s);
    }
    return misfits;
}

} // namespace

Result<QList<Switch>> readSwitches(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return Error { ErrorCode::NotFound, u"\"%1\" cannot be read."_s.arg(file) };
    static const QRegularExpression spaces(u" +"_s);
    static const QRegularExpression invariant(u"^I([1-9]|1[0-6])$"_s);
    QList<Switch> switches;
    int number = 0;
    for (const QByteArray &raw : in.readAll().split('\n')) {
        ++number;
        const QString text = QString::fromUtf8(raw).trimmed();
        if (text.isEmpty() || text.startsWith(u'#'))
            continue;
        const QStringList words = text.split(spaces);
        bool isSeed = false;
        Switch line { words.value(0), words.value(1), words.value(2), {}, words.value(3).toULongLong(&isSeed) };
        if (words.size() < 4 || !isSeed || !invariant.match(line.invariant).hasMatch() || (words.size() > 4 && words.at(4) != "beside"_L1))
            return Error {
                ErrorCode::InvalidInput,
                u"Line %1 of \"%2\" is not: switch, invariant, model's invariant, seed, and perhaps \"beside\" and other switches."_s.arg(number).arg(file)
            };
        line.beside = words.mid(5);
        switches.append(line);
    }
    return switches;
}

int catchAll(const QList<Switch> &switches, quint64 seeds)
{
    int missed = countMisfits(switches);
    int caught = 0;
    int asInModel = 0;
    QStringList invariants, rules;
    for (const Switch &line : switches) {
        if (!findBreak(line.name))
            continue;
        if (tell(line, catchIn(line, seeds), seeds)) {
            ++caught;
            asInModel += line.model == line.invariant ? 1 : 0;
            if (!invariants.contains(line.invariant))
                invariants.append(line.invariant);
            if (!rules.contains(line.name))
                rules.append(line.name);
        } else {
            ++missed;
        }
    }
    std::printf("%lld of %lld rules caught when switched off, by the %d of %lld invariants that are named for them, %d of these as in the model; "
                "%lld different invariants; %d missed\n",
                static_cast<long long>(rules.size()), static_cast<long long>(allBreaks().size()), caught, static_cast<long long>(switches.size()), asInModel,
                static_cast<long long>(invariants.size()), missed);
    return missed;
}

void survey(const QStringList &rules, const QStringList &beside, quint64 seeds)
{
    constexpr int enough = 6;
    for (const QString &rule : rules) {
        const Breaks breaks = without(beside + QStringList { rule });
        QMap<QString, quint64> first;
        int broken = 0;
        quint64 seed = 0;
        for (; seed < seeds && broken < enough; ++seed) {
            const QStringList names = brokenIn(breaks, seed).keys();
            broken += names.isEmpty() ? 0 : 1;
            for (const QString &name : names) {
                if (!first.contains(name))
                    first.insert(name, seed);
            }
        }
        std::printf("%-28s %d of %llu seeds:", qPrintable(rule), broken, static_cast<unsigned long long>(seed));
        for (auto it = first.cbegin(); it != first.cend(); ++it)
            std::printf(" %s (%llu)", qPrintable(it.key()), static_cast<unsigned long long>(it.value()));
        std::printf("\n");
        std::fflush(stdout);
    }
}

} // namespace sightline::simulation
