#include "sync/protocol/limits.h"
#include "sync/protocol/messages.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>

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
    const QRegularExpression expression(pattern);
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
        { u"pushCompressedBytesMax"_s, wire::pushCompressedBytesMax },
        { u"pushInflatedBytesMax"_s, wire::pushInflatedBytesMax },
        { u"operationBytesMax"_s, wire::operationBytesMax },
        { u"rowsPerPageMin"_s, wire::rowsPerPageMin },
        { u"rowsPerPageMax"_s, wire::rowsPerPageMax },
        { u"pageBytesTarget"_s, wire::pageBytesTarget },
        { u"answerInflatedBytesMax"_s, wire::answerInflatedBytesMax },
        { u"waitSecondsMax"_s, wire::waitSecondsMax },
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

TEST(ProtocolDocument, NamesTheFourteenInvariantsAndEighteenRules)
{
    EXPECT_EQ(table(document(), u"invariant"_s).size(), 14);
    EXPECT_EQ(table(document(), u"rule"_s).size(), 18);
}
