#include "core/forms/judge_response.h"
#include "core/forms/named_files.h"
#include "core/forms/response.h"
#include "core/forms/validate.h"
#include "tests/support/random_questionnaire.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

Questionnaire visit()
{
    return formFrom(
        u"{'linkId':'who','type':'string','text':'Who'},"
        "{'linkId':'temp','type':'decimal','text':'Degrees'},"
        "{'linkId':'kind','type':'choice','text':'Kind','answerOption':[{'valueCoding':{'system':'s','code':'a','display':'A'}}]},"
        "{'linkId':'life','type':'choice','repeats':true,'text':'Life','answerOption':[{'valueCoding':{'system':'s','code':'h','display':'Health'}}],"
        "'item':[{'linkId':'life.text','type':'string','text':'What'}]},"
        "{'linkId':'g','type':'group','text':'G','item':[{'linkId':'child','type':'group','repeats':true,'text':'Child','item':["
        "{'linkId':'name','type':'string','text':'Name'}]}]},"
        "{'linkId':'sum','type':'quantity','text':'Sum'}"_s);
}

ResponseReading read(const QString &text)
{
    SeededRandom random(1);
    const auto reading =
        fromResponse(visit(), jsonFrom(u"{'resourceType':'QuestionnaireResponse','questionnaire':'urn:t|1','status':'completed',"_s + text + u'}'), random);
    EXPECT_TRUE(reading) << (reading ? "" : qPrintable(reading.error().detail));
    return reading.valueOr({});
}

QStringList linkIdsOfErrors(const QList<FormIssue> &issues)
{
    QStringList linkIds;
    for (const FormIssue &issue : issues) {
        if (issue.severity == FormIssue::Severity::Error)
            linkIds.append(issue.linkId);
    }
    return linkIds;
}

/// Everything in @p part is somewhere in @p whole, at the same place.
bool holds(const Json &whole, const Json &part)
{
    if (part.isObject()) {
        for (auto it = part.toObject().cbegin(); it != part.toObject().cend(); ++it) {
            if (!holds(whole[it.key()], it.value()))
                return false;
        }
        return whole.isObject();
    }
    if (part.isArray()) {
        for (const Json &item : part.toArray()) {
            const auto &all = whole.toArray();
            if (std::none_of(all.cbegin(), all.cend(), [&](const Json &candidate) { return holds(candidate, item); }))
                return false;
        }
        return true;
    }
    return whole == part || (whole.isNumber() && whole.numberText() == part.numberText());
}

} // namespace

TEST(ResponseTest, WritesWhatFhirAsksFor)
{
    const auto form = visit();
    const Answers answers = answersFrom(
        u"{'g/x':1,'who':'Aunt','temp':'19.50','kind':{'system':'s','code':'a','display':'A'},"
        "'child#':[{'id':'r1','at':'V'}],'child#r1/name':'B','life':[{'id':'l1','at':'V','v':{'system':'s','code':'h','display':'Health'}}],'life@l1/life.text':'well'}"_s);
    const Json response =
        toResponse(form, answers,
                   { u"id-1"_s, {}, u"completed"_s, u"2026-11-23T14:00:00Z"_s, jsonFrom(u"{'system':'p','value':'sw','display':'Social worker'}"_s), {}, {} });
    EXPECT_TRUE(
        holds(response,
              jsonFrom(u"{'resourceType':'QuestionnaireResponse','id':'id-1','questionnaire':'urn:t|1','status':'completed','authored':'2026-11-23T14:00:00Z',"
                       "'author':{'identifier':{'system':'p','value':'sw'},'display':'Social worker'},'item':["
                       "{'linkId':'who','text':'Who','answer':[{'valueString':'Aunt'}]},"
                       "{'linkId':'temp','answer':[{'valueDecimal':19.50}]},"
                       "{'linkId':'kind','answer':[{'valueCoding':{'system':'s','code':'a','display':'A'}}]},"
                       "{'linkId':'life','answer':[{'id':'l1','valueCoding':{'code':'h'},'item':[{'linkId':'life.text','answer':[{'valueString':'well'}]}]}]},"
                       "{'linkId':'g','item':[{'linkId':'child','id':'r1','item':[{'linkId':'name','answer':[{'valueString':'B'}]}]}]}]}"_s)))
        << writePrettyJson(response).constData();
    EXPECT_TRUE(writeJson(response).contains("19.50"));
}

TEST(ResponseTest, NamesUnknownItemsAndWrongTypesByLinkIdAndKeepsThem)
{
    const QString items =
        u"'item':[{'linkId':'who','answer':[{'valueInteger':3}]},{'linkId':'unheard','answer':[{'valueString':'of'}]},"
        "{'linkId':'name','answer':[{'valueString':'not here'}]},{'linkId':'kind','answer':[{'valueCoding':{'system':'s','code':'a','display':'A'}}]}]"_s;
    const auto reading = read(items);
    EXPECT_EQ(linkIdsOfErrors(reading.issues), (QStringList { u"unheard"_s, u"name"_s, u"who"_s }));
    EXPECT_TRUE(holds(toResponse(visit(), reading.answers, reading.metadata), jsonFrom(u'{' + items + u'}')));
    EXPECT_FALSE(reading.answers.contains(u"who"_s));
}

TEST(ResponseTest, KeepsEverythingAnotherProgramWrote)
{
    const QString other =
        u"'id':'x','language':'cy','meta':{'tag':[{'code':'t'}]},'extension':[{'url':'urn:e','valueString':'root'}],"
        "'author':{'reference':'Practitioner/1','extension':[{'url':'urn:e','valueString':'author'}]},"
        "'item':[{'linkId':'who','text':'Other "
        "words','definition':'urn:d','answer':[{'id':'own','valueString':'Aunt','extension':[{'url':'urn:e','valueString':'answer'}]}]},"
        "{'linkId':'kind','answer':[{'valueCoding':{'system':'s','code':'a','display':'A','version':'7','userSelected':true}}]},"
        "{'linkId':'sum','answer':[{'valueQuantity':{'value':3,'unit':'kg'}}]},"
        "{'linkId':'g','extension':[{'url':'urn:e','valueString':'group'}],'item':[{'linkId':'child','id':'bad id!','item':[{'linkId':'name','answer':[{'valueString':'B'}]},{'linkId':'odd'}]}]}]"_s;
    const auto reading = read(other);
    const Json back = toResponse(visit(), reading.answers, reading.metadata);
    EXPECT_TRUE(holds(back, jsonFrom(u"{'resourceType':'QuestionnaireResponse',"_s + other + u'}'))) << writePrettyJson(back).constData();
    SeededRandom random(2);
    const auto again = fromResponse(visit(), back, random);
    ASSERT_TRUE(again);
    EXPECT_EQ(writeJson(again->answers.toJson()).toStdString(), writeJson(reading.answers.toJson()).toStdString());
    EXPECT_EQ(writeJson(toResponse(visit(), again->answers, again->metadata)), writeJson(back));
}

TEST(ResponseTest, DoesNotPutBackWhatBelongedToAnAnswerThatWasChanged)
{
    auto reading = read(u"'item':[{'linkId':'who','answer':[{'valueString':'Aunt','extension':[{'url':'urn:e','valueString':'about the aunt'}]}]}]"_s);
    EXPECT_TRUE(writeJson(toResponse(visit(), reading.answers, {})).contains("\"extension\":[{\"url\":\"urn:e\""));
    reading.answers.set(u"who"_s, Json(u"Uncle"_s));
    const Json item = toResponse(visit(), reading.answers, {})[u"item"_s].toArray().first();
    EXPECT_FALSE(writeJson(item).contains("about the aunt"));
}

TEST(ResponseTest, TakesCodesWithoutASystemAsTheFormsOwnWithAWarning)
{
    for (const QString &value : { u"'valueString':'a'"_s, u"'valueCoding':{'code':'a'}"_s }) {
        const auto reading = read(u"'item':[{'linkId':'kind','answer':[{"_s + value + u"}]}]"_s);
        EXPECT_FALSE(hasErrors(reading.issues));
        EXPECT_EQ(reading.issues.size(), 1);
        EXPECT_EQ(reading.answers.value(u"kind"_s), jsonFrom(u"{'system':'s','code':'a','display':'A'}"_s));
        const Json answer = toResponse(visit(), reading.answers, {})[u"item"_s].toArray().first()[u"answer"_s].toArray().first();
        EXPECT_EQ(answer.toObject().size(), 1) << writeJson(answer).constData();   // one value[x] only
    }
}

// Rule 8.
TEST(ResponseTest, RefusesTheSameItemTwiceAndTwoAnswersOfAnItemThatDoesNotRepeat)
{
    const auto twice = read(u"'item':[{'linkId':'who','answer':[{'valueString':'a'}]},{'linkId':'who','answer':[{'valueString':'b'}]}]"_s);
    EXPECT_EQ(linkIdsOfErrors(twice.issues), QStringList { u"who"_s });
    const auto two = read(u"'item':[{'linkId':'who','answer':[{'valueString':'a'},{'valueString':'b'}]}]"_s);
    EXPECT_EQ(linkIdsOfErrors(validate(visit(), two.answers, ValidateFor::Draft)), QStringList { u"who"_s });
    const Json back = toResponse(visit(), two.answers, {});
    EXPECT_EQ(back[u"item"_s].toArray().first()[u"answer"_s].toArray().size(), 2);
}

TEST(ResponseTest, AnAnswerThatCannotBeUsedStandsOnceWhenTheFormIsFilledFurther)
{
    const auto reading = read(u"'item':[{'linkId':'temp','text':'Degrees','answer':[{'valueString':'warm'}]},{'linkId':'g','item':["
                              "{'linkId':'child','item':[{'linkId':'name','answer':[{'valueInteger':3}]}]}]}]"_s);
    EXPECT_EQ(linkIdsOfErrors(reading.issues), (QStringList { u"temp"_s, u"name"_s }));
    const Json filled = toResponse(visit(), reading.answers, reading.metadata, ItemsWritten::Enabled);
    SeededRandom random(1);
    const auto again = fromResponse(visit(), filled, random);
    ASSERT_TRUE(again);
    for (const FormIssue &issue : again->issues)
        EXPECT_EQ(issue.kind, FormIssue::Kind::WrongType) << qPrintable(issue.text);   // and none "is there twice"
    EXPECT_EQ(linkIdsOfErrors(again->issues).size(), 2) << "both are still there";
    QStringList links;
    for (const Json &item : filled[u"item"_s].toArray())
        links.append(item[u"linkId"_s].toString());
    EXPECT_EQ(links.count(u"temp"_s), 1);
    EXPECT_TRUE(links.contains(u"who"_s)) << "what is asked and unanswered is still shown";
}

TEST(ResponseTest, HoldsFilesOfAnotherProgramJudgesThemAndWritesThemBackAsTheyCame)
{
    const auto form = formFrom(uR"(
        {'linkId':'scan','type':'attachment','text':'Scan','required':true,
         'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/mimeType','valueCode':'image/png'},
                      {'url':'http://hl7.org/fhir/StructureDefinition/maxSize','valueDecimal':2048}]},
        {'linkId':'more','type':'attachment','text':'More','repeats':true})"_s);
    const auto judged = [&](const QString &scan, const QString &more) {
        const Json json = jsonFrom(u"{'resourceType':'QuestionnaireResponse','questionnaire':'urn:t|1','status':'completed','item':["
                                   "{'linkId':'scan','text':'Scan','answer':[{'valueAttachment':%1}]},"
                                   "{'linkId':'more','text':'More','answer':[%2]}]}"_s.arg(scan, more));
        SeededRandom random(1);
        const auto reading = fromResponse(form, json, random);
        EXPECT_TRUE(reading);
        EXPECT_EQ(writeJson(toResponse(form, reading->answers, reading->metadata)), writeJson(json)) << "the same tree";
        EXPECT_TRUE(filesNamedIn(reading->answers.fields()).isEmpty()) << "no store is asked for what is not ours";
        QList<FormIssue::Kind> kinds;
        for (const FormIssue &issue : judgeResponse(form, *reading, purposeOf(reading->metadata), {}))
            kinds.append(issue.kind);
        return kinds;
    };
    using Kinds = QList<FormIssue::Kind>;
    const QString more = u"{'valueAttachment':{'url':'https://files.example.org/1','contentType':'application/pdf','title':'Plan','language':'en'}},"
                         "{'valueAttachment':{'contentType':'text/plain','data':'QUJD\\n REVG','hash':'x'}}"_s;
    EXPECT_EQ(judged(u"{'contentType':'image/png','data':'AAAA'}"_s, more), Kinds {});
    EXPECT_EQ(judged(u"{'contentType':'image/png','url':'https://x.example.org/a.png','size':2048}"_s, more), Kinds {});
    EXPECT_EQ(judged(u"{'contentType':'image/jpeg','data':'AAAA'}"_s, more), Kinds { FormIssue::Kind::FileNotAllowed });
    EXPECT_EQ(judged(u"{'contentType':'image/png','url':'https://x.example.org/a.png','size':2049}"_s, more), Kinds { FormIssue::Kind::FileNotAllowed });
    EXPECT_EQ(judged(u"{'url':'https://x.example.org/a.png'}"_s, more), Kinds { FormIssue::Kind::NotChecked }) << "nothing says of which kind it is";
    EXPECT_EQ(judged(u"{'contentType':'image/png','data':'not base 64!'}"_s, more), (Kinds { FormIssue::Kind::WrongType, FormIssue::Kind::Required }));
    EXPECT_EQ(judged(u"{'title':'Nothing'}"_s, more), (Kinds { FormIssue::Kind::WrongType, FormIssue::Kind::Required }));
}

TEST(ResponseTest, WritesTypedNamesAsSignaturesAndKeepsThoseOfOtherProgramsWhereTheyAre)
{
    const auto form = formFrom(uR"(
        {'linkId':'s','type':'group','text':'Sign','item':[
          {'linkId':'sign','type':'string','text':'Name','extension':[
             {'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-signatureRequired','valueCodeableConcept':{'coding':[{'code':'1'}]}}]},
          {'linkId':'at','type':'dateTime','text':'At','readOnly':true,'extension':[{'url':'urn:sightline:ext:product-function','extension':[
             {'url':'name','valueCode':'signed-at'},{'url':'sign','valueString':'sign'}]}]}]},
        {'linkId':'ok','type':'boolean','text':'Agreed'})"_s);
    const Answers answers = answersFrom(u"{'sign':'Team Manager','at':'2026-11-23T14:02:00+00:00'}"_s);
    ResponseMetadata ours;
    ours.status = u"completed"_s;
    ours.author = jsonFrom(u"{'system':'urn:sightline:id','value':'p1','display':'Somebody','type':'Practitioner'}"_s);
    EXPECT_FALSE(writeJson(toResponse(form, answers, ours)).contains("questionnaireresponse-signature")) << "only where it is asked for";
    ours.signsNames = true;
    const Json written = toResponse(form, answers, ours);
    const Json &signature = written[u"item"_s].toArray().first()[u"item"_s].toArray().first()[u"extension"_s].toArray().first();
    EXPECT_EQ(signature[u"url"_s].toString(), u"http://hl7.org/fhir/StructureDefinition/questionnaireresponse-signature");
    EXPECT_EQ(signature[u"valueSignature"_s][u"when"_s].toString(), u"2026-11-23T14:02:00+00:00");
    EXPECT_EQ(signature[u"valueSignature"_s][u"who"_s][u"display"_s].toString(), u"Team Manager") << "what was typed";
    EXPECT_EQ(signature[u"valueSignature"_s][u"who"_s][u"identifier"_s][u"value"_s].toString(), u"p1");
    EXPECT_EQ(signature[u"valueSignature"_s][u"type"_s].toArray().first()[u"code"_s].toString(), u"1.2.840.10065.1.12.1.1");
    // Read and written back it is the same tree, and said once however often it is exported.
    const auto again = [&](const Json &json) {
        SeededRandom random(1);
        const auto reading = fromResponse(form, json, random);
        EXPECT_TRUE(reading);
        return reading.valueOr({});
    };
    ResponseReading back = again(written);
    EXPECT_TRUE(back.issues.isEmpty());
    EXPECT_EQ(writeJson(toResponse(form, back.answers, back.metadata)), writeJson(written));
    back.metadata.signsNames = true;
    EXPECT_EQ(writeJson(toResponse(form, back.answers, back.metadata)).count("questionnaireresponse-signature"), 1);
    // Another program's, on any item: kept, and what is wrong with it is said.
    const auto foreign = [&](const QString &value) {
        const Json json = jsonFrom(u"{'resourceType':'QuestionnaireResponse','questionnaire':'urn:t|1','status':'completed','item':[{'linkId':'ok',"
                                   "'text':'Agreed','answer':[{'valueBoolean':true}],'extension':[{'url':"
                                   "'http://hl7.org/fhir/StructureDefinition/questionnaireresponse-signature','valueSignature':%1}]}]}"_s.arg(value));
        const ResponseReading reading = again(json);
        EXPECT_EQ(writeJson(toResponse(form, reading.answers, reading.metadata)), writeJson(json));
        return reading.issues.isEmpty() ? std::optional<FormIssue::Kind>() : reading.issues.first().kind;
    };
    const QString whole = u"'type':[{'code':'1'}],'when':'2026-11-23T14:02:00Z','who':{'display':'A'}"_s;
    EXPECT_EQ(foreign(u'{' + whole + u'}'), std::nullopt);
    EXPECT_EQ(foreign(u'{' + whole + u",'data':'AAAA'}"_s), FormIssue::Kind::NotChecked);
    EXPECT_EQ(foreign(u"{'when':'2026-11-23T14:02:00Z'}"_s), FormIssue::Kind::WrongFormat);
}

TEST(ResponseTest, DoesNotGuessWhichOfTwoValuesWasMeant)
{
    const QString items = u"'item':[{'linkId':'kind','answer':[{'valueString':'a','valueCoding':{'system':'s','code':'a','display':'A'}}]}]"_s;
    const auto reading = read(items);
    EXPECT_EQ(linkIdsOfErrors(reading.issues), QStringList { u"kind"_s });
    EXPECT_TRUE(holds(toResponse(visit(), reading.answers, {}), jsonFrom(u'{' + items + u'}')));
}

TEST(ResponseTest, GivesRowsWithoutIdsNewOnesAndKeepsTheirOrder)
{
    const auto reading = read(u"'item':[{'linkId':'g','item':[{'linkId':'child','item':[{'linkId':'name','answer':[{'valueString':'first'}]}]},"
                              "{'linkId':'child','item':[{'linkId':'name','answer':[{'valueString':'second'}]}]}]}]"_s);
    const auto rows = reading.answers.rows(u"child#"_s);
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(reading.answers.value(u"child#"_s + rows[0].id + u"/name"_s), Json(u"first"_s));
    EXPECT_EQ(reading.answers.value(u"child#"_s + rows[1].id + u"/name"_s), Json(u"second"_s));
}

TEST(ResponseTest, RefusesWhatIsNoResponseOrBelongsToAnotherForm)
{
    SeededRandom random(1);
    for (const QString &text :
         { u"[]"_s, u"{}"_s, u"{'resourceType':'Questionnaire'}"_s, u"{'resourceType':'QuestionnaireResponse','questionnaire':'urn:other|1'}"_s }) {
        const auto reading = fromResponse(visit(), jsonFrom(text), random);
        ASSERT_FALSE(reading) << qPrintable(text);
        EXPECT_EQ(reading.error().code, ErrorCode::InvalidInput);
        EXPECT_TRUE(reading.error().detail.endsWith(u'.'));
    }
}

TEST(ResponseTest, RefusesMoreRowsThanAFormMayHave)
{
    QString rows;
    for (int at = 0; at < 1001; ++at)
        rows += (at ? u","_s : QString()) + u"{'linkId':'child'}"_s;
    SeededRandom random(1);
    const auto reading = fromResponse(visit(), jsonFrom(u"{'resourceType':'QuestionnaireResponse','item':[{'linkId':'g','item':[%1]}]}"_s.arg(rows)), random);
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code, ErrorCode::TooLarge);
}
