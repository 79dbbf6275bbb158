#include "tests/simulation/breaks.h"
#include "tests/simulation/switches.h"
#include "tests/support/named_tests.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <cstdio>
#include <cstring>
#include <type_traits>

/// Ties the lists together: the rules and invariants of PROTOCOL.md, the members of HubRules and DeviceRules, the switches of the
/// simulator and the lines of switches.txt. Whoever adds a rule and forgets its switch is told here.
using namespace sightline;
using namespace sightline::simulation;
using namespace Qt::StringLiterals;

namespace {

QString textOf(const QString &path)
{
    QFile file(QStringLiteral(SIGHTLINE_SOURCE_DIR "/") + path);
    if (!file.open(QIODevice::ReadOnly)) {
        ADD_FAILURE() << "cannot open " << path.toStdString();
        return {};
    }
    return QString::fromUtf8(file.readAll());
}

QStringList captures(const QString &text, const QString &pattern)
{
    QStringList found;
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    for (auto it = expression.globalMatch(text); it.hasNext();)
        found.append(it.next().captured(1));
    return found;
}

/// The members of @p type as @p header declares them, in order; those of a rules type within it in its place.
QStringList membersOf(const QString &type, const QString &header)
{
    static const QMap<QString, QString> within { { u"ApplyRules"_s, u"core/operations/apply.h"_s }, { u"EngineRules"_s, u"sync/client/engine.h"_s } };
    const QString text = textOf(header).section(u"struct %1 {"_s.arg(type), 1).section(u"\n};"_s, 0, 0);
    QStringList members;
    static const QRegularExpression member(u"^    (\\w+) (\\w+)( = true)?;"_s, QRegularExpression::MultilineOption);
    for (auto it = member.globalMatch(text); it.hasNext();) {
        const auto found = it.next();
        if (within.contains(found.captured(1)))
            members += membersOf(found.captured(1), within.value(found.captured(1)));
        else
            members.append(type + u'.' + found.captured(2));
    }
    return members;
}

// A rule is a member that is on, so a rule is a byte, and the bytes that a switch changes are the rules it switches off.
static_assert(std::is_trivially_copyable_v<hub::HubRules> && std::is_trivially_copyable_v<sync::DeviceRules>);
using Bytes = std::array<unsigned char, sizeof(hub::HubRules) + sizeof(sync::DeviceRules)>;

Bytes bytesOf(const Breaks &breaks)
{
    Bytes bytes {};
    std::memcpy(bytes.data(), &breaks.hub, sizeof(breaks.hub));
    std::memcpy(bytes.data() + sizeof(breaks.hub), &breaks.device, sizeof(breaks.device));
    return bytes;
}

struct Lists {
    QStringList rules = captures(textOf(u"sync/protocol/PROTOCOL.md"_s), u"^\\| (R\\d+) \\|"_s);
    QStringList invariants = captures(textOf(u"sync/protocol/PROTOCOL.md"_s), u"^\\| (I\\d+) \\|"_s);
    QStringList members = membersOf(u"HubRules"_s, u"sync/hub/service/hub_rules.h"_s) + membersOf(u"DeviceRules"_s, u"sync/client/device_rules.h"_s);
    QList<Break> breaks = allBreaks();
    QList<Unswitched> excused = unswitched();
    QList<Switch> lines = readSwitches(QStringLiteral(SIGHTLINE_SOURCE_DIR "/tests/simulation/switches.txt")).valueOr({});
    /// Invariants that no rule's absence breaks first: violations are put before the oracle by hand.
    QStringList planted = captures(textOf(u"tests/simulation/test_oracle.cpp"_s), u"^TEST_F\\(OracleTest, Catches(I\\d+)"_s);
    QStringList heldReasons = captures(textOf(u"core/operations/apply.h"_s), uR"(char16_t \w+\[\] = u"(\w+)\")"_s);
    QStringList required = captures(textOf(u"tests/simulation/main.cpp"_s), u"u\"held:(\\w+)\"_s"_s);
};

/// What is in one list and not where it has to be.
QStringList gaps(const Lists &lists)
{
    QStringList found;
    const auto isExcused = [&lists](const QString &name) {
        return std::any_of(lists.excused.cbegin(), lists.excused.cend(), [&name](const Unswitched &part) { return part.name == name; });
    };
    const Bytes on = bytesOf({});
    std::array<bool, on.size()> isSwitched {};
    QStringList switchedRules;
    for (const Break &entry : lists.breaks) {
        Breaks breaks;
        entry.apply(breaks);
        const Bytes off = bytesOf(breaks);
        for (std::size_t i = 0; i < off.size(); ++i)
            isSwitched.at(i) = isSwitched.at(i) || off.at(i) != on.at(i);
        switchedRules += captures(entry.what, u"^(R\\d+):"_s);
    }
    for (const QString &rule : lists.rules) {
        if (!switchedRules.contains(rule) && !isExcused(rule))
            found.append(rule + u" has no switch"_s);
    }
    for (const QString &rule : std::as_const(switchedRules)) {
        if (!lists.rules.contains(rule))
            found.append(rule + u" is no rule of the document"_s);
    }
    if (lists.members.size() != static_cast<qsizetype>(on.size()))
        found.append(u"%1 members are declared, and %2 are there"_s.arg(lists.members.size()).arg(on.size()));
    for (qsizetype i = 0; i < std::min(lists.members.size(), static_cast<qsizetype>(on.size())); ++i) {
        if (!isSwitched.at(static_cast<std::size_t>(i)) && !isExcused(lists.members.at(i)))
            found.append(lists.members.at(i) + u" is never switched off"_s);
    }
    for (const Unswitched &part : lists.excused) {
        const bool isKnown = lists.rules.contains(part.name.section(u',', 0, 0)) || lists.members.contains(part.name)
            || lists.heldReasons.contains(part.name.section(u"held:"_s, 1));
        if (!isKnown || part.why.isEmpty())
            found.append(part.name + u" is excused, and there is no such rule or no reason"_s);
    }
    for (const QString &invariant : lists.invariants) {
        const auto isIt = [&invariant](const Switch &line) { return line.invariant == invariant; };
        if (std::none_of(lists.lines.cbegin(), lists.lines.cend(), isIt) && !lists.planted.contains(invariant))
            found.append(invariant + u" is broken by no switch and no planted violation"_s);
    }
    for (const QString &reason : lists.heldReasons) {
        if (!lists.required.contains(reason) && !isExcused(u"held:"_s + reason))
            found.append(u"held:%1 need not come up"_s.arg(reason));
    }
    return found;
}

std::string said(const Lists &lists) { return gaps(lists).join(u"; "_s).toStdString(); }

} // namespace

TEST(Switches, EveryRuleInvariantAndReasonIsLookedAt)
{
    const Lists lists;
    EXPECT_EQ(said(lists), "");
    EXPECT_GE(lists.rules.size(), 18);
    EXPECT_GE(lists.invariants.size(), 15);
    EXPECT_GE(lists.heldReasons.size(), 13);
    std::printf("%lld rules, %lld members, %lld invariants and %lld held reasons against %lld switches and %lld lines; %lld parts are excused\n",
                static_cast<long long>(lists.rules.size()), static_cast<long long>(lists.members.size()), static_cast<long long>(lists.invariants.size()),
                static_cast<long long>(lists.heldReasons.size()), static_cast<long long>(lists.breaks.size()), static_cast<long long>(lists.lines.size()),
                static_cast<long long>(lists.excused.size()));
}

TEST(Switches, WhatIsExcusedIsLookedAtByATestThatExists)
{
    const QSet<QString> tests = support::namedTests(QStringLiteral(SIGHTLINE_SOURCE_DIR "/tests"));
    for (const Unswitched &part : unswitched())
        EXPECT_TRUE(tests.contains(part.test)) << part.name.toStdString() << ": no test is called " << part.test.toStdString();
    EXPECT_FALSE(tests.contains(u"FilesTest.ThatNobodyWrote"_s));
}

/// Planted: each kind of gap is found, and no other.
TEST(Switches, AnythingLeftOutIsNamed)
{
    const auto without = [](const QString &prefix) {
        Lists lists;
        lists.breaks.removeIf([&prefix](const Break &entry) { return entry.what.startsWith(prefix) || entry.name == prefix; });
        return said(lists);
    };
    EXPECT_EQ(without(u"R12:"_s), "R12 has no switch");
    EXPECT_EQ(without(u"fields_unchecked"_s), "HubRules.fieldsAreChecked is never switched off");
    EXPECT_EQ(without(u"held_back_is_sent"_s), "DeviceRules.heldBackIsNotSent is never switched off");
    EXPECT_EQ(without(u"R5:"_s), "R5 has no switch; ApplyRules.fieldsNeedSight is never switched off");

    Lists rule;
    rule.rules.append(u"R19"_s);
    EXPECT_EQ(said(rule), "R19 has no switch");
    rule.excused.append({ u"R19"_s, u"it is planted"_s, {} });
    EXPECT_EQ(said(rule), "");
    Lists gone;
    gone.rules.removeOne(u"R18"_s);
    EXPECT_TRUE(gaps(gone).contains(u"R18 is no rule of the document"_s));
    Lists member;
    member.members.append(u"DeviceRules.planted"_s);
    EXPECT_EQ(gaps(member).size(), 1);
    Lists excuse;
    excuse.excused.append({ u"R5, in the afternoon"_s, {}, {} });
    EXPECT_EQ(gaps(excuse).size(), 1);
    Lists invariant;
    invariant.invariants.append(u"I17"_s);
    EXPECT_EQ(said(invariant), "I17 is broken by no switch and no planted violation");
    invariant.planted.clear();
    EXPECT_GT(gaps(invariant).size(), 1);
    Lists reason;
    reason.required.removeOne(u"step"_s);
    EXPECT_EQ(said(reason), "held:step need not come up");
}
