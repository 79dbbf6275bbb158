#include "tests/simulation/opening.h"

#include "core/records/published.h"
#include "tests/simulation/world.h"

/// The openings, as things done by the world's own hand. Devices 0 and 1 are u0's, 2 is u1's, 3 is u2's, the first copy is 4.
namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {

constexpr int author = 0;
constexpr int authorsOther = 1;
constexpr int reader = 2;
constexpr int copy = 4;
const QString authorName = u"u0"_s;
const QString readerName = u"u1"_s;
const QString forTheTeam = u"X02@1.0"_s;      // a draft is its team's too
const QString forTheService = u"X03@1.0"_s;   // a draft is its service's, the completed record the observed person's
const TeamId teamA(u"a"_s);
const TeamId teamB(u"b"_s);

/// More than a device can have pulled of what a restore took away: so its cursors do not betray it.
constexpr int manyRecords = 8;

} // namespace

void World::play(Opening opening)
{
    m_isCalm = true;
    giveTeams(authorName, { teamA });
    giveTeams(readerName, { teamA, teamB });
    for (const int device : { author, authorsOther, reader })
        syncNow(device);
    switch (opening) {
    case Opening::None: return;
    case Opening::AnswerAgain: return playAnswerAgain();
    case Opening::UnreadableRow: return playUnreadableRow();
    case Opening::PurgeThenPowerCut: return playPurgeThenPowerCut();
    case Opening::CopyMeetsRestore: return playCopyMeetsRestore();
    case Opening::TwoRestores: return playTwoRestores();
    case Opening::PatchFirst: return playPatchFirst();
    case Opening::ForkMeetsRestore: return playForkMeetsRestore();
    case Opening::TwoScopesInOneSeq: return playTwoScopesInOneSeq();
    case Opening::WhoPublishes: return playWhoPublishes();
    }
}

void World::playAnswerAgain()
{
    count("opening: an answer comes again");
    const RecordId record = begin(author, forTheTeam, u"a"_s);
    syncNow(author);
    const Message answer = answerTo(ask(reader));
    atDevice(answer);
    patch(author, record);
    syncNow(author);
    syncNow(reader);
    atDevice(answer);   // it tells of the record as it was
    giveTeams(readerName, { teamB });
    syncNow(reader);
    atDevice(answer);   // it tells of a team that is no longer theirs
}

void World::playUnreadableRow()
{
    count("opening: a row nobody can read");
    m_unreadable = begin(author, forTheTeam, u"a"_s);
    (void)begin(author, forTheTeam, u"a"_s);
    syncNow(author);
}

void World::playPurgeThenPowerCut()
{
    count("opening: the power goes after a purge");
    (void)begin(author, forTheTeam, u"a"_s);
    syncNow(author);
    syncNow(reader);
    (void)begin(reader, forTheTeam, u"b"_s);   // own work is durable at once, and with it the page before it
    giveTeams(readerName, { teamB });
    syncNow(reader);
    crashDevice(reader, true);
}

void World::playCopyMeetsRestore()
{
    count("opening: a copy meets a restore");
    (void)begin(author, forTheTeam, u"a"_s);
    syncNow(author);
    addClone(author);
    m_hub->backUp(false);
    (void)begin(author, forTheTeam, u"a"_s);   // its number 2, which the backup does not hold
    syncNow(author);
    restoreHub();
    (void)begin(copy, forTheTeam, u"a"_s);   // the copy's number 2
    syncNow(copy);
    for (int i = 0; i < manyRecords; ++i)
        (void)begin(authorsOther, forTheTeam, u"a"_s);
    syncNow(authorsOther);
    syncNow(author);
    (void)begin(author, forTheTeam, u"a"_s);   // a number 3 that follows another number 2 than the hub's
    syncNow(author);
}

void World::playTwoRestores()
{
    count("opening: one backup is restored twice");
    (void)begin(author, forTheTeam, u"a"_s);
    syncNow(author);
    m_hub->backUp(false);
    restoreHub();
    syncNow(author);
    addClone(author);
    (void)begin(author, forTheTeam, u"a"_s);
    syncNow(author);
    restoreHub();
    for (int i = 0; i < manyRecords; ++i)
        (void)begin(copy, forTheTeam, u"a"_s);
    syncNow(copy);
    syncNow(author);
}

void World::playPatchFirst()
{
    count("opening: a patch comes before its record");
    m_hub->backUp(false);
    const RecordId record = begin(author, forTheTeam, u"a"_s);
    syncNow(author);
    syncNow(authorsOther);
    patch(authorsOther, record);
    restoreHub();
    syncNow(authorsOther);
    syncNow(author);
}

void World::playForkMeetsRestore()
{
    count("opening: a fork meets a restore");
    const RecordId record = begin(author, forTheTeam, u"a"_s);
    syncNow(author);
    m_hub->backUp(false);
    patch(author, record);
    syncNow(author);
    addClone(author);
    (void)begin(copy, forTheTeam, u"a"_s);
    syncNow(copy);
    patch(author, record);   // under the number that the copy has used
    atDevice(answerTo(ask(author)));
    m_network.clear();       // sent again in a stream of its own, and lost on the way
    restoreHub();
    syncNow(author);
}

void World::playTwoScopesInOneSeq()
{
    count("opening: a record moves between two scopes of one reader");
    m_hub->people[PersonId(readerName)].service = m_hub->people[PersonId(authorName)].service;
    giveTeams(readerName, { teamB });
    syncNow(author);
    syncNow(reader);
    RecordBody head = newHead(*m_devices[author], forTheService, teamA);
    head.observed = PersonId(readerName);
    Operation creation = newOperation(*m_devices[author], OperationKind::Create, newId<RecordId>(m_devices[author]->clock(), m_devices[author]->random()));
    creation.head = head;
    make(*m_devices[author], creation, std::nullopt);
    syncNow(author);
    syncNow(reader);
    const auto seen = need(m_devices[author]->store().view().body(creation.record), "read a record");
    Operation completion = newOperation(*m_devices[author], OperationKind::Complete, creation.record);
    completion.bodyHash = bodyHash(need(bodyBytes(*seen), "read a body"));
    make(*m_devices[author], completion, seen);
    (void)begin(author, forTheService, u"a"_s);
    syncNow(author);
    m_pageSize = 1;
    syncNow(reader);
    m_pageSize = 50;
}

void World::playWhoPublishes()
{
    count("opening: a version is published before its author may, and after");
    m_hub->card = CouncilCard {};
    m_hub->publishCouncil();
    publish(author, u"Y01@1.0"_s);
    syncNow(author);
    m_hub->card = CouncilCard { .safeguardingPhone = {}, .formPublishers = { u"Practitioner"_s } };
    m_hub->knowsForms = true;
    m_hub->publishCouncil();
    publish(author, u"Y01@1.1"_s);
    syncNow(author);
    syncNow(reader);
    const auto published = need(m_devices[reader]->store().view().body(publishedId(RecordType::FormDefinition, u"Y01@1.1"_s)), "read a form");
    if (!hasFailed() && !published)
        m_oracle->report(u"I13"_s, u"a version whose author may publish it is not in force"_s);
}

// ---- what they are made of

void World::giveTeams(const QString &person, const QList<TeamId> &teams)
{
    m_hub->people[PersonId(person)].teams = teams;
    m_hub->publishCouncil();
}

/// A draft of @p device's person.
RecordId World::begin(int index, const QString &form, const QString &team)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    Operation operation = newOperation(device, OperationKind::Create, newId<RecordId>(device.clock(), device.random()));
    operation.head = newHead(device, form, TeamId(team));
    make(device, operation, std::nullopt);
    return operation.record;
}

/// A new text in place of the one that @p device shows.
void World::patch(int index, const RecordId &record)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    const auto seen = need(device.store().view().body(record), "read a record");
    if (!seen)
        giveUp(u"an opening changes a record that is not there"_s);
    Operation operation = newOperation(device, OperationKind::Patch, record);
    operation.form = seen->form;
    operation.set.insert(u"a"_s, { newValue(), fieldHash(seen->answers.value(u"a"_s)) });
    make(device, operation, seen);
}

/// A version of a form, made by @p device's person for the whole council.
void World::publish(int index, const QString &form)
{
    SimDevice &device = *m_devices[static_cast<std::size_t>(index)];
    Operation operation = newOperation(device, OperationKind::Create, publishedId(RecordType::FormDefinition, form));
    RecordBody head = publishedFormBody(SimHub::formCalled(form, { { u"author"_s }, { u"author"_s, u"lead"_s } }));
    head.author = device.person;
    head.madeAtMs = operation.atMs;
    head.completedAtMs = operation.atMs;
    operation.head = head;
    make(device, operation, std::nullopt);
}

void World::syncNow(int device)
{
    m_at = m_devices[static_cast<std::size_t>(device)]->name;
    if (!hasFailed() && !syncFully(device))
        m_oracle->report(u"I13"_s, u"device %1 does not come to rest in an opening"_s.arg(m_at));
}

/// The request that @p device sends now, taken from the network.
World::Message World::ask(int device)
{
    give(device, sync::event::Stop {});
    m_network.clear();
    give(device, sync::event::Start {});
    if (m_network.isEmpty())
        giveUp(u"an opening's device sends nothing"_s);
    return m_network.takeLast();
}

World::Message World::answerTo(const Message &request)
{
    atHub(request, false);
    if (m_network.isEmpty())
        giveUp(u"an opening's request was not answered"_s);
    return m_network.takeLast();
}

} // namespace sightline::simulation
