#include "core/forms/response.h"
#include "core/packs/forms/form_packs.h"
#include "tests/integration/real_processes.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

/// An observation's way through three people's devices, as the programs people run take it.
class WorkflowTripTest : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        world = std::make_unique<RealProcesses>(QStringLiteral(SIGHTLINE_CLI), QStringLiteral(SIGHTLINE_HUB));
        isReady = world->makeCouncil() && world->startHub() && world->enrol(u"observer"_s, u"sm-early-support"_s)
            && world->enrol(u"observed"_s, u"practitioner-north-1"_s) && world->enrol(u"manager"_s, u"tm-early-support-north"_s)
            && world->enrol(u"colleague"_s, u"practitioner-north-2"_s);
        for (const QString &device : { u"observer"_s, u"observed"_s, u"manager"_s, u"colleague"_s })
            isReady = isReady && sync(device);
    }
    static void TearDownTestSuite()
    {
        EXPECT_TRUE(world->stopHub());
        world.reset();
    }
    void SetUp() override { ASSERT_TRUE(isReady); }

    static ProgramRun cli(const QString &device, const QStringList &arguments) { return world->cli(device, arguments); }
    static bool sync(const QString &device) { return cli(device, { u"sync"_s }).exitCode == 0; }

    static Json coding(const QString &system, const QString &code) { return Json::object({ { u"system"_s, system }, { u"code"_s, code } }); }
    static Json chosen(const QString &question, const QString &code) { return coding(u"urn:sightline:code:"_s + question, code); }
    static Json several(const Json &value) { return Json::array({ Json::object({ { u"id"_s, u"aaaaaaaa"_s }, { u"at"_s, u"V"_s }, { u"v"_s, value } }) }); }

    static QString fileOf(const QString &form, const Answers::Fields &fields)
    {
        for (const FormPack &pack : builtInForms()) {
            if (pack.id != form)
                continue;
            const auto questionnaire = readQuestionnaire(pack.questionnaire);
            QFile file(QDir(world->folder()).filePath(u"given-%1.json"_s.arg(++files)));
            EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(writeJson(toResponse(*questionnaire, Answers(fields), {})));
            return file.fileName();
        }
        return {};
    }
    /// The home visit of a practitioner of the north who finds nobody in, completed and on the hub.
    static QString nobodyIn()
    {
        const QString now = QDateTime::currentDateTimeUtc().addSecs(-600).toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'"_s);
        const QString file = fileOf(u"T02"_s,
                                    { { u"kind"_s, chosen(u"kind"_s, u"child-in-care"_s) },
                                      { u"announced"_s, true },
                                      { u"result"_s, chosen(u"result"_s, u"no-reply"_s) },
                                      { u"arrived"_s, now },
                                      { u"ctx.mode"_s, chosen(u"ctx.mode"_s, u"in-person"_s) },
                                      { u"purpose"_s, u"To see the child."_s },
                                      { u"tried"_s, u"Rang twice."_s },
                                      { u"told"_s, u"The duty manager."_s },
                                      { u"next_try"_s, QDate::currentDate().addDays(1).toString(Qt::ISODate) },
                                      { u"manager"_s, chosen(u"manager"_s, u"no"_s) } });
        const ProgramRun run = cli(u"observed"_s, { u"capture"_s, u"T02"_s, u"--sign"_s, u"--answers"_s, file });
        EXPECT_EQ(run.exitCode, 0) << run.err.toStdString() << run.out.toStdString();
        EXPECT_TRUE(sync(u"observed"_s));
        return run.json()[u"record"_s].toString();
    }
    static QString observationFile(const QString &facts, const Answers::Fields &concern = { { u"safe.concern"_s, chosen(u"safe.concern"_s, u"none"_s) } })
    {
        const auto past = [](int minutes) { return QDateTime::currentDateTimeUtc().addSecs(-60LL * minutes).toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'"_s); };
        Answers::Fields fields {
            { u"ctx.started"_s, past(40) },
            { u"ctx.ended"_s, past(10) },
            { u"ctx.mode"_s, chosen(u"ctx.mode"_s, u"in-person"_s) },
            { u"observed"_s,
              Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, u"practitioner-north-1"_s }, { u"type"_s, u"Practitioner"_s } }) },
            { u"observed_role"_s, chosen(u"observed_role"_s, u"social-worker"_s) },
            { u"activity"_s, chosen(u"activity"_s, u"home-visit"_s) },
            { u"how"_s, chosen(u"how"_s, u"in-the-room"_s) },
            { u"family_present"_s, false },
            { u"purpose"_s, u"To hear her."_s },
            { u"focus"_s, several(coding(u"urn:sightline:list:domains"_s, u"d2"_s)) },
            { u"facts"_s, facts },
            { u"d2.level"_s, coding(u"urn:sightline:list:dev4"_s, u"secure"_s) },
            { u"talk_on"_s, QDate::currentDate().addDays(-1).toString(Qt::ISODate) },
            { u"well"_s, u"Patience."_s },
            { u"better"_s, u"More room for silence."_s },
            { u"learn.good"_s, u"Drawing together."_s },
            { u"learn.themes"_s, several(coding(u"urn:sightline:list:themes"_s, u"voice-of-the-child"_s)) }
        };
        fields.insert(concern);
        return fileOf(u"T01"_s, fields);
    }
    static QString reflectionFile()
    {
        return fileOf(u"T01"_s,
                      { { u"did_well"_s, u"I waited."_s },
                        { u"differently"_s, u"Sit lower."_s },
                        { u"learned"_s, u"Silence helps."_s },
                        { u"agree"_s, coding(u"urn:sightline:list:agr"_s, u"disagree"_s) },
                        { u"say"_s, u"The child did look at me."_s } });
    }
    static QString observe(const QStringList &more = {})
    {
        const ProgramRun run =
            cli(u"observer"_s, QStringList { u"capture"_s, u"T01"_s, u"--sign"_s, u"--answers"_s, observationFile(u"She knelt down."_s) } + more);
        EXPECT_EQ(run.exitCode, 0) << run.err.toStdString();
        EXPECT_TRUE(sync(u"observer"_s));
        return run.json()[u"record"_s].toString();
    }
    static Json steps(const QString &device, const QString &record)
    {
        const ProgramRun run = cli(device, { u"steps"_s, record });
        EXPECT_EQ(run.exitCode, 0) << run.err.toStdString();
        return run.json();
    }
    static QString standingOn(const QString &device, const QString &record)
    {
        const Json records = cli(device, { u"records"_s }).json();
        for (const Json &each : records.toArray()) {
            if (each[u"record"_s].toString() == record)
                return each[u"standing"_s].toString();
        }
        return u"not here"_s;
    }

    static std::unique_ptr<RealProcesses> world;
    static bool isReady;
    static int files;
};

std::unique_ptr<RealProcesses> WorkflowTripTest::world;
bool WorkflowTripTest::isReady = false;
int WorkflowTripTest::files = 0;

TEST_F(WorkflowTripTest, AnObservationIsReflectedOnWithDisagreementAndThenAcknowledged)
{
    const QString record = observe();
    ASSERT_TRUE(sync(u"observed"_s) && sync(u"manager"_s) && sync(u"colleague"_s));
    const Json asked = steps(u"observed"_s, record);
    EXPECT_EQ(asked[u"state"_s].toString(), u"Waiting: reflection by the person observed"_s);
    EXPECT_EQ(asked[u"may_take"_s].toStrings(), QStringList { u"reflection"_s });
    EXPECT_TRUE(asked[u"waits_for_me"_s].toBool());
    ASSERT_FALSE(asked[u"next"_s].toArray().isEmpty());
    EXPECT_FALSE(asked[u"next"_s].toArray().first()[u"due"_s].isNull());
    EXPECT_EQ(steps(u"manager"_s, record)[u"may_take"_s].toStrings(), QStringList { u"return"_s }) << "to acknowledge it is not her turn";
    EXPECT_EQ(cli(u"colleague"_s, { u"steps"_s, record }).exitCode, 1) << "it is not hers to read";

    world->killHub();   // she reflects without a signal
    const ProgramRun early = cli(u"manager"_s, { u"step"_s, record, u"acknowledgement"_s, u"--sign"_s });
    EXPECT_EQ(early.exitCode, 1);
    EXPECT_TRUE(early.err.contains("Another step comes first")) << early.err.toStdString();
    EXPECT_EQ(cli(u"observed"_s, { u"step"_s, record, u"reflection"_s, u"--answers"_s, reflectionFile() }).exitCode, 1) << "it is signed or not taken";
    const ProgramRun reflected = cli(u"observed"_s, { u"step"_s, record, u"reflection"_s, u"--answers"_s, reflectionFile(), u"--sign"_s });
    ASSERT_EQ(reflected.exitCode, 0) << reflected.err.toStdString();
    ASSERT_TRUE(world->startHub());
    ASSERT_TRUE(sync(u"observed"_s) && sync(u"manager"_s));

    EXPECT_EQ(standingOn(u"manager"_s, record), u"Waiting: acknowledgement by their line manager"_s);
    const QByteArray read = cli(u"manager"_s, { u"show"_s, record }).out;
    EXPECT_TRUE(read.contains("The child did look at me.")) << "the disagreement is read with the record";
    const ProgramRun signedOff = cli(u"manager"_s, { u"step"_s, record, u"acknowledgement"_s, u"--sign"_s });
    ASSERT_EQ(signedOff.exitCode, 0) << signedOff.err.toStdString();
    ASSERT_TRUE(sync(u"manager"_s) && sync(u"observer"_s) && sync(u"observed"_s));
    for (const QString &device : { u"observer"_s, u"observed"_s, u"manager"_s }) {
        const Json trail = steps(device, record);
        EXPECT_EQ(trail[u"state"_s].toString(), u"Signed by all 3"_s);
        ASSERT_EQ(trail[u"done"_s].toArray().size(), 3);
        for (const Json &hand : trail[u"done"_s].toArray()) {
            EXPECT_EQ(hand[u"covers"_s].toString(), u"what is shown"_s);
            EXPECT_FALSE(hand[u"held"_s].toBool());
        }
    }
    EXPECT_EQ(cli(u"observer"_s, { u"show"_s, record }).json(), cli(u"observed"_s, { u"show"_s, record }).json());
}

TEST_F(WorkflowTripTest, AReturnedObservationIsAnsweredWithAnAmendedVersion)
{
    const QString record = observe();
    ASSERT_TRUE(sync(u"observed"_s));
    ASSERT_EQ(cli(u"observed"_s, { u"step"_s, record, u"reflection"_s, u"--answers"_s, reflectionFile(), u"--sign"_s }).exitCode, 0);
    ASSERT_TRUE(sync(u"observed"_s) && sync(u"manager"_s));
    EXPECT_EQ(cli(u"manager"_s, { u"step"_s, record, u"return"_s }).exitCode, 1) << "a return says why";
    ASSERT_EQ(cli(u"manager"_s, { u"step"_s, record, u"return"_s, u"--text"_s, u"What did the child say?"_s }).exitCode, 0);
    ASSERT_TRUE(sync(u"manager"_s) && sync(u"observer"_s));
    const Json back = steps(u"observer"_s, record);
    ASSERT_FALSE(back[u"done"_s].toArray().isEmpty());
    EXPECT_EQ(back[u"state"_s].toString(), u"Returned with comments"_s);
    EXPECT_TRUE(back[u"waits_for_me"_s].toBool() && back[u"may_amend"_s].toBool());
    EXPECT_EQ(back[u"done"_s].toArray().last()[u"text"_s].toString(), u"What did the child say?"_s);

    const ProgramRun foreign = cli(u"manager"_s, { u"capture"_s, u"T01"_s, u"--sign"_s, u"--answers"_s, observationFile(u"Mine."_s), u"--amends"_s, record });
    EXPECT_EQ(foreign.exitCode, 1);
    const QString amended = observe({ u"--amends"_s, record });
    ASSERT_TRUE(sync(u"observed"_s));
    EXPECT_EQ(standingOn(u"observed"_s, record), u"Answered with an amended version"_s);
    EXPECT_EQ(steps(u"observed"_s, record)[u"amended_by"_s].toString(), amended);
    EXPECT_EQ(standingOn(u"observed"_s, amended), u"Waiting: reflection by the person observed"_s);
    EXPECT_EQ(cli(u"observer"_s, { u"status"_s }).json()[u"held"_s].toInteger(), 0);
}

/// A practitioner of the north finds nobody in; who else reads that is for the council to say.
TEST_F(WorkflowTripTest, ACouncilLetsTheTeamReadHomeVisitsAndTakesThatBack)
{
    const auto reads = [](const QString &device, const QString &record) {
        EXPECT_TRUE(sync(device));
        return cli(device, { u"show"_s, record }).exitCode == 0;
    };
    const auto decide = [](const QString &decision) { return world->hub({ u"council"_s, u"set"_s, u"--switch"_s, decision }); };
    EXPECT_EQ(decide(u"home_visits_for_teem=on"_s).exitCode, 2);
    EXPECT_EQ(decide(u"home_visits_for_team=yes"_s).exitCode, 2);
    const QString before = nobodyIn();
    const ProgramRun on = decide(u"home_visits_for_team=on"_s);
    ASSERT_EQ(on.exitCode, 0) << on.err.toStdString();
    EXPECT_TRUE(on.out.contains("their author's team")) << on.out.toStdString();
    EXPECT_TRUE(world->hub({ u"council"_s, u"show"_s }).out.contains("home_visits_for_team"));
    const QString shared = nobodyIn();
    EXPECT_TRUE(reads(u"colleague"_s, shared));
    EXPECT_FALSE(reads(u"colleague"_s, before)) << "written for other readers";
    EXPECT_TRUE(reads(u"manager"_s, before));
    ASSERT_EQ(decide(u"home_visits_for_team=off"_s).exitCode, 0);
    EXPECT_FALSE(reads(u"colleague"_s, shared)) << "it has left their device";
    EXPECT_TRUE(reads(u"observed"_s, shared) && reads(u"manager"_s, shared));
    EXPECT_EQ(world->hub({ u"check"_s }).exitCode, 0);

    // Judged again by the hub, and found as whole as the devices said.
    const Json judged = world->hub({ u"completeness"_s, u"--json"_s }).json();
    EXPECT_GE(judged[u"judged"_s].toInteger(), 2);
    EXPECT_TRUE(judged[u"incomplete"_s].toArray().isEmpty()) << writeJson(judged).constData();
    EXPECT_EQ(judged[u"by_version"_s].toObject().size(), 1) << "every device says by which rules";
    EXPECT_TRUE(world->hub({ u"export"_s }).out.contains(R"("completeness":{"by_device":)"));
}

/// From the observer's device to the manager's and back; the council's number is on every device's form.
TEST_F(WorkflowTripTest, AnUrgentConcernIsReadByWhoLeadsAndItsAuthorIsTold)
{
    const ProgramRun wrong = world->hub({ u"council"_s, u"set"_s, u"--safeguarding-phone"_s, u"ring us"_s });
    EXPECT_EQ(wrong.exitCode, 2) << "not a number";
    const ProgramRun set = world->hub({ u"council"_s, u"set"_s, u"--safeguarding-phone"_s, u"01632 960777"_s });
    ASSERT_EQ(set.exitCode, 0) << set.err.toStdString();
    EXPECT_TRUE(world->hub({ u"council"_s, u"show"_s }).out.contains("01632 960777"));
    for (const QString &unknown : { u"room_photo=yes"_s, u"room_photos"_s, u"room_photos=maybe"_s, u"casework_limit=much"_s, u"visit_rules=x"_s,
                                    u"contract_review_rules=low=6 months,,high=often"_s })
        EXPECT_EQ(world->hub({ u"council"_s, u"set"_s, u"--form-setting"_s, unknown }).exitCode, 2) << qPrintable(unknown);
    ASSERT_EQ(world->hub({ u"council"_s, u"set"_s, u"--form-setting"_s, u"room_photos=yes"_s, u"--form-setting"_s, u"casework_limit=20000"_s }).exitCode, 0);
    const auto decided = [] { return parseJson(world->hub({ u"council"_s, u"show"_s, u"--json"_s }).out).valueOr({})[u"form_settings"_s]; };
    EXPECT_EQ(decided(), Json::object({ { u"room_photos"_s, true }, { u"casework_limit"_s, 20000 } }));
    ASSERT_EQ(world->hub({ u"council"_s, u"set"_s, u"--form-setting"_s, u"casework_limit="_s }).exitCode, 0);
    EXPECT_EQ(decided(), Json::object({ { u"room_photos"_s, true } }));
    ASSERT_TRUE(sync(u"observer"_s));
    const auto concernOn = [](const QString &device, const QString &record) {
        const Json records = cli(device, { u"records"_s }).json();
        for (const Json &each : records.toArray()) {
            if (each[u"record"_s].toString() == record)
                return each[u"concern"_s].toString(u"none"_s);
        }
        return u"not here"_s;
    };
    const QString told = QDateTime::currentDateTimeUtc().addSecs(-300).toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'"_s);
    const QString row = u"safe.who#aaaaaaaa/"_s;
    const Answers::Fields concern { { u"safe.concern"_s, chosen(u"safe.concern"_s, u"advice"_s) },
                                    { u"safe.what"_s, u"Not safe tonight."_s },
                                    { u"safe.who#"_s, Json::array({ Json::object({ { u"id"_s, u"aaaaaaaa"_s }, { u"at"_s, u"V"_s } }) }) },
                                    { row + u"safe.who.name"_s, u"A.B."_s },
                                    { u"safe.told"_s, u"Duty manager"_s },
                                    { u"safe.told_at"_s, told },
                                    { u"safe.done"_s, u"Rang."_s } };
    const ProgramRun quiet = cli(u"observer"_s, { u"capture"_s, u"T01"_s, u"--sign"_s, u"--answers"_s, observationFile(u"All was well."_s) });
    const ProgramRun raised = cli(u"observer"_s, { u"capture"_s, u"T01"_s, u"--sign"_s, u"--answers"_s, observationFile(u"A mark."_s, concern) });
    ASSERT_EQ(raised.exitCode, 0) << raised.err.toStdString() << raised.out.toStdString();
    const QString record = raised.json()[u"record"_s].toString();
    EXPECT_EQ(concernOn(u"observer"_s, record), u"unseen"_s);
    EXPECT_EQ(concernOn(u"observer"_s, quiet.json()[u"record"_s].toString()), u"none"_s);
    EXPECT_TRUE(cli(u"observer"_s, { u"show"_s, record }).out.contains("01632 960777")) << "the form showed the council's number";
    ASSERT_TRUE(sync(u"observer"_s) && sync(u"manager"_s));
    EXPECT_EQ(concernOn(u"manager"_s, record), u"unseen"_s);
    EXPECT_EQ(cli(u"observer"_s, { u"step"_s, record, u"concern-read"_s }).exitCode, 1) << "nobody reads their own";
    const ProgramRun read = cli(u"manager"_s, { u"step"_s, record, u"concern-read"_s });
    ASSERT_EQ(read.exitCode, 0) << read.err.toStdString();
    EXPECT_EQ(concernOn(u"manager"_s, record), u"seen"_s);
    EXPECT_EQ(cli(u"manager"_s, { u"step"_s, record, u"concern-read"_s }).exitCode, 1) << "once is enough";
    ASSERT_TRUE(sync(u"manager"_s) && sync(u"observer"_s));
    EXPECT_EQ(concernOn(u"observer"_s, record), u"seen"_s);
    EXPECT_EQ(cli(u"manager"_s, { u"status"_s }).json()[u"held"_s].toInteger(), 0);
}

} // namespace

/// Who joined, wrote, read and administered, as the records officer is told it: by the hub, in plain words and no word of any record's.
TEST_F(WorkflowTripTest, TheAuditTrailTellsWhoDidWhat)
{
    const QString record = nobodyIn();
    ASSERT_TRUE(sync(u"manager"_s));
    ASSERT_EQ(cli(u"manager"_s, { u"show"_s, record }).exitCode, 0);
    ASSERT_TRUE(sync(u"manager"_s));
    ASSERT_TRUE(sync(u"manager"_s));   // what was taken is not said again
    ASSERT_EQ(world->hub({ u"export"_s }).exitCode, 0);
    ASSERT_TRUE(world->stopHub());     // what was given is in the database
    ASSERT_TRUE(world->startHub());

    const auto trail = [](const QStringList &asked) {
        const ProgramRun run = world->hub(QStringList { u"audit"_s, u"show"_s, u"--limit"_s, u"100000"_s, u"--json"_s } + asked);
        EXPECT_EQ(run.exitCode, 0) << run.err.toStdString();
        return run.json().toArray();
    };
    const auto count = [](const Json::Array &lines, const QString &did, const QString &who = {}) {
        return std::count_if(lines.cbegin(), lines.cend(),
                             [&](const Json &line) { return line[u"did"_s] == Json(did) && (who.isEmpty() || line[u"who"_s] == Json(who)); });
    };
    const auto everything = trail({});
    for (const QString &person : { u"sm-early-support"_s, u"practitioner-north-1"_s, u"tm-early-support-north"_s, u"practitioner-north-2"_s })
        EXPECT_EQ(count(everything, u"joined"_s, person), 1) << qPrintable(person);
    EXPECT_GE(count(everything, u"given"_s, u"tm-early-support-north"_s), 1);
    const auto export_ =
        std::find_if(everything.cbegin(), everything.cend(), [](const Json &line) { return line[u"about"_s][u"command"_s].toStrings().value(0) == u"export"; });
    ASSERT_NE(export_, everything.cend());
    EXPECT_TRUE((*export_)[u"who"_s].toString().startsWith(u"system:"));

    const auto ofRecord = trail({ u"--record"_s, record });
    EXPECT_EQ(count(ofRecord, u"create"_s, u"practitioner-north-1"_s), 1);
    EXPECT_EQ(count(ofRecord, u"read"_s, u"tm-early-support-north"_s), 1) << "once, however often the device says it";
    EXPECT_EQ(count(trail({ u"--record"_s, record, u"--user"_s, u"practitioner-north-2"_s }), u"read"_s), 0);
    const QByteArray words = world->hub({ u"audit"_s, u"show"_s, u"--record"_s, record }).out;
    EXPECT_TRUE(words.contains(") opened form of \"Home visit note\", record " + record.toUtf8())) << words.constData();
    EXPECT_FALSE(words.contains("Rang twice")) << "no word of any record is in it";
    EXPECT_FALSE(writeJson(Json(everything)).contains("Rang twice"));
    EXPECT_TRUE(world->hub({ u"export"_s }).out.contains("Rang twice")) << "which is there to be found";

    const ProgramRun verified = world->hub({ u"audit"_s, u"verify"_s, u"--json"_s });
    ASSERT_EQ(verified.exitCode, 0) << verified.err.toStdString();
    EXPECT_GE(verified.json()[u"lines"_s].toInteger(), 8);
    EXPECT_GE(verified.json()[u"heads"_s].toInteger(), 1) << "serve signs one as it begins";
}
