// How another system of the council's tells the hub what happened: placements, referrals, conferences.
#include "core/packs/calendar/england_calendar.h"
#include "sync/hub/auth/event_door.h"
#include "sync/hub/http/answers.h"
#include "sync/hub/http/routes.h"
#include "sync/hub/service/event_intake.h"
#include "sync/protocol/limits.h"
#include "sync/protocol/messages.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Rows as they were told, each of texts; what is no text or no member is a problem.
Result<QList<EventRow>> rowsOf(const Json &told, QList<TableProblem> &problems)
{
    const Json &rows = told[u"events"_s];
    if (!rows.isArray() || rows.toArray().isEmpty())
        return Error { ErrorCode::InvalidInput, u"Say what happened in \"events\": a list of one to %1."_s.arg(wire::eventsPerRequestMax) };
    if (rows.toArray().size() > wire::eventsPerRequestMax)
        return Error { ErrorCode::TooLarge, u"A request tells of at most %1 events; send the rest in another."_s.arg(wire::eventsPerRequestMax) };
    QStringList known = eventRowMembers();
    known.removeAll(u"source"_s);   // the token says it
    QList<EventRow> read;
    for (const Json &row : rows.toArray()) {
        EventRow one { int(read.size()) + 1, {} };
        for (auto member = row.toObject().cbegin(); member != row.toObject().cend(); ++member) {
            if (!known.contains(member.key()) || !member->isString())
                problems.append({ one.number, member.key().left(60), u"There can be, each a text: %1."_s.arg(known.join(u", "_s)) });
            else
                one.members.insert(member.key(), member->toString().trimmed());
        }
        read.append(one);
    }
    return read;
}

HttpResponse rowsRefused(const QList<TableProblem> &problems)
{
    Json rows = Json::array();
    for (const TableProblem &problem : problems)
        rows.append(Json::object({ { u"row"_s, problem.line }, { u"member"_s, problem.column }, { u"text"_s, problem.text } }));
    return json(422,
                Json::object({ { u"error"_s, u"invalid"_s },
                               { u"detail"_s, u"Nothing was taken in. Put these rows right and send all of them again."_s },
                               { u"rows"_s, rows } }));
}

} // namespace

void Routes::events(HttpRequest request, Respond respond)
{
    Result<QString> source = busy();
    Result<QList<EventActivity>> activities = busy();
    {
        const auto snapshot = m_store.snapshot();
        if (!snapshot)
            return respond(refusal(snapshot.error()));
        source = EventDoor::sourceOf(**snapshot, request.authorization);
        if (!source) {
            if (!m_eventGuesses.mayTry(request.peer))
                return respond(tooMany(u"Too many attempts from this address. Wait a minute."_s, 60));
            m_eventGuesses.failed(request.peer);
            return respond(turnedAway(source.error()));
        }
        activities = eventActivitiesOn(**snapshot, m_service.today());
    }
    if (!activities)
        return respond(refusal(activities.error()));
    const auto body = inflated(request, wire::pushCompressedBytesMax);
    const auto told = body ? parseJson(*body) : Result<Json>(body.error());
    QList<TableProblem> problems;
    const auto rows = told ? rowsOf(*told, problems) : Result<QList<EventRow>>(told.error());
    if (!rows)
        return respond(refusal(rows.error()));
    const EventTable table = readEventRows(*rows, *activities, *source, englandCalendar(), m_service.today());
    problems += table.problems;
    std::ranges::stable_sort(problems, {}, &TableProblem::line);
    if (!problems.isEmpty())
        return respond(rowsRefused(problems));
    struct Taking {
        qsizetype added = 0, known = 0;
        Touched touched;
    };
    const auto taking = std::make_shared<Taking>();
    const auto work = [this, taking, entries = table.events](HubTransaction &transaction) -> Result<void> {
        const auto intake = takeIn(transaction, entries, m_clock.now());
        if (!intake)
            return intake.error();
        taking->added = intake->added.size();
        taking->known = intake->known;
        auto touched = m_service.publish(transaction, intake->added);
        if (!touched)
            return touched.error();
        taking->touched = std::move(*touched);
        return {};
    };
    const auto done = [this, taking, respond](const Result<void> &committed) {
        if (!committed)
            return respond(refusal(committed.error()));
        tellOfIt(taking->touched);
        respond(json(200, Json::object({ { u"v"_s, wire::protocolVersion }, { u"added"_s, taking->added }, { u"known"_s, taking->known } })));
    };
    if (!m_queue.submit(work, done))
        respond(refusal(busy()));
}

} // namespace sightline::hub
