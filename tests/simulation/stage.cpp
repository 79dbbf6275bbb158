#include "tests/simulation/stage.h"

#include "core/base/digest.h"
#include "sync/protocol/codec.h"

namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {

const PersonId writerPerson(u"u0"_s);
const PersonId readerPerson(u"u1"_s);
const TeamId team(u"a"_s);
const ServiceId service(u"s1"_s);

Person practitioner(const PersonId &id)
{
    Person person;
    person.id = id;
    person.name = u"Role phrase "_s + id.toString();
    person.roles = { u"Practitioner"_s };
    person.service = service;
    person.teams = { team };
    return person;
}

/// Every row of @p db's tables but those of the index of words, whose bytes rest on how it came about.
QByteArray contentOf(Connection &db)
{
    QStringList tables;
    need(db.each("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'view_words%' ORDER BY name",
                 [&tables](const Statement &row) { tables.append(row.text(0)); }),
         "list tables");
    QByteArray content;
    for (const QString &table : std::as_const(tables)) {
        QStringList columns;
        need(db.each(
                 "SELECT name FROM pragma_table_info(?)", [&columns](const Statement &row) { columns.append(u"quote(\"%1\")"_s.arg(row.text(0))); }, table),
             "list columns");
        const std::string sql = u"SELECT %1 FROM \"%2\" ORDER BY 1"_s.arg(columns.join(u"||' '||"_s), table).toStdString();
        content += table.toUtf8() + '\n';
        need(db.each(sql, [&content](const Statement &row) { content += row.text(0).toUtf8() + '\n'; }), "read a table");
    }
    return sha256(content);
}

} // namespace

Stage::Stage(const Breaks &breaks) : m_breaks(breaks), m_hub(std::make_unique<SimHub>(m_vfs, m_clock, m_random, m_breaks))
{
    m_hub->teams.insert(team, Team { team, u"Team a"_s, service, {} });
    for (const PersonId &person : { writerPerson, readerPerson })
        m_hub->people.insert(person, practitioner(person));
    m_hub->publishCouncil();
    const auto deviceOf = [this](const QString &name, const PersonId &person, quint64 seed) {
        return std::make_unique<SimDevice>(name, person, newId<InstallationId>(m_clock, m_random), m_vfs, m_time, 0, seed, m_breaks);
    };
    m_writer = deviceOf(u"writer"_s, writerPerson, 2);
    m_reader = deviceOf(u"reader"_s, readerPerson, 3);
}

Stage::~Stage()
{
    m_vfs.die("/");   // nobody reads what the last connections would still move from their WALs
}

Stage::Images Stage::take()
{
    return { m_vfs.take(m_hub->folder()), m_vfs.take(m_writer->folder()), m_vfs.take(m_reader->folder()), m_hub->people, m_hub->card };
}

void Stage::put(const Images &images)
{
    m_random = SeededRandom(1);
    m_hub->people = images.people;
    m_hub->card = images.card;
    m_hub->startFrom(images.hub);
    m_writer->startFrom(images.writer);
    m_reader->startFrom(images.reader);
}

void Stage::crash(Place place, bool withPowerCut, Dice &dice)
{
    if (place == Place::Hub)
        m_hub->crash(withPowerCut, dice);
    else
        device(place).crash(withPowerCut, dice);
}

QByteArray Stage::content(Place place) { return place == Place::Hub ? contentOf(*m_hub->look()) : contentOf(device(place).store().db()); }

QString Stage::integrity(Place place)
{
    return need(place == Place::Hub ? m_hub->look()->integrityCheck() : device(place).store().db().integrityCheck(), "check a file");
}

Result<sync::BuiltRequest> Stage::ask(Place place) { return sync::buildRequest(device(place).store(), {}); }

Result<wire::SyncAnswer> Stage::answer(Place place, const sync::BuiltRequest &request)
{
    const auto read = wire::decodeSyncRequest(wire::encode(request.message));
    if (!read)
        return read.error();
    const auto given = m_hub->sync(*read, { device(place).installation, device(place).person, hub::Caller::Access::Full });
    if (!given)
        return given.error();
    QList<RecordId> damaged;
    auto answer = wire::decodeSyncAnswer(wire::encode(*given), &damaged);
    if (answer && !sync::putInOwn(*answer, request.sent))
        return Error { ErrorCode::Corrupt, u"an answer left out what was not sent"_s };
    return answer;
}

bool Stage::syncFully(Place place, bool *moved)
{
    constexpr int exchangesMax = 50;
    for (int i = 0; i < exchangesMax; ++i) {
        const auto request = need(ask(place), "build a request");
        const auto given = need(answer(place, request), "ask the hub");
        const auto applied = need(sync::applyAnswer(device(place).store(), given, {}, request.sent, m_breaks.device), "store an answer");
        *moved = *moved || applied.next.moved;
        if (!applied.next.more && !applied.next.unsent)
            return true;
    }
    return false;
}

bool Stage::comeToRest()
{
    constexpr int roundsMax = 20;
    for (int round = 0; round < roundsMax; ++round) {
        bool moved = false;
        if (!syncFully(Place::Writer, &moved) || !syncFully(Place::Reader, &moved))
            return false;
        if (!moved)
            return true;
    }
    return false;
}

void Stage::made(Place place, const Operation &operation, const std::optional<RecordBody> &seen) { m_made.append({ place, operation, seen }); }

/// Of what was tried, what its device holds was made: that it holds what it must was looked at before.
QList<Violation> Stage::atRest()
{
    Oracle oracle(
        SimHub::visibility(), [this](hub::HubSnapshot &snapshot, const PersonId &person) { return m_hub->scopesOf(snapshot, person); },
        [](const PersonId &) { return false; }, [this](const QString &form) { return m_hub->fieldsOf(form); });
    const QMap<QString, qint64> switchedOn = m_hub->card ? m_hub->card->switchedOn : QMap<QString, qint64>();
    for (auto it = switchedOn.cbegin(); it != switchedOn.cend(); ++it)
        oracle.turned(it.key(), Instant { it.value() });
    for (const auto &[place, operation, seen] : std::as_const(m_made)) {
        SimDevice &maker = device(place);
        if (need(maker.store().outbox().find(operation.id), "read the outbox"))
            oracle.made(maker.name, maker.person, operation, seen);
    }
    oracle.atRest(*m_hub->snapshot(),
                  { { m_writer->person, { m_writer->name, &m_writer->store() } }, { m_reader->person, { m_reader->name, &m_reader->store() } } });
    return oracle.violations();
}

Operation Stage::newOperation(Place place, OperationKind kind, const RecordId &record)
{
    SimDevice &maker = device(place);
    Operation operation { .id = newId<OperationId>(maker.clock(), maker.random()), .record = record };
    operation.kind = kind;
    operation.kindName = operationKindName(kind);
    operation.atMs = m_time.msSinceEpoch;
    return operation;
}

RecordBody Stage::newHead(Place place, const QString &form)
{
    RecordBody head;
    head.author = device(place).person;
    head.form = form;
    head.team = team;
    head.service = service;
    head.observed = readerPerson;
    head.madeAtMs = m_time.msSinceEpoch;
    head.answers.insert(u"a"_s, u"v%1"_s.arg(++m_values));
    return head;
}

} // namespace sightline::simulation
