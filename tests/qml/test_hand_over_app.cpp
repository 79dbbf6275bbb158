// The device handed over in the whole app: nothing but the questions, whatever is pressed and however the app ends.
#include "core/commands/hand_over.h"
#include "core/commands/said_in_room.h"
#include "core/operations/operation.h"
#include "core/records/step_body.h"
#include "tests/qml/fake_sound.h"
#include "tests/qml/joined_devices.h"

#include <QTest>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString canary = u"Canary of Kettle Lane"_s;
const QString code = u"4711"_s;
const QString owner = u"The owner’s code"_s;

class HandOverAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        publish(u"asked.json"_s, *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:asked","version":"1.0","status":"active",
            "title":"A question of how it was","name":"ASKED","extension":[{"url":"urn:sightline:ext:product-function","extension":[
              {"url":"name","valueCode":"alert"},{"url":"question","valueString":"talk"},{"url":"code","valueString":"true"},
              {"url":"who","valueString":"called"},{"url":"what","valueString":"good"}]}],
            "item":[{"linkId":"p","type":"group","text":"For the helper","item":[
                {"linkId":"said","type":"text","text":"What was said","required":true},
                {"linkId":"where","type":"string","text":"Where were you","required":true}]},
              {"linkId":"theirs","type":"group","text":"How was it","extension":[{"url":"urn:sightline:ext:hand-over","valueCode":"one-question"}],"item":[
                {"linkId":"ok","type":"boolean","text":"Is it OK to start?","required":true},
                {"linkId":"face","type":"choice","text":"Did they listen to you?","extension":[{"url":"urn:sightline:ext:drawn-as","valueCode":"faces"}],
                 "answerOption":[{"valueCoding":{"system":"urn:f","code":"1","display":"Very sad"}},{"valueCoding":{"system":"urn:f","code":"2","display":"Sad"}},
                  {"valueCoding":{"system":"urn:f","code":"3","display":"In the middle"}},{"valueCoding":{"system":"urn:f","code":"4","display":"Happy"}},
                  {"valueCoding":{"system":"urn:f","code":"5","display":"Very happy"}}]},
                {"linkId":"good","type":"text","text":"One thing that was good"},
                {"linkId":"talk","type":"boolean","text":"Do you want someone to talk to you?"},
                {"linkId":"called","type":"string","text":"Your name, if you like"}]}]})"));
        publish(u"aloud.json"_s, *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:aloud","version":"1.0","status":"active",
            "title":"A question to answer aloud","name":"ALOUD","item":[
              {"linkId":"p","type":"group","text":"For the helper","item":[{"linkId":"said","type":"text","text":"What was said"}]},
              {"linkId":"theirs","type":"group","text":"How was it","extension":[{"url":"urn:sightline:ext:hand-over","valueCode":"one-question"}],"item":[
                {"linkId":"ok","type":"boolean","text":"Is it OK to start?","required":true},
                {"linkId":"aloud","type":"attachment","text":"Or say it","repeats":true,"extension":[
                  {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs","valueInteger":1},
                  {"url":"http://hl7.org/fhir/StructureDefinition/mimeType","valueCode":"audio/ogg"}]}]}]})"));
        serve();
        join(u"first"_s, author);
    }
    [[nodiscard]] QString folder() const { return folderOf(u"first"_s); }
    [[nodiscard]] std::unique_ptr<Store> openStore() { return openStoreOf(u"first"_s); }

    static void typeInto(const ScreenReader &reader, const QString &field, const QString &words)
    {
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, field)));
        reader.clearField();
        reader.type(words);
    }
    static void lock(const ScreenReader &reader)
    {
        typeInto(reader, u"Your code"_s, code);
        typeInto(reader, u"The code again"_s, code);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Hand over"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"You can stop"_s)) << qPrintable(reader.said());
    }
    static void handOver(const ScreenReader &reader)
    {
        beginNote(reader, u"A question of how it was"_s, canary);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Hand over the device"_s)) << qPrintable(reader.said());
        // What its owner has left out comes first.
        ASSERT_TRUE(reader.waitFor([&] { return reader.find(QAccessible::EditableText, u"Where were you"_s)->element->state().focused; }));
        reader.type(u"At the mill"_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Hand over the device"_s));
        lock(reader);
    }
    static void askAloud(const ScreenReader &reader)
    {
        beginNote(reader, u"A question to answer aloud"_s, canary);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Hand over the device"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"Your code"_s)) << qPrintable(reader.said());
        lock(reader);
    }
    /// Four seconds of an answer that is still being given.
    static void sayAloud(const ScreenReader &reader, const Sound &sound)
    {
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Yes"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Next"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Record a voice note: Or say it"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return sound.microphone->isOn; }));
        sound.microphone->hear(4000);
    }
    /// Everything a person could press or type to get away.
    static void tryToGetAway(const ScreenReader &reader, RunningApp &app)
    {
        reader.key(Qt::Key_Escape);
        reader.key(Qt::Key_Escape);
        reader.key(Qt::Key_Back);
        for (const Qt::Key key : { Qt::Key_H, Qt::Key_N, Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_PageUp, Qt::Key_F, Qt::Key_W })
            reader.key(key, Qt::ControlModifier);
        reader.key(Qt::Key_Left, Qt::AltModifier);
        Q_EMIT app.views().capture()->beginAsked(u"ASKED"_s);   // as a late answer of a page that is gone would
        QTest::qWait(0);
    }
    static QStringList named(const ScreenReader &reader)
    {
        QStringList names;
        for (const Heard &heard : reader.page())
            names.append(heard.name);
        return names;
    }
    /// Nothing of the app but the questions.
    static void expectOnlyTheQuestions(const ScreenReader &reader, RunningApp &app)
    {
        EXPECT_FALSE(app.views().handOver()->isAway());
        const QStringList names = named(reader);
        for (const QString &place : { u"Today"_s, u"Records"_s, u"Framework"_s, u"More"_s, u"Capture"_s, u"Carry on"_s, u"Hide what is on the screen"_s })
            EXPECT_FALSE(names.contains(place)) << qPrintable(place + u" in "_s + names.join(u" | "_s));
        EXPECT_FALSE(reader.said().contains(canary)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.said().contains(u"At the mill"_s));
        EXPECT_EQ(app.window().title(), u"Sightline"_s);
        EXPECT_EQ(reader.unnamed(), QStringList());
    }
    static void giveBack(const ScreenReader &reader, const QString &typed)
    {
        typeInto(reader, owner, typed);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Open"_s));
    }
};

TEST_F(HandOverAppTest, NothingLeadsAwayFromTheQuestionsAndTheyAreThereAgainAfterARestart)
{
    m_hub.terminate();
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        EXPECT_TRUE(named(reader).contains(u"Today"_s)) << "what is looked for below can be found";
        handOver(reader);
        expectOnlyTheQuestions(reader, app);
        EXPECT_FALSE(reader.find(QAccessible::Button, u"Back"_s)) << "the first question has none before it";
        tryToGetAway(reader, app);
        expectOnlyTheQuestions(reader, app);
        ASSERT_TRUE(reader.waitFor(QAccessible::Grouping, u"Is it OK to start?"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Yes"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Next"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"In the middle"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Sad"_s));
        ASSERT_TRUE(reader.waitFor([&] { return ScreenReader::isChecked(*reader.find(QAccessible::RadioButton, u"Sad"_s)); }));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Next"_s));
        typeInto(reader, u"One thing that was good"_s, u"The toast."_s);
        tryToGetAway(reader, app);
        expectOnlyTheQuestions(reader, app);
    }
    {   // it ended in the middle
        RunningApp app(folder(), { 390, 844 }, true);
        const ScreenReader reader = app.reader();
        expectOnlyTheQuestions(reader, app);
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"One thing that was good"_s)) << qPrintable(reader.said());
        EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"One thing that was good"_s)), u"The toast."_s);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Next"_s));
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Yes"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Next"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"Your name, if you like"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"I have finished"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Thank you"_s)) << qPrintable(reader.said());
        expectOnlyTheQuestions(reader, app);
        EXPECT_FALSE(reader.said().contains(u"The toast."_s)) << "what was said cannot be paged back into";
        EXPECT_FALSE(reader.find(QAccessible::Button, u"Back"_s));
        tryToGetAway(reader, app);
        EXPECT_FALSE(reader.said().contains(u"The toast."_s));
    }
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Thank you"_s)) << qPrintable(reader.said());
    tryToGetAway(reader, app);
    expectOnlyTheQuestions(reader, app);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"I am the owner of this device"_s));
    giveBack(reader, u"4712"_s);
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"That is not the code."_s); })) << qPrintable(reader.said());
    expectOnlyTheQuestions(reader, app);
    giveBack(reader, code);
    ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"is finished and locked"_s); })) << qPrintable(reader.said());
    EXPECT_TRUE(reader.waitFor([&] { return reader.said().contains(u"Urgent concern: Not yet read by"_s); })) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Undo"_s)) << "nobody takes back what somebody else said";
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Records"_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.waitFor([&] { return app.views().today()->isReady(); }));
}

TEST_F(HandOverAppTest, StoppingKeepsOrTakesBackAndTheOwnersPartStays)
{
    m_hub.terminate();
    {
        RunningApp app(folder(), { 768, 1024 }, true);
        const ScreenReader reader = app.reader();
        handOver(reader);
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Yes"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"You can stop"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"You can stop now"_s)) << qPrintable(reader.said());
        expectOnlyTheQuestions(reader, app);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Go on with the questions"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"You can stop"_s));
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Take back what I said"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Thank you"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"I am the owner of this device"_s));
        giveBack(reader, code);
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, u"What was said"_s)) << qPrintable(reader.said());
        EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, u"What was said"_s)), canary);
    }
    const auto store = openStore();
    ASSERT_TRUE(store);
    EXPECT_EQ(store->outbox().counts()->recordsToSend, 0);
    const auto drafts = store->drafts().list();
    ASSERT_TRUE(drafts && drafts->size() == 1);
    EXPECT_FALSE(drafts->first().body.answers.contains(u"ok"_s)) << "taken back is gone";
}

/// Says aloud into a list.
class FakeSpeaker : public Speaker {
public:
    explicit FakeSpeaker(QString why = {}) : m_why(std::move(why)) { }
    QString whyNot() override { return m_why; }
    void say(const QString &words) override
    {
        said.append(words);
        m_isSpeaking = true;
        if (changed)
            changed();
    }
    void stop() override
    {
        m_isSpeaking = false;
        if (changed)
            changed();
    }
    bool isSpeaking() const override { return m_isSpeaking; }
    QStringList said;

private:
    QString m_why;
    bool m_isSpeaking = false;
};

TEST_F(HandOverAppTest, AQuestionIsReadAloudWithItsFacesWhereTheDeviceCan)
{
    m_hub.terminate();
    FakeSpeaker speaker, silent(u"There is none."_s);
    RunningApp app(folder(), { 390, 844 }, true);
    const ScreenReader reader = app.reader();
    app.views().handOver()->setSpeaker(&silent);
    handOver(reader);
    EXPECT_FALSE(reader.find(QAccessible::Button, u"Read it to me"_s)) << "a button that does nothing helps nobody";
    app.views().handOver()->setSpeaker(&speaker);
    speaker.changed();
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Yes"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Next"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Read it to me"_s)) << qPrintable(reader.said());
    EXPECT_EQ(speaker.said.value(0), u"Did they listen to you? Very sad. Sad. In the middle. Happy. Very happy."_s);
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Stop reading"_s));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Next"_s));
    EXPECT_FALSE(speaker.isSpeaking()) << "the next page is another question";
    app.views().handOver()->setSpeaker(nullptr);
}

TEST_F(HandOverAppTest, AnAnswerIsSaidAloudAndFinishingInTheMiddleKeepsIt)
{
    m_hub.terminate();
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const Sound sound(app);
        const ScreenReader reader = app.reader();
        askAloud(reader);
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Yes"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Next"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Record a voice note: Or say it"_s)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.find(QAccessible::Button, u"Add a recording: Or say it"_s)) << "its owner's files are nobody's to see";
        expectOnlyTheQuestions(reader, app);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Record a voice note: Or say it"_s));
        ASSERT_TRUE(reader.waitFor([&] { return sound.microphone->isOn; }));
        sound.microphone->hear(5000);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"I have finished"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Thank you"_s)) << qPrintable(reader.said());
        EXPECT_FALSE(sound.microphone->isOn);
        expectOnlyTheQuestions(reader, app);
    }
    const auto store = openStore();
    ASSERT_TRUE(store);
    EXPECT_TRUE(store->drafts().list()->isEmpty()) << "it is a record";
    qint64 named = 0;
    ASSERT_TRUE(store->db().each("SELECT count(*) FROM file_record", [&](const Statement &row) { named = row.integer(0); }));
    EXPECT_EQ(named, 1) << "the record names what was said";
}

TEST_F(HandOverAppTest, WhatIsBeingSaidEndsWithThePageAndGoesWhereItIsTakenBack)
{
    m_hub.terminate();
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const Sound sound(app);
        const ScreenReader reader = app.reader();
        askAloud(reader);
        sayAloud(reader, sound);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"You can stop"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"You can stop now"_s)) << qPrintable(reader.said());
        EXPECT_FALSE(sound.microphone->isOn) << "nothing is heard behind a page that does not show it";
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Take back what I said"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Thank you"_s)) << qPrintable(reader.said());
    }
    const auto store = openStore();
    ASSERT_TRUE(store);
    const auto drafts = store->drafts().list();
    ASSERT_TRUE(drafts && drafts->size() == 1);
    EXPECT_EQ(drafts->first().body.answers.value(u"said"_s), Json(canary));
    for (auto it = drafts->first().body.answers.keyBegin(); it != drafts->first().body.answers.keyEnd(); ++it)
        EXPECT_FALSE(it->startsWith(u"aloud"_s) || *it == u"ok") << qPrintable(*it);
}

TEST_F(HandOverAppTest, WhatWasBeingSaidWhenTheAppEndedIsOnItsPageAfterwards)
{
    m_hub.terminate();
    {
        RunningApp app(folder(), { 390, 844 }, true);
        const Sound sound(app);
        const ScreenReader reader = app.reader();
        askAloud(reader);
        sayAloud(reader, sound);
    }   // closed in the middle
    RunningApp app(folder(), { 390, 844 }, true);
    const Sound sound(app);
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor(QAccessible::Button, u"Play Voice note 1, "_s, true)) << qPrintable(reader.said());
    expectOnlyTheQuestions(reader, app);
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Play Voice note 1, "_s, true));
    ASSERT_TRUE(reader.waitFor([&] { return sound.loudspeaker->isOn; }));
    ASSERT_TRUE(reader.press(QAccessible::Button, u"I have finished"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Thank you"_s)) << qPrintable(reader.said());
}

TEST_F(HandOverAppTest, WhereTheDeviceCannotRecordNobodyIsAskedToSpeak)
{
    m_hub.terminate();
    RunningApp app(folder(), { 390, 844 }, true);
    const Sound sound(app);
    sound.microphone->why = u"There is none."_s;
    const ScreenReader reader = app.reader();
    askAloud(reader);
    ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"Yes"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.find(QAccessible::Button, u"I have finished"_s)) << "the first question is the last";
    EXPECT_FALSE(reader.said().contains(u"Or say it"_s));
}

/// A colleague's part, said on the observer's device, and then on the colleague's own.
TEST_F(HandOverAppTest, WhatAColleagueSaysInTheRoomIsNoStepOfTheirsUntilTheyMakeItOne)
{
    const QString observed = u"practitioner-north-2"_s, felt = u"How did it feel?"_s, words = u"Calmer than I had feared."_s;
    join(u"second"_s, observed);
    RecordId record = newId<RecordId>(m_clock, m_random);
    {
        const auto store = openStore();
        ASSERT_TRUE(store);
        RecordBody body;
        body.state = RecordState::Completed;
        body.author = PersonId(author);
        body.form = u"T01@1.3.0"_s;
        body.service = ServiceId(u"early-support"_s);
        body.team = TeamId(u"early-support-north"_s);
        body.observed = PersonId(observed);
        body.madeAtMs = body.completedAtMs = m_clock.now().msSinceEpoch;
        body.answers = { { u"observed"_s,
                           Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, observed }, { u"type"_s, u"Practitioner"_s } }) },
                         { u"facts"_s, canary } };
        Operation create { .id = newId<OperationId>(m_clock, m_random), .record = record };
        create.kind = OperationKind::Create;
        create.kindName = operationKindName(create.kind);
        create.atMs = body.completedAtMs;
        create.head = body;
        ASSERT_TRUE(store->transact([&] { return store->outbox().append(create); }));
    }
    {
        RunningApp app(folder(), { 390, 844 });
        const ScreenReader reader = app.reader();
        app.views().records()->open(record.toString());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Hand over to"_s, true)) << qPrintable(reader.said());
        lock(reader);
        expectOnlyTheQuestions(reader, app);
        typeInto(reader, felt, words);
        for (int page = 0; page < 20 && !reader.find(QAccessible::Button, u"I have finished"_s); ++page)
            ASSERT_TRUE(reader.press(QAccessible::Button, u"Next"_s)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.find(QAccessible::EditableText, u"Type your name to sign"_s)) << "nobody signs on another's device";
        ASSERT_TRUE(reader.press(QAccessible::Button, u"I have finished"_s));
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"Thank you"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"I am the owner of this device"_s));
        giveBack(reader, code);
        ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"What was said in the room is finished"_s); })) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
        app.views().records()->open(record.toString());
        ASSERT_TRUE(reader.waitFor([&] { return reader.said().contains(u"It is not signed."_s); })) << qPrintable(reader.said());
        EXPECT_TRUE(reader.said().contains(words));
        EXPECT_TRUE(reader.said().contains(u"Waiting: reflection by the person observed"_s)) << "their own step is still to come";
        // The hub takes it as what it is: an addendum of the device's owner.
        ASSERT_TRUE(reader.waitFor([&] { return app.views().sync()->headline().contains(u"Everything"_s) || reader.said().contains(u"On the hub"_s); }));
    }
    {
        const auto store = openStore();
        ASSERT_TRUE(store);
        EXPECT_EQ(store->outbox().counts()->recordsToSend, 0);
        int steps = 0;
        ASSERT_TRUE(store->db().each("SELECT author, role FROM view WHERE type = 'step'", [&](const Statement &row) {
            ++steps;
            EXPECT_EQ(row.text(0), author);
            EXPECT_EQ(row.text(1), u"addendum"_s);
        }));
        EXPECT_EQ(steps, 1);
    }
    RunningApp app(folderOf(u"second"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(reader.waitFor([&] {
        app.views().records()->open(record.toString());
        return reader.find(QAccessible::Button, u"Your part: reflection"_s).has_value();
    })) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, u"Your part: reflection"_s));
    ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, felt)) << qPrintable(reader.said());
    EXPECT_EQ(reader.textOf(*reader.find(QAccessible::EditableText, felt)), words) << "theirs to change, sign or leave";
}

} // namespace
