#include "core/forms/enable_when.h"
#include "tests/unit/forms/form_builder.h"

#include <QElapsedTimer>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString yesNo =
    u"{'linkId':'q','type':'choice','text':'Q','repeats':true,'answerOption':[{'valueCoding':{'system':'s','code':'y'}},{'valueCoding':{'system':'s','code':'n'}}]},"_s;

QString shownWhen(const QString &conditions, const QString &behavior = {})
{
    return u"{'linkId':'x','type':'string','text':'X','enableWhen':[%1]%2}"_s.arg(conditions,
                                                                                  behavior.isEmpty() ? QString() : u",'enableBehavior':'"_s + behavior + u'\'');
}

QString several(const QString &values) { return u"{'q':["_s + values + u"]}"_s; }

const QString isY = u"{'question':'q','operator':'=','answerCoding':{'system':'s','code':'y'}}"_s;
const QString isNotY = u"{'question':'q','operator':'!=','answerCoding':{'system':'s','code':'y'}}"_s;
const QString y = u"{'id':'a','at':'V','v':{'system':'s','code':'y','display':'Yes'}}"_s;
const QString n = u"{'id':'b','at':'W','v':{'system':'s','code':'n'}}"_s;

} // namespace

// Rule 1.
TEST(EnableWhenTest, TakesNotEqualAsTrueWhenUnansweredAndFalseWhenAnyAnswerIsEqual)
{
    const auto form = formFrom(yesNo + shownWhen(isNotY));
    EXPECT_TRUE(isOpen(form, u"{}"_s, u"x"_s));
    EXPECT_TRUE(isOpen(form, several(n), u"x"_s));
    EXPECT_FALSE(isOpen(form, several(n + u',' + y), u"x"_s));
}

TEST(EnableWhenTest, NeedsAtLeastOneEqualAnswer)
{
    const auto form = formFrom(yesNo + shownWhen(isY));
    EXPECT_FALSE(isOpen(form, u"{}"_s, u"x"_s));
    EXPECT_TRUE(isOpen(form, several(n + u',' + y), u"x"_s));
    EXPECT_FALSE(isOpen(form, several(n), u"x"_s));
}

TEST(EnableWhenTest, ComparesOrdersWithAtLeastOneAnswerAndNeverWhenUnanswered)
{
    const struct {
        const char16_t *type;
        const char16_t *member;
        const char16_t *value;
        const char16_t *less;
        const char16_t *more;
    } rows[] {
        { u"integer", u"answerInteger", u"5", u"4", u"6" },
        { u"decimal", u"answerDecimal", u"5.50", u"'5.4999'", u"'55e-1'" },
        { u"date", u"answerDate", u"'2026-03-01'", u"'2026-02-28'", u"'2026-03-02'" },
        { u"dateTime", u"answerDateTime", u"'2026-03-01T12:00:00Z'", u"'2026-03-01T12:30:00+01:00'", u"'2026-03-01T12:30:00Z'" },
        { u"time", u"answerTime", u"'12:00:00'", u"'11:59:59'", u"'12:00:01'" },
        { u"string", u"answerString", u"'m'", u"'a'", u"'z'" },
    };
    for (const auto &row : rows) {
        const auto type = QStringView(row.type).toString();
        const auto formWith = [&](const QString &op) {
            return formFrom(
                u"{'linkId':'q','type':'%1','text':'Q'},"_s.arg(type)
                + shownWhen(u"{'question':'q','operator':'%1','%2':%3}"_s.arg(op, QStringView(row.member).toString(), QStringView(row.value).toString())));
        };
        const QString less = u"{'q':%1}"_s.arg(QStringView(row.less).toString());
        const QString more = u"{'q':%1}"_s.arg(QStringView(row.more).toString());
        const bool moreIsEqual = type == u"decimal";   // 55e-1 is 5.50 written otherwise
        EXPECT_EQ(isOpen(formWith(u">"_s), more, u"x"_s), !moreIsEqual) << qPrintable(type);
        EXPECT_EQ(isOpen(formWith(u"="_s), more, u"x"_s), moreIsEqual) << qPrintable(type);
        EXPECT_TRUE(isOpen(formWith(u">="_s), more, u"x"_s)) << qPrintable(type);
        EXPECT_TRUE(isOpen(formWith(u"<"_s), less, u"x"_s)) << qPrintable(type);
        EXPECT_TRUE(isOpen(formWith(u"<="_s), less, u"x"_s)) << qPrintable(type);
        for (const QString &op : { u"<"_s, u"<="_s, u">"_s, u">="_s, u"="_s })
            EXPECT_FALSE(isOpen(formWith(op), u"{}"_s, u"x"_s)) << qPrintable(type + op);
    }
}

// Rule 2.
TEST(EnableWhenTest, TakesExistsAsABoolean)
{
    const QString question = u"{'linkId':'q','type':'string','text':'Q'},"_s;
    const auto ifThere = formFrom(question + shownWhen(u"{'question':'q','operator':'exists','answerBoolean':true}"_s));
    const auto ifAbsent = formFrom(question + shownWhen(u"{'question':'q','operator':'exists','answerBoolean':false}"_s));
    EXPECT_TRUE(isOpen(ifThere, u"{'q':'a'}"_s, u"x"_s));
    EXPECT_FALSE(isOpen(ifThere, u"{}"_s, u"x"_s));
    EXPECT_FALSE(isOpen(ifThere, u"{'q':'  '}"_s, u"x"_s));
    EXPECT_FALSE(isOpen(ifAbsent, u"{'q':'a'}"_s, u"x"_s));
    EXPECT_TRUE(isOpen(ifAbsent, u"{}"_s, u"x"_s));
    const auto broken = formFrom(question + shownWhen(u"{'question':'q','operator':'exists','answerString':'yes'}"_s));
    EXPECT_EQ(broken.report.size(), 1);
}

// Rule 3.
TEST(EnableWhenTest, WarnsOfSeveralConditionsWithoutABehaviourAndTakesAny)
{
    const QString both = isY + u",{'question':'q','operator':'=','answerCoding':{'system':'s','code':'n'}}"_s;
    const auto unsaid = formFrom(yesNo + shownWhen(both));
    ASSERT_EQ(unsaid.report.size(), 1);
    EXPECT_TRUE(unsaid.report.first().text.contains(u"que-12"_s));
    EXPECT_TRUE(isOpen(unsaid, several(n), u"x"_s));
    const auto all = formFrom(yesNo + shownWhen(both, u"all"_s));
    EXPECT_TRUE(all.report.isEmpty());
    EXPECT_FALSE(isOpen(all, several(n), u"x"_s));
    EXPECT_TRUE(isOpen(all, several(n + u',' + y), u"x"_s));
}

// Rule 4.
TEST(EnableWhenTest, DisablesWhatIsBelowADisabledGroupAndKeepsItsDraftAnswers)
{
    const auto form = formFrom(
        yesNo
        + u"{'linkId':'g','type':'group','text':'G','enableWhen':[%1],'item':[{'linkId':'h','type':'group','text':'H','item':[{'linkId':'in','type':'string','text':'I'}]}]}"_s
              .arg(isY));
    const Answers answers = answersFrom(u"{'in':'kept','q':[%1]}"_s.arg(n));
    EXPECT_FALSE(buildFormTree(form, answers).isEnabled(u"in"_s));
    EXPECT_FALSE(withoutDisabled(form, answers).contains(u"in"_s));
    Answers again = answers;
    again.set(u"q"_s, jsonFrom(u'[' + y + u']'));
    EXPECT_EQ(withoutDisabled(form, again).value(u"in"_s), Json(u"kept"_s));
}

TEST(EnableWhenTest, TakesADisabledQuestionAsUnanswered)
{
    const auto form = formFrom(u"{'linkId':'a','type':'boolean','text':'A'},"
                               "{'linkId':'b','type':'boolean','text':'B','enableWhen':[{'question':'a','operator':'=','answerBoolean':true}]},"
                               "{'linkId':'c','type':'string','text':'C','enableWhen':[{'question':'b','operator':'=','answerBoolean':true}]}"_s);
    EXPECT_TRUE(isOpen(form, u"{'a':true,'b':true}"_s, u"c"_s));
    EXPECT_FALSE(isOpen(form, u"{'a':false,'b':true}"_s, u"c"_s));
}

// Rule 5.
TEST(EnableWhenTest, MeansTheSameRowFirst)
{
    const auto form = formFrom(u"{'linkId':'g','type':'group','repeats':true,'text':'G','item':["
                               "{'linkId':'x','type':'string','text':'X','enableWhen':[{'question':'q','operator':'=','answerBoolean':true}]},"
                               "{'linkId':'q','type':'boolean','text':'Q'}]}"_s);
    const QString answers = u"{'g#':[{'id':'r1','at':'1'},{'id':'r2','at':'2'}],'g#r1/q':true,'g#r2/q':false}"_s;
    EXPECT_TRUE(isOpen(form, answers, u"g#r1/x"_s));
    EXPECT_FALSE(isOpen(form, answers, u"g#r2/x"_s));   // though r1, before it, says true
}

TEST(EnableWhenTest, MeansTheQuestionAboveItThenTheLastBeforeThenTheFirstAfter)
{
    const QString repeated = u"{'linkId':'g','type':'group','repeats':true,'text':'G','item':[{'linkId':'q','type':'boolean','text':'Q','item':[%1]}]}"_s;
    const QString x = u"{'linkId':'x','type':'string','text':'X','enableWhen':[{'question':'q','operator':'=','answerBoolean':true}]}"_s;
    const QString rows = u"'g#':[{'id':'r1','at':'1'},{'id':'r2','at':'2'}],'g#r1/q':%1,'g#r2/q':%2"_s;
    const auto above = formFrom(repeated.arg(x));
    EXPECT_TRUE(isOpen(above, u'{' + rows.arg(u"true"_s, u"false"_s) + u'}', u"g#r1/q@1/x"_s));
    const auto after = formFrom(repeated.arg(u"{'linkId':'y','type':'string','text':'Y'}"_s) + u',' + x);
    EXPECT_FALSE(isOpen(after, u'{' + rows.arg(u"true"_s, u"false"_s) + u'}', u"x"_s));
    EXPECT_TRUE(isOpen(after, u'{' + rows.arg(u"false"_s, u"true"_s) + u'}', u"x"_s));
    const auto before = formFrom(x + u',' + repeated.arg(u"{'linkId':'y','type':'string','text':'Y'}"_s));
    EXPECT_TRUE(isOpen(before, u'{' + rows.arg(u"true"_s, u"false"_s) + u'}', u"x"_s));
    EXPECT_FALSE(isOpen(before, u'{' + rows.arg(u"false"_s, u"true"_s) + u'}', u"x"_s));
}

// Rule 6.
TEST(EnableWhenTest, DropsAConditionThatPointsInsideItsOwnItem)
{
    const auto form = formFrom(
        u"{'linkId':'g','type':'group','text':'G','enableWhen':[{'question':'q','operator':'exists','answerBoolean':true}],'item':[{'linkId':'q','type':'string','text':'Q'}]}"_s);
    EXPECT_EQ(form.report.size(), 1);
    EXPECT_TRUE(isOpen(form, u"{}"_s, u"q"_s));
}

TEST(EnableWhenTest, EndsWhenConditionsGoRoundInALoop)
{
    const auto form = formFrom(u"{'linkId':'a','type':'boolean','text':'A','enableWhen':[{'question':'b','operator':'=','answerBoolean':true}]},"
                               "{'linkId':'b','type':'boolean','text':'B','enableWhen':[{'question':'c','operator':'=','answerBoolean':true}]},"
                               "{'linkId':'c','type':'boolean','text':'C','enableWhen':[{'question':'a','operator':'=','answerBoolean':true}]}"_s);
    const QString allTrue = u"{'a':true,'b':true,'c':true}"_s;
    EXPECT_TRUE(isOpen(form, allTrue, u"a"_s));
    EXPECT_FALSE(isOpen(form, u"{'a':true,'b':true,'c':false}"_s, u"a"_s));
    EXPECT_EQ(isOpen(form, allTrue, u"b"_s), isOpen(form, allTrue, u"b"_s));
}

TEST(EnableWhenTest, SettlesAChainOfThousandsOfConditionsWithoutRunningOutOfStack)
{
    QString items;
    constexpr int length = 4000;
    for (int at = 0; at < length; ++at) {
        // Each waits for the one after it, the worst order for a walk from the front.
        items += at ? u","_s : QString();
        items += u"{'linkId':'q%1','type':'boolean','text':'Q'%2}"_s.arg(at).arg(
            at + 1 < length ? u",'enableWhen':[{'question':'q%1','operator':'=','answerBoolean':true}]"_s.arg(at + 1) : QString());
    }
    const auto form = formFrom(items);
    Answers answers;
    for (int at = 0; at < length; ++at)
        answers.set(u"q%1"_s.arg(at), true);
    EXPECT_TRUE(buildFormTree(form, answers).isEnabled(u"q0"_s));
    answers.set(u"q%1"_s.arg(length - 1), false);
    EXPECT_FALSE(buildFormTree(form, answers).isEnabled(u"q0"_s));
}

// Rule 9.
TEST(EnableWhenTest, ComparesChoicesBySystemAndCode)
{
    const auto form = formFrom(yesNo + shownWhen(isY));
    EXPECT_TRUE(isOpen(form, u"{'q':[{'id':'a','at':'V','v':{'system':'s','code':'y','display':'Other words'}}]}"_s, u"x"_s));
    EXPECT_FALSE(isOpen(form, u"{'q':[{'id':'a','at':'V','v':{'system':'other','code':'y'}}]}"_s, u"x"_s));
}

TEST(EnableWhenTest, TakesACodeWrittenAsTextAsTheFormsOwnChoiceAndWarns)
{
    const auto asText = formFrom(yesNo + shownWhen(u"{'question':'q','operator':'=','answerString':'y'}"_s));
    EXPECT_EQ(asText.report.size(), 1);
    EXPECT_TRUE(isOpen(asText, several(y), u"x"_s));
    const auto withoutSystem = formFrom(yesNo + shownWhen(u"{'question':'q','operator':'=','answerCoding':{'code':'y'}}"_s));
    EXPECT_EQ(withoutSystem.report.size(), 1);
    EXPECT_TRUE(isOpen(withoutSystem, several(y), u"x"_s));
}

TEST(EnableWhenTest, StopsLayingOutWhenRowsMultiplyBeyondTheBound)
{
    // Five nested repeating groups of forty rows each would be a hundred million places.
    QString items = u"{'linkId':'q','type':'string','text':'Q'}"_s;
    for (int depth = 0; depth < 5; ++depth)
        items = u"{'linkId':'g%1','type':'group','repeats':true,'text':'G','item':[%2]}"_s.arg(depth).arg(items);
    const auto form = formFrom(items);
    Answers answers;
    QList<AnswerRow> rows;
    for (int row = 0; row < 40; ++row)
        rows.append({ u"r%1"_s.arg(row), orderBetween(rows.isEmpty() ? QString() : rows.last().order, {}), {} });
    QStringList bases { QString() };
    for (int depth = 4; depth >= 1; --depth) {
        QStringList next;
        for (const QString &base : bases) {
            const QString list = base + (base.isEmpty() ? u""_s : u"/"_s) + u"g%1#"_s.arg(depth);
            answers.set(list, rowsToJson(rows));
            for (const AnswerRow &row : rows) {
                if (next.size() < 3000)
                    next.append(list + row.id);
            }
        }
        bases = next;
    }
    QElapsedTimer timer;
    timer.start();
    const FormTree tree = buildFormTree(form, answers);
    EXPECT_TRUE(tree.truncated);
    RecordProperty("milliseconds", static_cast<int>(timer.elapsed()));   // printed, never asserted: machines are noisy
    EXPECT_EQ(withoutDisabled(form, answers).fields().size(), answers.fields().size());
}
