#include "sync/protocol/limits.h"
#include "sync/protocol/messages.h"
#include "tests/support/named_tests.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <cstdio>

/// PROTOCOL.md says what the code does: held reasons, operation kinds, limits and version are compared both ways.
using namespace sightline;
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

QString document() { return textOf(u"sync/protocol/PROTOCOL.md"_s); }

/// First cells (and second ones) of the table whose header row begins with @p heading, without backquotes.
QMap<QString, QString> table(const QString &text, const QString &heading)
{
    QMap<QString, QString> rows;
    bool inTable = false;
    for (const QString &line : text.split(u'\n')) {
        if (line.startsWith(u"| "_s + heading + u" |"_s)) {
            EXPECT_FALSE(inTable) << "the document has two tables headed " << heading.toStdString();
            inTable = true;
        } else if (inTable && !line.startsWith(u'|')) {
            break;
        } else if (inTable && !line.startsWith(u"|---"_s)) {
            QStringList cells = line.split(u'|');
            EXPECT_GE(cells.size(), 3) << line.toStdString();
            rows.insert(cells.value(1).trimmed().remove(u'`'), cells.value(2).trimmed());
        }
    }
    return rows;
}

QStringList captures(const QString &text, const QString &pattern)
{
    QStringList found;
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    for (auto it = expression.globalMatch(text); it.hasNext();)
        found.append(it.next().captured(1));
    found.sort();
    return found;
}

} // namespace

TEST(ProtocolDocument, ListsEveryHeldReasonOfTheCodeAndNoOther)
{
    const QStringList inCode = captures(textOf(u"core/operations/apply.h"_s), uR"(char16_t \w+\[\] = u"(\w+)\")"_s);
    EXPECT_GE(inCode.size(), 12);
    EXPECT_EQ(QStringList(table(document(), u"held reason"_s).keys()), inCode);
}

TEST(ProtocolDocument, ListsEveryKindOfOperationAndNoOther)
{
    QStringList inCode;
    for (int i = 0; i < static_cast<int>(OperationKind::Unknown); ++i)
        inCode.append(operationKindName(static_cast<OperationKind>(i)));
    inCode.sort();
    EXPECT_EQ(QStringList(table(document(), u"kind"_s).keys()), inCode);
}

TEST(ProtocolDocument, StatesEveryLimitWithItsValue)
{
    const QMap<QString, qint64> values {
        { u"operationsPerPushMax"_s, wire::operationsPerPushMax },
        { u"readingsPerRequestMax"_s, wire::readingsPerRequestMax },
        { u"pushCompressedBytesMax"_s, wire::pushCompressedBytesMax },
        { u"pushInflatedBytesMax"_s, wire::pushInflatedBytesMax },
        { u"operationBytesMax"_s, wire::operationBytesMax },
        { u"rowsPerPageMin"_s, wire::rowsPerPageMin },
        { u"rowsPerPageMax"_s, wire::rowsPerPageMax },
        { u"pageBytesTarget"_s, wire::pageBytesTarget },
        { u"answerInflatedBytesMax"_s, wire::answerInflatedBytesMax },
        { u"waitSecondsMax"_s, wire::waitSecondsMax },
        { u"eventsPerRequestMax"_s, wire::eventsPerRequestMax },
    };
    const QStringList inCode = captures(textOf(u"sync/protocol/limits.h"_s), uR"(inline constexpr \w+ (\w+) =)"_s);
    EXPECT_EQ(QStringList(values.keys()), inCode) << "a limit is missing from this test";
    const QMap<QString, QString> stated = table(document(), u"limit"_s);
    EXPECT_EQ(QStringList(stated.keys()), inCode);
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        EXPECT_EQ(stated.value(it.key()), QString::number(it.value())) << it.key().toStdString();
}

TEST(ProtocolDocument, HasAHistoryUpToTheVersionSpoken)
{
    const QMap<QString, QString> history = table(document(), u"version"_s);
    EXPECT_EQ(history.size(), wire::protocolVersion);
    EXPECT_TRUE(history.contains(QString::number(wire::protocolVersion)));
}

TEST(ProtocolDocument, NamesTheSixteenInvariantsAndEighteenRules)
{
    EXPECT_EQ(table(document(), u"invariant"_s).size(), 16);
    EXPECT_EQ(table(document(), u"rule"_s).size(), 18);
}

namespace {

/// The tests that @p text names and that are not among @p tests.
QStringList missingTests(const QString &text, const QSet<QString> &tests)
{
    QStringList missing;
    for (const QString &name : captures(text, u"`([A-Z]\\w+\\.[A-Z]\\w+)`"_s)) {
        if (!tests.contains(name))
            missing.append(name);
    }
    return missing;
}

} // namespace

TEST(ProtocolDocument, EveryEdgeCaseNamesTestsThatExistOrSaysWhyNot)
{
    const QString section = document().section(u"## 10. Edge cases"_s, 1).section(u"\n## "_s, 0, 0);
    const auto cases = table(section, u"case"_s);
    const QSet<QString> tests = support::namedTests(QStringLiteral(SIGHTLINE_SOURCE_DIR "/tests"));
    int shown = 0, impossible = 0, open = 0;
    for (int number = 1; number <= 96; ++number) {
        const QString line = captures(section, u"^\\| %1 \\| (.+) \\|$"_s.arg(number)).value(0);
        const QString by = line.section(u'|', 1).trimmed();
        EXPECT_FALSE(by.isEmpty()) << "case " << number << " is not in the table";
        EXPECT_EQ(missingTests(by, tests), QStringList()) << "case " << number;
        if (by.startsWith(u"not yet"_s))
            ++open;
        else if (by.startsWith(u"cannot occur: "_s))
            ++impossible;
        else if (by.startsWith(u'`'))
            ++shown;
        else
            ADD_FAILURE() << "case " << number << " names no test and gives no reason";
    }
    EXPECT_EQ(cases.size(), 96);
    std::printf("edge cases: %d shown by named tests, %d cannot occur, %d not yet; %d tests looked through\n", shown, impossible, open,
                static_cast<int>(tests.size()));
    // The planted presence: a test that nobody wrote is missed.
    EXPECT_EQ(missingTests(u"`PushTest.NobodyWroteThis`"_s, tests), QStringList { u"PushTest.NobodyWroteThis"_s });
}
