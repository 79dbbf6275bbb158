// The routes of people's own calendars: the file itself, for calendar programs, and the address of one, for the person's device.
#include "sync/hub/http/answers.h"
#include "sync/hub/http/routes.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Whether one of the tags in @p ifNoneMatch is @p tag, weak or not (RFC 9110, 13.1.2).
bool isKnownThere(const QByteArray &ifNoneMatch, const QByteArray &tag)
{
    for (QByteArray each : ifNoneMatch.split(',')) {
        each = each.trimmed();
        if (each.startsWith("W/"))
            each.remove(0, 2);
        if (each == "*" || each == '"' + tag + '"')
            return true;
    }
    return false;
}

HttpResponse tooOften() { return tooMany(u"This calendar is asked for too often. Wait a minute."_s, 60); }

} // namespace

void Routes::handOverCalendar(Address address, HttpRequest request, Respond respond)
{
    const bool isFile = address == Address::CalendarFile;
    if (!m_calendars || !m_calendarDoor || (isFile && calendarTokenIn(request.path).isEmpty()))
        return respond(refusal({ ErrorCode::NotFound, u"There is nothing at this address."_s }));
    const Respond refuse = respond;
    const bool isSubmitted = m_calendarReader.submit([this, isFile, asked = std::move(request), answer = std::move(respond)] {
        if (isFile)
            calendarFile(asked, answer);
        else
            calendarAddress(asked, answer);
    });
    if (!isSubmitted)
        refuse(refusal(busy()));
}

void Routes::calendarFile(const HttpRequest &request, const Respond &respond)
{
    const QString token = calendarTokenIn(request.path);
    // By the address asked for, whether or not there is such a one: that nobody asks too often tells nothing.
    const QByteArray asked = token.left(64).toLatin1();
    if (!m_calendarAsks.mayTry(asked))
        return respond(tooOften());
    m_calendarAsks.failed(asked);
    const auto snapshot = m_store.snapshot();
    if (!snapshot)
        return respond(refusal(snapshot.error()));
    const auto person = m_calendarDoor->readerOf(**snapshot, token);
    if (!person && person.error().code == ErrorCode::NotFound) {
        // Whoever guesses finds nothing in a lifetime, and is slowed down; an address that there is stays open to everybody behind that proxy.
        if (!m_calendarGuesses.mayTry(request.peer))
            return respond(tooOften());
        m_calendarGuesses.failed(request.peer);
    }
    if (!person)
        return respond(refusal(person.error()));
    const auto feed = m_calendars->feedOf(**snapshot, *person, asksForTodos(request.path) ? WithTodos::Yes : WithTodos::No);
    if (!feed)
        return respond(refusal(feed.error()));
    HttpResponse response { 200, (*feed)->bytes, request.acceptsGzip, 0, {}, "text/calendar; charset=utf-8", (*feed)->tag };
    if (isKnownThere(request.ifNoneMatch, (*feed)->tag)) {
        response.status = 304;
        response.body.clear();
    } else {
        m_audit.note(m_clock.now(), { AuditAction::CalendarGiven, person->toString() });
    }
    respond(response);
}

void Routes::calendarAddress(const HttpRequest &request, const Respond &respond)
{
    const auto snapshot = m_store.snapshot();
    if (!snapshot)
        return respond(refusal(snapshot.error()));
    const auto caller = admittedCaller(**snapshot, request.authorization, respond);
    if (!caller)
        return;
    const auto sayHow = [](std::optional<Instant> since, const QString &path) {
        Json said = Json::object({ { u"v"_s, wire::protocolVersion }, { u"since"_s, Json() } });
        if (since)
            said.set(u"since"_s, since->msSinceEpoch);
        if (!path.isEmpty())
            said.set(u"path"_s, path);
        return json(200, said);
    };
    if (request.method == "GET") {
        const auto since = m_calendarDoor->since(**snapshot, caller->person);
        return respond(since ? sayHow(*since, {}) : refusal(since.error()));
    }
    const auto made = std::make_shared<QString>();
    const auto work = [this, made, isNew = request.method == "POST", person = caller->person](HubTransaction &transaction) -> Result<void> {
        if (!isNew) {
            const auto ended = m_calendarDoor->withdraw(transaction, person);
            return ended ? Result<void>() : ended.error();
        }
        auto token = m_calendarDoor->issue(transaction, person);
        if (!token)
            return token.error();
        *made = calendarPath(*token);
        return {};
    };
    const auto done = [this, made, respond, sayHow](const Result<void> &committed) {
        if (!committed)
            return respond(refusal(committed.error()));
        respond(sayHow(made->isEmpty() ? std::nullopt : std::optional(m_clock.now()), *made));
    };
    if (!m_queue.submit(work, done))
        respond(refusal(busy()));
}

} // namespace sightline::hub
