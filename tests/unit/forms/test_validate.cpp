#include "core/base/limits.h"
#include "core/forms/validate.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString hl7 = u"http://hl7.org/fhir/StructureDefinition/"_s;

QString question(const QString &type, const QString &members = {})
{
    return u"{'linkId':'q','type':'%1','text':'Q'%2}"_s.arg(type, members.isEmpty() ? QString() : u',' + members);
}

QString extended(const QString &url, const QString &value) { return u"'extension':[{'url':'%1%2',%3}]"_s.arg(hl7, url, value); }

QList<FormIssue::Kind> kindsOf(const QList<FormIssue> &issues)
{
    QList<FormIssue::Kind> kinds;
    for (const FormIssue &issue : issues)
        kinds.append(issue.kind);
    return kinds;
}

QList<FormIssue::Kind> draftKinds(const QString &item, const QString &value)
{
    return kindsOf(validate(formFrom(item), answersFrom(u"{'q':%1}"_s.arg(value)), ValidateFor::Draft));
}

QList<FormIssue::Kind> completionKinds(const QString &items, const QString &answers)
{
    return kindsOf(validate(formFrom(items), answersFrom(answers), ValidateFor::Completion));
}

using Kinds = QList<FormIssue::Kind>;
using Kind = FormIssue::Kind;

} // namespace

TEST(ValidateTest, ChecksTheTypeOfEachAnswer)
{
    const struct {
        const char16_t *type;
        const char16_t *good;
        const char16_t *bad;
    } rows[] {
        { u"boolean", u"true", u"'true'" },
        { u"integer", u"-3", u"'3'" },
        { u"integer", u"2147483647", u"2147483648" },
        { u"decimal", u"'12.50'", u"12" },
        { u"decimal", u"'-0.5e3'", u"'1,5'" },
        { u"decimal", u"'0'", u"'007'" },
        { u"date", u"'2026-02-28'", u"'2026-02-30'" },
        { u"date", u"'2026'", u"'23/11/2026'" },
        { u"dateTime", u"'2026-11-23T14:02:00+00:00'", u"'2026-11-23T14:02:00'" },
        { u"dateTime", u"'2026-11-23T14:02:00.123Z'", u"'2026-11-23 14:02'" },
        { u"time", u"'23:59:59'", u"'24:00:00'" },
        { u"string", u"'a'", u"1" },
        { u"text", u"'a'", u"[1]" },
        { u"reference", u"{'value':'sw'}", u"{'display':'somebody'}" },
        { u"attachment", u"{'sha':'0000000000000000000000000000000000000000000000000000000000000000','mime':'image/png','size':3,'name':''}",
          u"{'sha':'12','mime':'image/png','size':3,'name':''}" },
    };
    for (const auto &row : rows) {
        const QString type = QStringView(row.type).toString();
        EXPECT_EQ(draftKinds(question(type), QStringView(row.good).toString()), Kinds {}) << qPrintable(type);
        EXPECT_FALSE(draftKinds(question(type), QStringView(row.bad).toString()).isEmpty()) << qPrintable(type);
    }
}

TEST(ValidateTest, ChecksOneAnswerOnEachSideOfEveryLimit)
{
    const struct {
        QString item;
        QString inside;
        QString outside;
        Kind kind;
    } rows[] {
        { question(u"string"_s, u"'maxLength':3"_s), u"'a🙂b'"_s, u"'a🙂bc'"_s, Kind::TooLong },
        { question(u"text"_s, extended(u"minLength"_s, u"'valueInteger':2"_s)), u"'ab'"_s, u"'a'"_s, Kind::TooShort },
        { question(u"integer"_s, extended(u"minValue"_s, u"'valueInteger':2"_s)), u"2"_s, u"1"_s, Kind::TooLow },
        { question(u"integer"_s, extended(u"maxValue"_s, u"'valueInteger':2"_s)), u"2"_s, u"3"_s, Kind::TooHigh },
        { question(u"decimal"_s, extended(u"maxValue"_s, u"'valueDecimal':0.30"_s)), u"'0.3'"_s, u"'0.3000000000000000000001'"_s, Kind::TooHigh },
        { question(u"date"_s, extended(u"maxValue"_s, u"'valueDate':'2026-03-31'"_s)), u"'2026-03-31'"_s, u"'2026-04-01'"_s, Kind::TooHigh },
        { question(u"dateTime"_s, extended(u"minValue"_s, u"'valueDateTime':'2026-03-31T12:00:00Z'"_s)), u"'2026-03-31T13:00:00+01:00'"_s,
          u"'2026-03-31T12:59:59+01:00'"_s, Kind::TooLow },
        { question(u"decimal"_s, extended(u"maxDecimalPlaces"_s, u"'valueInteger':2"_s)), u"'1.25'"_s, u"'1.250'"_s, Kind::TooManyDecimals },
        { question(u"string"_s, extended(u"regex"_s, u"'valueString':'[A-Z]{2}'"_s)), u"'AB'"_s, u"'ABC'"_s, Kind::WrongFormat },
        { question(u"url"_s), u"'https://example.org/a?b=c'"_s, u"'not an address'"_s, Kind::WrongFormat },
        { question(u"choice"_s, u"'answerOption':[{'valueCoding':{'system':'s','code':'a'}}]"_s), u"{'system':'s','code':'a'}"_s,
          u"{'system':'s','code':'b'}"_s, Kind::NotAnOption },
        { question(u"open-choice"_s, u"'answerOption':[{'valueCoding':{'system':'s','code':'a'}}]"_s), u"'typed'"_s, u"{'system':'s','code':'b'}"_s,
          Kind::NotAnOption },
    };
    for (const auto &row : rows) {
        EXPECT_EQ(draftKinds(row.item, row.inside), Kinds {}) << qPrintable(row.item);
        EXPECT_EQ(draftKinds(row.item, row.outside), Kinds { row.kind }) << qPrintable(row.item);
    }
}

TEST(ValidateTest, RefusesAnAnswerOverTheProductsOwnLimit)
{
    const auto form = formFrom(question(u"text"_s));
    const auto kindsFor = [&](qsizetype bytes) { return kindsOf(checkAnswer(form.items[0], u"q"_s, Json(QString(bytes, u'a')))); };
    EXPECT_EQ(kindsFor(limits::answerBytesMax), Kinds {});
    EXPECT_EQ(kindsFor(limits::answerBytesMax + 1), Kinds { Kind::TooLong });
}

TEST(ValidateTest, RefusesWhatNoDatabaseCanHold)
{
    const auto form = formFrom(question(u"string"_s) + u",{'linkId':'o','type':'open-choice','text':'O'}"_s);
    EXPECT_EQ(kindsOf(checkAnswer(form.items[0], u"q"_s, Json(QString(QChar(0))))), Kinds { Kind::WrongFormat });
    EXPECT_EQ(kindsOf(checkAnswer(form.items[0], u"q"_s, Json(QString(QChar(0xD800))))), Kinds { Kind::WrongFormat });
    EXPECT_EQ(kindsOf(checkAnswer(form.items[1], u"o"_s, Json(QString(QChar(0))))), Kinds { Kind::WrongFormat });
}

TEST(ValidateTest, DoesNotWaitForAPatternThatExplodes)
{
    const auto item = question(u"string"_s, extended(u"regex"_s, u"'valueString':'(a+)+[bc]'"_s));
    EXPECT_EQ(draftKinds(item, u'\'' + QString(5000, u'a') + u'\''), Kinds { Kind::NotChecked });
}

// Rule 7.
TEST(ValidateTest, RequiresOnlyWhatIsEnabledAndOnlyOnCompletion)
{
    const QString items = u"{'linkId':'a','type':'boolean','text':'A'},"
                          "{'linkId':'b','type':'string','text':'B','required':true,'enableWhen':[{'question':'a','operator':'=','answerBoolean':true}]}"_s;
    EXPECT_EQ(completionKinds(items, u"{'a':true}"_s), Kinds { Kind::Required });
    EXPECT_EQ(completionKinds(items, u"{'a':true,'b':'  '}"_s), Kinds { Kind::Required });
    EXPECT_EQ(completionKinds(items, u"{'a':false}"_s), Kinds {});
    EXPECT_EQ(kindsOf(validate(formFrom(items), answersFrom(u"{'a':true}"_s), ValidateFor::Draft)), Kinds {});
}

TEST(ValidateTest, RequiresAnAnswerSomewhereBelowARequiredGroup)
{
    const QString items =
        u"{'linkId':'g','type':'group','text':'G','required':true,'item':[{'linkId':'a','type':'string','text':'A'},{'linkId':'b','type':'string','text':'B'}]}"_s;
    EXPECT_EQ(completionKinds(items, u"{}"_s), Kinds { Kind::Required });
    EXPECT_EQ(completionKinds(items, u"{'b':'x'}"_s), Kinds {});
    const QString rows = u"{'linkId':'g','type':'group','text':'G','required':true,'repeats':true,'item':[{'linkId':'a','type':'string','text':'A'}]}"_s;
    EXPECT_EQ(completionKinds(rows, u"{}"_s), Kinds { Kind::Required });
    EXPECT_EQ(completionKinds(rows, u"{'g#':[{'id':'r','at':'V'}]}"_s), Kinds { Kind::Required });
    EXPECT_EQ(completionKinds(rows, u"{'g#':[{'id':'r','at':'V'}],'g#r/a':'x'}"_s), Kinds {});
}

TEST(ValidateTest, CountsRowsAndAnswers)
{
    const QString occurs =
        u"'extension':[{'url':'%1questionnaire-minOccurs','valueInteger':2},{'url':'%1questionnaire-maxOccurs','valueInteger':3}]"_s.arg(hl7);
    const auto answer = [](int count) {
        QStringList rows;
        for (int at = 0; at < count; ++at)
            rows.append(u"{'id':'r%1','at':'V','v':'x'}"_s.arg(at));
        return u"{'q':[%1]}"_s.arg(rows.join(u','));
    };
    const QString item = question(u"string"_s, u"'repeats':true,"_s + occurs);
    EXPECT_EQ(completionKinds(item, answer(1)), Kinds { Kind::TooFew });
    EXPECT_EQ(completionKinds(item, answer(2)), Kinds {});
    EXPECT_EQ(completionKinds(item, answer(3)), Kinds {});
    EXPECT_EQ(completionKinds(item, answer(4)), Kinds { Kind::TooMany });
}

TEST(ValidateTest, RefusesAnExclusiveChoiceBesideOthers)
{
    const QString item = question(
        u"choice"_s,
        u"'repeats':true,'answerOption':[{'valueString':'a'},{'valueString':'none','extension':[{'url':'%1questionnaire-optionExclusive','valueBoolean':true}]}]"_s
            .arg(hl7));
    EXPECT_EQ(draftKinds(item, u"[{'id':'1','at':'V','v':'none'}]"_s), Kinds {});
    EXPECT_EQ(draftKinds(item, u"[{'id':'1','at':'V','v':'none'},{'id':'2','at':'W','v':'a'}]"_s), Kinds { Kind::Rule });
}

TEST(ValidateTest, AsksEachHandOnlyForItsOwnPart)
{
    const auto form = formFrom(
        u"{'linkId':'a','type':'string','text':'A','required':true},"
        "{'linkId':'p','type':'group','text':'P','extension':[{'url':'urn:sightline:ext:completed-by-role','valueCode':'manager'}],'item':[{'linkId':'b','type':'string','text':'B','required':true}]}"_s);
    const auto author = validate(form, {}, ValidateFor::Completion);
    ASSERT_EQ(author.size(), 1);
    EXPECT_EQ(author.first().linkId, u"a");
    const auto manager = validate(form, {}, ValidateFor::Completion, {}, u"manager"_s);
    ASSERT_EQ(manager.size(), 1);
    EXPECT_EQ(manager.first().linkId, u"b");
    EXPECT_EQ(form.laterRoles(), QStringList { u"manager"_s });
}

TEST(ValidateTest, NeverRequiresWhatComesLaterAndOnlyWarnsOfWhatTheAppFills)
{
    EXPECT_EQ(
        completionKinds(question(u"attachment"_s, u"'required':true,'extension':[{'url':'urn:sightline:ext:comes-later','valueBoolean':true}]"_s), u"{}"_s),
        Kinds {});
    const auto issues = validate(formFrom(question(u"string"_s, u"'required':true,'readOnly':true"_s)), {}, ValidateFor::Completion);
    ASSERT_EQ(issues.size(), 1);
    EXPECT_FALSE(hasErrors(issues));
}

TEST(ValidateTest, SaysOneSentenceThatNamesTheItemAndNotTheAnswer)
{
    const auto issues = validate(formFrom(question(u"integer"_s)), answersFrom(u"{'q':'Canary'}"_s), ValidateFor::Draft);
    ASSERT_EQ(issues.size(), 1);
    EXPECT_EQ(issues.first().text, u"“Q” is not a whole number.");
    EXPECT_EQ(issues.first().linkId, u"q");
    EXPECT_EQ(issues.first().key, u"q");
}

TEST(CheckPatchTest, NamesTheLinkIdOfEveryFieldItRefuses)
{
    const auto form = formFrom(
        u"{'linkId':'a','type':'integer','text':'A'},{'linkId':'g','type':'group','repeats':true,'text':'G','item':[{'linkId':'b','type':'string','text':'B','repeats':true}]}"_s);
    const auto linkIds = [&](const QString &fields) {
        QStringList ids;
        for (const FormIssue &issue : checkPatch(form, jsonFrom(fields).toObject()))
            ids.append(issue.linkId);
        return ids;
    };
    EXPECT_EQ(linkIds(u"{'a':1,'g#':[{'id':'r','at':'V'}],'g#r/b':[{'id':'x','at':'V','v':'t'}]}"_s), QStringList {});
    EXPECT_EQ(linkIds(u"{'a':null,'g#':null}"_s), QStringList {});
    EXPECT_EQ(linkIds(u"{'a':'x'}"_s), QStringList { u"a"_s });
    EXPECT_EQ(linkIds(u"{'nowhere':1}"_s), QStringList { u"nowhere"_s });
    EXPECT_EQ(linkIds(u"{'b':'outside its group'}"_s), QStringList { u"b"_s });
    EXPECT_EQ(linkIds(u"{'g':1}"_s), QStringList { u"g"_s });
    EXPECT_EQ(linkIds(u"{'g#':[1]}"_s), QStringList { u"g"_s });
    EXPECT_EQ(linkIds(u"{'g#':[{'id':'r','at':'V'},{'id':'r','at':'W'}]}"_s), QStringList { u"g"_s });
    EXPECT_EQ(linkIds(u"{'g#r/b':[{'id':'x','at':'V','v':7}]}"_s), QStringList { u"b"_s });
    EXPECT_EQ(linkIds(u"{'a':[{'id':'x','at':'V','v':1},{'id':'y','at':'W','v':2}]}"_s), QStringList { u"a"_s });
    EXPECT_EQ(linkIds(u"{'$rest':{'root':{}}}"_s), QStringList {});
    EXPECT_EQ(linkIds(u"{'$rest':7}"_s), QStringList { QString() });
    EXPECT_EQ(linkIds(u"{'':1}"_s).size(), 1);
    EXPECT_EQ(linkIds(u"{'g#r#s/b':[]}"_s).size(), 1);
}

TEST(CheckPatchTest, ChecksWhatIsDisabledTooSinceItMayComeBack)
{
    const auto form = formFrom(
        u"{'linkId':'a','type':'boolean','text':'A'},{'linkId':'b','type':'integer','text':'B','enableWhen':[{'question':'a','operator':'=','answerBoolean':true}]}"_s);
    EXPECT_EQ(checkPatch(form, jsonFrom(u"{'b':'x'}"_s).toObject()).size(), 1);
}
