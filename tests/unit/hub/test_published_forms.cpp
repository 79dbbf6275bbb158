// A version of a form is published from a device only by somebody whose role the council lets do it; everything else is held, with a
// reason, and no record is harmed by it.
#include "core/base/limits.h"
#include "core/people/council_card.h"
#include "core/records/published.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

class PublishedFormsTest : public HubTest {
protected:
    PublishedFormsTest()
    {
        letPublish({ u"QA"_s });
        Person a;
        a.id = PersonId(u"a"_s);
        const auto person = hub->person(**store->snapshot(), a.id);
        EXPECT_TRUE(person && *person);
        a = **person;
        a.roles.append(u"QA"_s);
        EXPECT_TRUE(hub->publish({ { publishedId(RecordType::Person, u"a"_s), publishedBody(RecordType::Person, toJson(a)) } }));
        EXPECT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T02@1.0"_s), definition(u"T02"_s, u"1.0"_s) } }));
    }
    void letPublish(const QStringList &roles)
    {
        EXPECT_TRUE(
            hub->publish({ { publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(CouncilCard { {}, roles })) } }));
    }
    RecordBody definition(const QString &name, const QString &version, const QString &question = u"Note"_s)
    {
        const Json document =
            Json::object({ { u"resourceType"_s, u"Questionnaire"_s },
                           { u"url"_s, QString(u"urn:t:"_s + name) },
                           { u"name"_s, name },
                           { u"version"_s, version },
                           { u"status"_s, u"active"_s },
                           { u"title"_s, u"Visit"_s },
                           { u"item"_s, Json::array({ Json::object({ { u"linkId"_s, u"note"_s }, { u"type"_s, u"text"_s }, { u"text"_s, question } }) }) } });
        return publishedFormBody({ name + u'@' + version, u"Visit"_s, writeJson(document), { { u"author"_s }, { u"author"_s, u"lead"_s } } });
    }
    /// What the hub says to @p body, published by @p person.
    QString publish(const QString &person, RecordBody body, std::optional<RecordId> id = {})
    {
        if (body.author.isEmpty())
            body.author = PersonId(person);
        body.completedAtMs = 5;
        auto device = this->device(person);
        return outcomeName(device.sync({ device.create(body, id ? *id : publishedId(RecordType::FormDefinition, body.form)) }).acks[0].outcome);
    }
    bool reaches(const QString &person, const QString &form)
    {
        auto device = this->device(person);
        device.pullAll();
        return device.row(publishedId(RecordType::FormDefinition, form)).has_value();
    }
};

} // namespace

TEST_F(PublishedFormsTest, TakesAVersionFromWhoMayAndGivesItToEverybody)
{
    EXPECT_FALSE(reaches(u"c"_s, u"T02@1.1"_s));
    EXPECT_EQ(publish(u"a"_s, definition(u"T02"_s, u"1.1"_s)), u"applied"_s);
    EXPECT_TRUE(reaches(u"c"_s, u"T02@1.1"_s)) << "somebody of another service";
    EXPECT_EQ(publish(u"a"_s, definition(u"new"_s, u"1.0"_s)), u"applied"_s);
}

TEST_F(PublishedFormsTest, HoldsItFromAnybodyElseAlsoWhereAManagerAdoptsIt)
{
    auto b = device(u"b"_s);
    RecordBody body = definition(u"T02"_s, u"1.1"_s);
    body.author = PersonId(u"b"_s);
    body.completedAtMs = 5;
    const Operation made = b.create(body, publishedId(RecordType::FormDefinition, body.form));
    EXPECT_EQ(outcomeName(b.sync({ made }).acks[0].outcome), u"held:not_allowed"_s);
    EXPECT_FALSE(reaches(u"c"_s, u"T02@1.1"_s));
    auto manager = device(u"tm"_s);
    Operation adopt = manager.operation(OperationKind::Adopt, made.record);
    adopt.target = made.id;
    EXPECT_NE(outcomeName(manager.sync({ adopt }).acks[0].outcome), u"applied"_s);
    EXPECT_FALSE(reaches(u"c"_s, u"T02@1.1"_s));
    letPublish({});
    EXPECT_EQ(publish(u"a"_s, definition(u"T02"_s, u"1.1"_s)), u"held:not_allowed"_s) << "nobody may, once the council takes it away";
}

TEST_F(PublishedFormsTest, HoldsWhatIsNotFitToPublishOrNotItsOwn)
{
    EXPECT_EQ(publish(u"a"_s, definition(u"T02"_s, u"1.1"_s, u" "_s)), u"held:invalid"_s) << "a question without words";
    RecordBody other = definition(u"T02"_s, u"1.1"_s);
    other.form = u"T01@7.0"_s;
    EXPECT_EQ(publish(u"a"_s, other), u"held:invalid"_s) << "named as another template";
    EXPECT_EQ(publish(u"a"_s, definition(u"T02"_s, u"1.1"_s), newId<RecordId>(clock, random)), u"held:invalid"_s) << "under an id that is not its";
    RecordBody draft = definition(u"T02"_s, u"1.1"_s);
    draft.state = RecordState::Draft;
    EXPECT_EQ(publish(u"a"_s, draft), u"held:invalid"_s);
    RecordBody foreign = definition(u"T02"_s, u"1.1"_s);
    foreign.author = PersonId(u"b"_s);
    EXPECT_EQ(publish(u"a"_s, foreign), u"held:author"_s);
    RecordBody junk = definition(u"T02"_s, u"1.1"_s);
    junk.answers.insert(u"questionnaire"_s, u"{"_s);
    EXPECT_EQ(publish(u"a"_s, junk), u"held:invalid"_s);
}

TEST_F(PublishedFormsTest, HoldsATemplateWhoseTiesToActivitiesAreNone)
{
    const auto tied = [this](const QString &version, const Json &activities) {
        RecordBody body = definition(u"T02"_s, version);
        Json meta = body.answers.value(u"meta"_s).isObject() ? body.answers.value(u"meta"_s) : Json(Json::Object {});
        meta.set(u"activities"_s, activities);
        body.answers.insert(u"meta"_s, meta);
        return publish(u"a"_s, body);
    };
    EXPECT_EQ(tied(u"1.1"_s, u"early-support:observe"_s), u"held:invalid"_s) << "no list";
    EXPECT_EQ(tied(u"1.1"_s, Json::strings({ u"early-support:observe"_s, u"Observe practice"_s })), u"held:invalid"_s) << "words, not a key";
    EXPECT_EQ(tied(u"1.1"_s, Json(Json::Array { 7 })), u"held:invalid"_s);
    EXPECT_EQ(tied(u"1.1"_s, Json::strings({ u"a:b"_s, u"a:b"_s })), u"held:invalid"_s) << "twice";
    EXPECT_EQ(tied(u"1.1"_s, Json::strings(QStringList(limits::formOptionsMax + 1, u"a:b"_s))), u"held:invalid"_s);
    EXPECT_EQ(tied(u"1.1"_s, Json::strings({ u"early-support:observe"_s, u"early-support:dip"_s })), u"applied"_s);
    EXPECT_EQ(tied(u"1.2"_s, Json::array()), u"applied"_s);
}

TEST_F(PublishedFormsTest, NobodyOpensOrClosesRecordsByANewVersion)
{
    for (const QStringList &readers : { QStringList { u"author"_s, u"lead"_s, u"service"_s }, QStringList { u"ref"_s }, QStringList { u"author"_s } }) {
        RecordBody wider = definition(u"T02"_s, u"1.1"_s);
        wider.answers.insert(u"visibility"_s, Json::object({ { u"draft"_s, Json::strings({ u"author"_s }) }, { u"completed"_s, Json::strings(readers) } }));
        EXPECT_EQ(publish(u"a"_s, wider), u"held:invalid"_s) << qPrintable(readers.join(u','));
    }
    RecordBody open = definition(u"new"_s, u"1.0"_s);
    open.answers.insert(u"visibility"_s,
                        Json::object({ { u"draft"_s, Json::strings({ u"author"_s }) }, { u"completed"_s, Json::strings({ u"author"_s, u"ref"_s }) } }));
    EXPECT_EQ(publish(u"a"_s, open), u"held:invalid"_s) << "a new template for everybody";
}

TEST_F(PublishedFormsTest, APublishedVersionNeverChanges)
{
    ASSERT_EQ(publish(u"a"_s, definition(u"T02"_s, u"1.1"_s)), u"applied"_s);
    EXPECT_EQ(publish(u"a"_s, definition(u"T02"_s, u"1.1"_s, u"Another note"_s)), u"held:exists"_s);
    EXPECT_EQ(publish(u"a"_s, definition(u"T02"_s, u"1.0"_s, u"Another note"_s)), u"held:exists"_s) << "nor one the hub came with";
    auto a = device(u"a"_s);
    Operation voided = a.operation(OperationKind::Void, publishedId(RecordType::FormDefinition, u"T02@1.1"_s));
    voided.reason = u"Away with it"_s;
    EXPECT_EQ(outcomeName(a.sync({ voided }).acks[0].outcome), u"held:not_allowed"_s);
    Operation patch = a.operation(OperationKind::Patch, voided.record);
    patch.set.insert(u"title"_s, { u"Other"_s, {} });
    EXPECT_EQ(outcomeName(a.sync({ patch }).acks[0].outcome), u"held:not_allowed"_s);
    EXPECT_TRUE(reaches(u"c"_s, u"T02@1.1"_s));
}

TEST_F(PublishedFormsTest, ARecordThatCameBeforeItsVersionIsAppliedWithIt)
{
    auto b = device(u"b"_s);
    RecordBody early = visit(u"b"_s);
    early.form = u"T02@1.1"_s;
    early.answers = { { u"note"_s, u"Words"_s } };
    const Operation made = b.create(early);
    ASSERT_EQ(outcomeName(b.sync({ made }).acks[0].outcome), u"held:form_unknown"_s);
    ASSERT_EQ(publish(u"a"_s, definition(u"T02"_s, u"1.1"_s)), u"applied"_s);
    EXPECT_EQ(latestOutcome(made.id), u"applied"_s);
}
