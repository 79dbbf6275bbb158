#include "tests/simulation/scenario.h"

namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {

const QString forTheTeam = u"X02@1.0"_s;   // a draft is its team's too, and a switch lets the team read what was completed

RecordId newRecord(Stage &stage, Place place) { return newId<RecordId>(stage.device(place).clock(), stage.device(place).random()); }

Result<void> append(Stage &stage, Place place, const Operation &operation)
{
    Store &store = stage.device(place).store();
    return store.transact([&] { return store.outbox().append(operation); });
}

Operation creation(Stage &stage, Place place, RecordState state)
{
    Operation operation = stage.newOperation(place, OperationKind::Create, newRecord(stage, place));
    operation.head = stage.newHead(place, forTheTeam);
    operation.head->state = state;
    operation.head->completedAtMs = state == RecordState::Completed ? operation.atMs : 0;
    stage.made(place, operation, std::nullopt);
    return operation;
}

/// Everybody has a record of the writer's.
RecordId givenRecord(Stage &stage, RecordState state)
{
    const Operation operation = creation(stage, Place::Writer, state);
    need(append(stage, Place::Writer, operation), "begin a record");
    if (!stage.comeToRest())
        giveUp(u"a stage does not come to rest before its scenario"_s);
    return operation.record;
}

Operation patchOf(Stage &stage, const RecordId &record)
{
    const auto seen = need(stage.device(Place::Writer).store().view().body(record), "read a record");
    Operation operation = stage.newOperation(Place::Writer, OperationKind::Patch, record);
    operation.form = seen->form;
    operation.set.insert(u"a"_s, { u"another text"_s, fieldHash(seen->answers.value(u"a"_s)) });
    stage.made(Place::Writer, operation, seen);
    return operation;
}

Draft draftOf(Stage &stage)
{
    const RecordId record = newRecord(stage, Place::Writer);
    return { record, stage.newHead(Place::Writer, forTheTeam), {}, stage.device(Place::Writer).clock().now().msSinceEpoch, {} };
}

Result<void> save(Stage &stage, const Draft &draft)
{
    Store &store = stage.device(Place::Writer).store();
    return store.transact([&] { return store.drafts().save(draft); });
}

QList<Step> writeADraft(Stage &stage)
{
    const Draft draft = draftOf(stage);
    Draft later = draft;
    later.body.answers.insert(u"b"_s, u"a second answer"_s);
    return { [&stage, draft] { return save(stage, draft); }, [&stage, later] { return save(stage, later); } };
}

QList<Step> completeADraft(Stage &stage)
{
    const Draft draft = draftOf(stage);
    need(save(stage, draft), "save a draft");
    Operation operation = creation(stage, Place::Writer, RecordState::Completed);
    operation.record = draft.id;
    operation.head->answers = draft.body.answers;
    stage.forgetMade();
    stage.made(Place::Writer, operation, std::nullopt);
    return { [&stage, operation] {
        Store &store = stage.device(Place::Writer).store();
        return store.transact([&]() -> Result<void> {
            if (const auto added = store.outbox().append(operation); !added)
                return added;
            return store.drafts().remove(operation.record);
        });
    } };
}

QList<Step> changeARecord(Stage &stage)
{
    const Operation patch = patchOf(stage, givenRecord(stage, RecordState::Draft));
    return { [&stage, patch] { return append(stage, Place::Writer, patch); },
             [&stage]() -> Result<void> {
                 const auto request = stage.ask(Place::Writer);   // numbers what it sends
                 return request ? Result<void>() : request.error();
             } };
}

/// The answer that @p place gets to what it asks now, to be stored.
QList<Step> storeAnAnswer(Stage &stage, Place place)
{
    const auto request = need(stage.ask(place), "build a request");
    const auto answer = need(stage.answer(place, request), "ask the hub");
    return { [&stage, place, request, answer]() -> Result<void> {
        const auto applied = sync::applyAnswer(stage.device(place).store(), answer, {}, request.sent, stage.breaks().device);
        return applied ? Result<void>() : applied.error();
    } };
}

QList<Step> hearOfOwnWork(Stage &stage)
{
    need(append(stage, Place::Writer, patchOf(stage, givenRecord(stage, RecordState::Draft))), "change a record");
    return storeAnAnswer(stage, Place::Writer);
}

QList<Step> loseAScope(Stage &stage)
{
    (void)givenRecord(stage, RecordState::Draft);
    stage.hub().people[stage.device(Place::Reader).person].teams.clear();
    stage.hub().publishCouncil();
    return storeAnAnswer(stage, Place::Reader);
}

QList<Step> takeAPush(Stage &stage)
{
    const RecordId record = givenRecord(stage, RecordState::Draft);
    need(append(stage, Place::Writer, patchOf(stage, record)), "change a record");
    need(append(stage, Place::Writer, creation(stage, Place::Writer, RecordState::Draft)), "begin a record");
    need(append(stage, Place::Writer, creation(stage, Place::Writer, RecordState::Completed)), "complete a record");
    const auto request = need(stage.ask(Place::Writer), "build a request");
    return { [&stage, request]() -> Result<void> {
        const auto answer = stage.answer(Place::Writer, request);
        return answer ? Result<void>() : answer.error();
    } };
}

QList<Step> answerAPull(Stage &stage)
{
    (void)givenRecord(stage, RecordState::Draft);
    const auto request = need(stage.ask(Place::Reader), "build a request");
    return { [&stage, request]() -> Result<void> {
        const auto answer = stage.answer(Place::Reader, request);
        return answer ? Result<void>() : answer.error();
    } };
}

void turnOn(Stage &stage)
{
    stage.hub().card = CouncilCard {};
    constexpr qint64 longAgoMs = 1'700'000'000'000;   // before everything here was completed
    stage.hub().card->switchedOn.insert(SimHub::switches().first(), longAgoMs);
}

QList<Step> turnASwitch(Stage &stage)
{
    for (int i = 0; i < 6; ++i)   // more than follow together
        (void)givenRecord(stage, RecordState::Completed);
    QList<Step> steps { [&stage] {
        turnOn(stage);
        return stage.hub().tryToPublishCouncil();
    } };
    constexpr int partsMax = 4;
    for (int part = 0; part < partsMax; ++part) {
        steps.append([&stage]() -> Result<void> {
            const auto followed = stage.hub().service().followSwitches();
            return followed ? Result<void>() : followed.error();
        });
    }
    return steps;
}

void turnItAgain(Stage &stage)
{
    turnOn(stage);
    stage.hub().publishCouncil();
    while (stage.hub().followSwitches()) { }
}

} // namespace

const QList<Scenario> &standardScenarios()
{
    static const QList<Scenario> all {
        { u"a draft is written, and changed"_s, Place::Writer, writeADraft, {} },
        { u"a draft is completed"_s, Place::Writer, completeADraft, {} },
        { u"a record is changed, and sent"_s, Place::Writer, changeARecord, {} },
        { u"a device hears of its work"_s, Place::Writer, hearOfOwnWork, {} },
        { u"a device loses a scope"_s, Place::Reader, loseAScope, {} },
        { u"a hub takes a push"_s, Place::Hub, takeAPush, {} },
        { u"a hub answers a pull"_s, Place::Hub, answerAPull, {} },
        { u"a hub turns a switch"_s, Place::Hub, turnASwitch, turnItAgain },
    };
    return all;
}

} // namespace sightline::simulation
