#include "core/base/random_source.h"
#include "core/forms/questionnaire.h"
#include "qml/bridge/error_text.h"
#include "qml/gallery/samples.h"

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

/// Longer than any word of the framework or of a person's name, without a place to break.
const QString longWord = u"Interagencysafeguardingpartnershipcoordination"_s;
const QString longWords = u"Multi-agency review of decisions about thresholds, step-up and step-down, with partners from health, education and policing, "
                          "including %1"_s.arg(longWord);

TaskRow task(const QString &id, TaskPlace place, const QString &title)
{
    TaskRow row;
    row.id = id;
    row.place = place;
    row.title = title;
    row.service = u"Early Support"_s;
    row.whyFirst = u"Due this week, and nothing is done yet."_s;
    row.summary = u"by Fri 27 Nov"_s;
    row.dueText = u"Due Fri 27 Nov"_s;
    row.dueTone = Tone::Attention;
    row.doneText = u"0 of 2"_s;
    row.progressText = u"0 of 2 this month"_s;
    row.startText = u"Start observation"_s;
    row.how = u"Face to face."_s;
    row.why = u"To learn."_s;
    row.rule = u"Every month"_s;
    row.ruleSource = u"Monthly"_s;
    return row;
}

RecordRow record(const QString &id, const QString &title, const QString &detail)
{
    return { id, RecordPlace::OnHub, title, detail, u"today"_s, u"On the hub 14:02"_s, {}, u"Last seven days"_s, {} };
}

MoreState person(const QString &name, const QString &role) { return { name, role, {}, { { u"v"_s, u"Version"_s, u"0.1.0"_s } }, {} }; }

/// So many of each: @p title and @p detail are repeated.
void showMany(AppViews &views, int count, const QString &title, const QString &detail)
{
    QList<TaskRow> tasks;
    QList<RecordRow> records;
    QList<ServiceRow> services;
    SyncPageState sync;
    sync.light = SyncPageState::Light::Waiting;
    sync.headline = u"Everything you wrote is on this device, and is sent by itself."_s;
    sync.detail = u"%L1 waiting to send. Last contact 14:02."_s.arg(count);
    sync.glyphText = u"%L1 waiting"_s.arg(count);
    sync.canSync = sync.canExport = true;
    sync.waitingTotal = qMin(count, 200);
    for (int i = 0; i < count; ++i) {
        const QString id = QString::number(i);
        tasks.append(task(id, i < 3 ? TaskPlace::First : TaskPlace::Soon, title));
        records.append(record(id, title, detail));
        services.append({ id, title, i % 8 == 0 ? u"Directorate %1"_s.arg(i / 8) : QString(), detail, {} });
        if (i < 200)
            sync.waiting.append({ id, id, title, u"On this device since 15:20"_s, {}, {}, u"device"_s, Tone::Plain });
        sync.diary.append({ id, id, title, u"On the hub 14:02"_s, u"Today"_s, {}, u"cloud-done"_s, Tone::Good });
    }
    views.today()->show({ u"Monday 23 November"_s, u"%1 to do first"_s.arg(qMin(3, count)), u"Good morning"_s, tasks, {} });
    views.records()->show(records, 0, count > 200);
    views.framework()->showServices(u"Edition of 1 April 2026"_s, services);
    views.sync()->show(sync);
    views.more()->show(person(title, detail));
}

} // namespace

void showOne(AppViews &views) { showMany(views, 1, u"Home visit"_s, u"Practitioner, Early Support"_s); }

void showThousands(AppViews &views) { showMany(views, 1000, u"Home visit"_s, u"Practitioner, Early Support"_s); }

void showLongWords(AppViews &views) { showMany(views, 5, longWords, longWord + u", "_s + longWords); }

void showProblems(AppViews &views)
{
    showOne(views);
    const QString words = u"The device could not write this down. What was saved before is safe. Try again; if it fails again, restart the device."_s;
    views.today()->showProblem(words);
    views.records()->showProblem(words);
    views.records()->showRecordProblem(words);
    views.framework()->showProblem(words);
    SyncPageState sync;
    sync.light = SyncPageState::Light::Attention;
    sync.headline = u"This device could not store what the hub sent. Your work is safe. Free some space."_s;
    sync.glyphText = u"Needs you"_s;
    sync.canSync = true;
    views.sync()->show(sync);
    views.sync()->say(words, true);
    MoreState more = person(u"Service Manager"_s, u"Early Support"_s);
    more.warning = u"This is a demonstration. Its keys lie beside its data, which no real installation does."_s;
    views.more()->show(more);
}

void showRefused(AppViews &views)
{
    showOne(views);
    views.capture()->showProblem(u"The device is full. Free some space, then try again. What was saved before is safe."_s);
}

namespace {

ConcernRow sampleConcern()
{
    ConcernRow row { .id = u"c1"_s, .title = u"Home visit note"_s };
    row.raisedText = u"Raised by Practitioner, Early Support North, today 14:02"_s;
    row.stateText = u"Not yet read by Team Manager, Early Support North"_s;
    row.who = u"A.B., 5 to 10"_s;
    row.what = u"He said he does not want to be at home when his uncle is there, and would not say more."_s;
    return row;
}

void showConcern(AppViews &views, const ConcernRow &concern)
{
    showSamples(views);
    ConcernRow read = concern;
    read.id = u"c0"_s;
    read.title = u"Office visit"_s;
    read.raisedText = u"Raised by Practitioner, Early Support North, today 09:10"_s;
    read.stateText = u"Read by Team Manager, Early Support North, 09:21"_s;
    read.isRead = true;
    read.placeText.clear();
    read.phone.clear();
    read.phoneText.clear();
    TodayState today;
    today.dateText = u"Monday 23 November"_s;
    today.subline = u"Good afternoon"_s;
    today.headline = u"2 to do first"_s;
    today.concerns = { concern, read };
    views.today()->show(today);
}

ConcernRow sampleOwnConcern()
{
    ConcernRow row = sampleConcern();
    row.isMine = true;
    row.phone = u"01632 960 911"_s;
    row.placeText = u"On this device only. It is sent as soon as the hub can be reached, before everything else."_s;
    row.phoneText = u"If somebody must act now, ring the council’s safeguarding number. This form does not make a referral."_s;
    return row;
}

} // namespace

void showConcernToRead(AppViews &views) { showConcern(views, sampleConcern()); }

void showConcernRaised(AppViews &views) { showConcern(views, sampleOwnConcern()); }

void showConcernFinished(AppViews &views)
{
    showConcern(views, sampleOwnConcern());
    views.capture()->showFinished(u"Home visit note"_s, true);
    views.capture()->showConcern(sampleOwnConcern());
}

void showCannotOpen(AppViews &views)
{
    const CannotOpenText text = cannotOpenText({ ErrorCode::WrongKey, {} }, SystemSecrets::Answer);
    views.showCannotOpen(text.title, text.text);
}

void showLocked(AppViews &views)
{
    views.lock()->showUnlock({}, {});
    for (const int digit : { 4, 8, 0 })
        views.lock()->digit(digit);
}

void showLockedLastTry(AppViews &views)
{
    views.lock()->showUnlock(
        u"This is the last try. If it is wrong too, no PIN opens this device any more, and your council has to unlock it. Nothing you wrote is lost."_s,
        u"That is not the PIN."_s);
}

void showLockedWaiting(AppViews &views)
{
    views.lock()->showUnlock(u"4 tries are left. After that no PIN opens this device any more, and your council has to unlock it. Nothing you wrote is lost."_s,
                             u"That is not the PIN."_s);
    views.lock()->showWait(u"You can try again in 58 seconds."_s);
}

namespace {

/// As long as a real one.
QString sampleRequest() { return u"SLQ1-"_s + u"Y2xZ0aXQ3bm9zZWNyZXQ"_s.repeated(10); }

} // namespace

void showLockLost(AppViews &views) { views.lock()->showLost(sampleRequest(), {}); }

void showLockNewPin(AppViews &views)
{
    views.lock()->showLost(sampleRequest(), {});
    views.lock()->giveAnswer(u"SLA1-x"_s);
    for (const int digit : { 1, 2, 3, 4, 5, 6 })
        views.lock()->digit(digit);
    views.lock()->enter();
}

void showLockWiped(AppViews &views) { views.lock()->showLost({}, {}); }

void showPinOffered(AppViews &views) { views.lock()->showOffer({}); }

void showPin(AppViews &views)
{
    showSamples(views);
    views.more()->pin()->show(PinView::ByPin, 5);
}

void showPinBeingChosen(AppViews &views)
{
    showSamples(views);
    views.more()->pin()->show(PinView::NoPin, 5);
    views.more()->pin()->begin();
    for (const int digit : { 1, 2, 3, 4, 5, 6 })
        views.more()->pin()->digit(digit);
    views.more()->pin()->enter();
    views.more()->pin()->digit(7);
}

void showHandOverByPin(AppViews &views)
{
    views.handOver()->setIsByPin(true);
    views.handOver()->showChoosing(u"Feedback from children and families"_s, {});
}

void showJoining(AppViews &views) { views.joining()->ask(); }

void showJoiningBusy(AppViews &views)
{
    views.joining()->ask(u"https://hub.example.org"_s);
    views.joining()->showStep(JoinView::AskingHub, u"Asking hub.example.org to take this device"_s);
}

void showJoiningBrowser(AppViews &views)
{
    views.joining()->ask(u"https://hub.example.org"_s);
    views.joining()->showStep(JoinView::AskingHub,
                              u"Your browser shows your council's sign-in. Sign in there; this page goes on by itself. If no browser opened, press Stop."_s);
}

void showJoiningAccount(AppViews &views)
{
    views.joining()->ask(u"https://hub.example.org"_s);
    views.joining()->showProblem(
        { u"The hub does not take this: the account, the password or the six digits are wrong, or the digits were used already. Nothing was "
          "changed. After several wrong tries an account is closed for some minutes; then try again, or ask for a new password."_s,
          JoinProblem::Field::Account });
}

void showJoiningFailed(AppViews &views)
{
    views.joining()->ask(u"https://hub.exmaple.org"_s);
    views.joining()->showProblem(
        { u"Nothing answers at hub.exmaple.org. Nothing was changed. Check that this device is online and that the address is right, then try again."_s });
}

void showJoiningRefused(AppViews &views)
{
    views.joining()->setIsAnother(true);
    views.joining()->ask(u"https://hub.example.org"_s);
    views.joining()->showProblem(
        { u"The hub does not take this code: it is mistyped, was used already or has run out. Nothing was changed. Check it, or ask for a new one."_s,
          JoinProblem::Field::Code });
}

void showHandOverCode(AppViews &views)
{
    showSamples(views);
    views.handOver()->showChoosing(u"Feedback from children and families"_s, u"Practitioner North"_s);
    views.handOver()->showProblem(u"The two codes are not the same. Type both again."_s);
}

namespace {

/// Reads nothing aloud, and says that it could.
class MuteSpeaker : public Speaker {
public:
    QString whyNot() override { return {}; }
    void say(const QString &) override { }
    void stop() override { }
    bool isSpeaking() const override { return false; }
};

/// A child answers, at the question @p at.
void askChild(AppViews &views, const QString &at)
{
    showSamples(views);
    static SodiumRandom random;
    static MuteSpeaker speaker;
    static constexpr char asked[] =
        R"({"resourceType":"Questionnaire","url":"urn:s","version":"1","status":"active","title":"Feedback from children and families",
        "item":[{"linkId":"t","type":"group","text":"What was it like for you?","extension":[{"url":"urn:sightline:ext:hand-over","valueCode":"one-question"}],"item":[
          {"linkId":"ok","type":"boolean","text":"Is it OK to start?"},
          {"linkId":"face","type":"choice","text":"Did they listen to you?","extension":[{"url":"urn:sightline:ext:drawn-as","valueCode":"faces"}],"answerOption":[
            {"valueCoding":{"system":"urn:f","code":"1","display":"Very sad"}},{"valueCoding":{"system":"urn:f","code":"2","display":"Sad"}},
            {"valueCoding":{"system":"urn:f","code":"3","display":"In the middle"}},{"valueCoding":{"system":"urn:f","code":"4","display":"Happy"}},
            {"valueCoding":{"system":"urn:f","code":"5","display":"Very happy"}}]},
          {"linkId":"good","type":"text","text":"One thing that was good"},
          {"linkId":"drawn","type":"attachment","text":"Or draw it","extension":[{"url":"urn:sightline:ext:drawing","valueCode":"free"}]},
          {"linkId":"said","type":"attachment","text":"Or say it","repeats":true,"extension":[
            {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs","valueInteger":1},
            {"url":"http://hl7.org/fhir/StructureDefinition/mimeType","valueCode":"audio/ogg"}],
            "item":[{"linkId":"said.help","type":"display","text":"Press the button and talk. Press it again to stop.","extension":[
              {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl","valueCodeableConcept":{"coding":[
                {"system":"http://hl7.org/fhir/questionnaire-item-control","code":"help"}]}}]}]}]}]})";
    const auto json = parseJson(asked);
    const auto form = json ? readQuestionnaire(*json) : json.error();
    if (!form)
        return;
    DraftState draft;
    draft.shows = DraftState::Shows::HandedOver;
    draft.answers.set(u"ok"_s, true);
    draft.answers.set(u"face"_s, Json::object({ { u"system"_s, u"urn:f"_s }, { u"code"_s, u"4"_s } }));
    draft.focusKey = at;
    draft.canHear = true;
    auto session = std::make_unique<FormSession>(*form, FormContext(), random, draft);
    session->save = [session = session.get()](const DraftState &) { session->draftSaved(); };
    session->complete = [](const Answers &) {};
    session->beginVoice = [session = session.get()](const FilePlace &) {
        constexpr qint64 recordedMs = 12'000;
        session->voiceHeard(recordedMs);
    };
    session->endVoice = [] {};
    views.handOver()->setSpeaker(&speaker);
    views.handOver()->showAsking(std::move(session), {});
    views.handOver()->showForgotten(
        u"If the code is forgotten, the device opens without it from tomorrow 14:02. Nothing on it is lost, and what waits is sent meanwhile."_s, true);
}

} // namespace

void showHandedOver(AppViews &views) { askChild(views, u"face"_s); }

void showHandedOverDrawing(AppViews &views) { askChild(views, u"drawn"_s); }

void showHandedOverVoice(AppViews &views) { askChild(views, u"said"_s); }

void showHandOverThanks(AppViews &views)
{
    showSamples(views);
    views.handOver()->showThanks();
}

} // namespace sightline
