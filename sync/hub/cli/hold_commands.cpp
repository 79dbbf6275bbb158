#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/note_administration.h"
#include "sync/hub/cli/opened_now.h"
#include "sync/hub/ops/erasure.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr int holdIdBytes = 4;
constexpr qsizetype holdReferenceMax = 80;

Json holdToJson(const LegalHold &hold)
{
    return Json::object({ { u"hold"_s, hold.id },
                          { u"on"_s, holdWord(hold.on) },
                          { u"subject"_s, hold.subject },
                          { u"reference"_s, hold.reference },
                          { u"placed_by"_s, hold.placedBy },
                          { u"placed"_s, toIso(Instant { hold.placedMs }) },
                          { u"lifted_by"_s, hold.liftedBy },
                          { u"lifted"_s, hold.liftedMs > 0 ? Json(toIso(Instant { hold.liftedMs })) : Json() } });
}

QString holdText(const LegalHold &hold)
{
    const QString lifted = hold.liftedMs > 0 ? u"; lifted %1 by %2"_s.arg(toIso(Instant { hold.liftedMs }), hold.liftedBy) : u"; in place"_s;
    return u"%1  %2 %3, \"%4\", placed %5 by %6%7"_s.arg(hold.id, holdWord(hold.on), hold.subject, hold.reference, toIso(Instant { hold.placedMs }),
                                                         hold.placedBy, lifted);
}

/// How many records @p hold keeps; for a record or a person that nobody knows, an error: a hold that was mistyped would hold nothing.
Result<qint64> countHeld(HubSnapshot &snapshot, const LegalHold &hold)
{
    const auto all = recordsToKeepOrErase(snapshot);
    if (!all)
        return all.error();
    const HoldsInPlace inPlace({ hold }, *all);
    const qint64 held = std::count_if(all->cbegin(), all->cend(), [&inPlace](const ErasedItem &item) { return !inPlace.over({ item }).isEmpty(); });
    if (held == 0 && hold.on == HoldOn::Record)
        return Error { ErrorCode::NotFound, u"There is no record \"%1\" here that a hold could keep. Nothing was placed."_s.arg(hold.subject.left(40)) };
    return held;
}

} // namespace

Result<void> holdPlaceCommand(const HubPaths &paths, const QString &on, const QString &subject, const QString &reference, const Console &console)
{
    const auto kind = holdFrom(on);
    if (!kind || subject.isEmpty())
        return Error { ErrorCode::InvalidInput, u"Say what is held: one of --record, --child and --user."_s };
    if (reference.trimmed().isEmpty() || reference.size() > holdReferenceMax)
        return Error { ErrorCode::InvalidInput,
                       u"--reference says where the council has the reason on file, in %1 characters at most."_s.arg(holdReferenceMax) };
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    const LegalHold hold {
        QString::fromLatin1(hub.random().bytes(holdIdBytes).toHex()), *kind, subject, reference, administrator(), hub.clock().now().msSinceEpoch
    };
    const auto person = *kind == HoldOn::Person ? hub.service().person(*opened->snapshot, PersonId(subject)) : Result<std::optional<Person>>(Person {});
    if (!person)
        return person.error();
    if (!*person)
        return Error { ErrorCode::NotFound, u"Nobody has the id \"%1\". \"user list\" names everybody. Nothing was placed."_s.arg(subject.left(40)) };
    const auto held = countHeld(*opened->snapshot, hold);
    const auto book = held ? RetentionBook::open(paths.retention(), hub.keys()) : Result<std::unique_ptr<RetentionBook>>(held.error());
    if (!book)
        return book.error();
    if (const auto placed = (*book)->place(hold); !placed)
        return placed;
    Json json = holdToJson(hold);
    json.set(u"records"_s, *held);
    return console.answer(json,
                          u"%1\nIt keeps %2 now, and whatever comes. Nothing of it can be erased until it is lifted: hold lift %3"_s.arg(
                              holdText(hold), numberOfRecords(*held), hold.id));
}

Result<void> holdLiftCommand(const HubPaths &paths, const QString &id, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto book = RetentionBook::open(paths.retention(), (*hub)->keys());
    if (!book)
        return book.error();
    const auto lifted = (*book)->lift(id, administrator(), (*hub)->clock().now().msSinceEpoch);
    return lifted ? console.answer(holdToJson(*lifted), holdText(*lifted)) : lifted.error();
}

Result<void> holdListCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto book = RetentionBook::open(paths.retention(), (*hub)->keys());
    if (!book)
        return book.error();
    Json all = Json::array();
    QStringList lines;
    for (const LegalHold &hold : (*book)->holds()) {
        all.append(holdToJson(hold));
        lines.append(holdText(hold));
    }
    return console.answer(Json::object({ { u"holds"_s, all } }), lines.isEmpty() ? u"Nothing is, or was, on hold."_s : lines.join(u'\n'));
}

} // namespace sightline::hub
