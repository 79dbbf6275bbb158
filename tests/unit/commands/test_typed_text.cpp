#include "core/commands/settle_conflict.h"
#include "core/commands/typed_text.h"
#include "core/commands/void_record.h"
#include "tests/unit/commands/command_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

using Kind = TypedProblem::Kind;

TEST(TypedTextTest, SaysWhereACharacterStandsThatCannotBeStored)
{
    EXPECT_EQ(unstorableAt(u"plain"_s), -1);
    EXPECT_EQ(unstorableAt(u"a \U0001F44B b"_s), -1);
    EXPECT_EQ(unstorableAt(u"\U0001F44B"_s + QChar(u'\0')), 2) << "behind a whole pair";
    EXPECT_EQ(unstorableAt(u"ab"_s + QChar(0xd800) + u'c'), 2);
    EXPECT_EQ(unstorableAt(QString(QChar(0xdc00))), 0);
    EXPECT_EQ(withoutUnstorable(u"a"_s + QChar(0xd800) + u"b"_s + QChar(u'\0') + u"\U0001F44B"_s), u"ab\U0001F44B"_s);
}

TEST(TypedTextTest, JudgesBothSidesOfEachBound)
{
    EXPECT_EQ(problemOfTyped(QString(limits::reasonLengthMax, u'a'), reasonBound).kind, Kind::None);
    EXPECT_EQ(problemOfTyped(QString(limits::reasonLengthMax + 1, u'a'), reasonBound), (TypedProblem { Kind::TooLong, -1, limits::reasonLengthMax + 1 }));
    EXPECT_EQ(problemOfTyped(QString(limits::answerBytesMax, u'a'), answerBound).kind, Kind::None);
    EXPECT_EQ(problemOfTyped(QString(limits::answerBytesMax / 2 + 1, u'\u00e9'), answerBound),
              (TypedProblem { Kind::TooLong, -1, limits::answerBytesMax + 2 }));
    EXPECT_EQ(problemOfTyped(u" \n"_s, reasonBound).kind, Kind::None);
    EXPECT_EQ(problemOfTyped(u" \n"_s, reasonBound, true).kind, Kind::Empty);
}

/// The commands go by the same rule as the pages that say what is wrong.
class TypedTextCommandTest : public CommandTest { };

TEST_F(TypedTextCommandTest, AReasonIsTakenUpToItsBoundAndRefusedOverIt)
{
    const RecordId record = givenCompleted();
    for (const QString &wrong : { QString(limits::reasonLengthMax + 1, u'a'), u" "_s, QString(QChar(0xd800)) })
        EXPECT_EQ(voidRecord(*store, record, wrong).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(dismissHeld(*store, record, QString(limits::reasonLengthMax + 1, u'a')).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(dismissHeld(*store, record, QString(limits::reasonLengthMax, u'a')).error().code, ErrorCode::NotFound) << "the reason is not why";
    EXPECT_TRUE(voidRecord(*store, record, QString(limits::reasonLengthMax, u'a')));
}
