#include "core/commands/discard_draft.h"
#include "core/commands/draft_copies.h"
#include "core/queries/held_list.h"
#include "core/queries/store_summary.h"
#include "core/queries/sync_summary.h"
#include "core/store/wipe_store.h"
#include "platform/cli/commands.h"
#include "sync/client/exchange.h"
#include "sync/client/file_carrier.h"
#include "sync/client/http_transport.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

QString draftsNotSeenTo(const Error &error)
{
    return u"Drafts were not compared with those of your other devices: %1 They are kept here as they were, and the next sync tries again."_s.arg(error.detail);
}

/// The hub has withdrawn this device, and has everything of its person's.
Result<CliReply> wipe(CliSession &session)
{
    session.closeStore();
    const auto credentials = session.credentials();
    if (!credentials)
        return credentials.error();
    if (const auto wiped = wipeStore(session.directory(), *credentials); !wiped)
        return wiped.error();
    return CliReply {
        Json::object({ { u"wiped"_s, true } }),
        u"The council has withdrawn this device. Everything of yours was handed in; the records here were destroyed. Join again with a new code.\n"_s
    };
}

QString draftsNotSent(const Error &error)
{
    return u"What was written in drafts here has not reached the hub: %1 It is kept on this device, and the next sync sends it."_s.arg(error.detail);
}

} // namespace

Result<CliReply> statusCommand(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto summary = syncSummary(**store);
    if (!summary)
        return summary.error();
    const auto about = storeSummary(**store);
    if (!about)
        return about.error();
    const Json contact = timeOrNull(summary->lastContactMs);
    Json json = Json::object({ { u"waiting"_s, summary->waiting },
                               { u"held"_s, summary->held },
                               { u"last_contact"_s, contact },
                               { u"reading_closed"_s, summary->isReadingClosed },
                               { u"drafts"_s, summary->drafts },
                               { u"files_waiting"_s, summary->filesToSend.files },
                               { u"file_bytes_waiting"_s, summary->filesToSend.bytes },
                               { u"set_aside"_s, summary->setAside },
                               { u"damaged"_s, Json::strings(summary->damaged) },
                               { u"mended"_s, timeOrNull(summary->mended ? std::optional(summary->mended->atMs) : std::nullopt) },
                               { u"joined"_s, summary->isEnrolled },
                               { u"hub"_s, summary->hubUrl },
                               { u"name"_s, summary->personName },
                               { u"council"_s, summary->council },
                               { u"records"_s, about->records },
                               { u"bytes"_s, about->bytes },
                               { u"database"_s, about->library } });
    QString text = u"%1 waiting to be sent, %2 held by the hub, %3 drafts, %5 files to send. Last contact with the hub: %4.\n"_s.arg(summary->waiting)
                       .arg(summary->held)
                       .arg(summary->drafts)
                       .arg(contact.isNull() ? u"never"_s : contact.toString())
                       .arg(summary->filesToSend.files);
    if (summary->isReadingClosed)
        text += u"Records are closed to reading until the hub takes this device again: it has been away for longer than the hub allows, or was signed out. "
                "Drafts and unsent work stay open.\n"_s;
    if (!summary->damaged.isEmpty())
        text +=
            u"Something of yours in these records cannot be read on this device and was not sent; it is kept, and export-unsent takes it along: %1.\n"_s.arg(
                summary->damaged.join(u", "_s));
    if (summary->mended)
        text += u"The store of this device was damaged and was mended at %1; %2\n"_s.arg(
            timeOrNull(summary->mended->atMs).toString(),
            summary->mended->isOwnWorkWhole ? u"nothing of yours was lost."_s
                                            : u"not everything of yours could be read, and the damaged file is kept beside it (store.db.damaged-N)."_s);
    return CliReply { json, text };
}

Result<CliReply> syncCommand(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto hub = sync::knownHub(**store);
    if (!hub)
        return hub.error();
    sync::LentStore access(**store);
    const auto transport = session.world().connect(*hub);
    const auto report = sync::syncOnce(access, *transport, session.world().random);
    if (!report)
        return report.error();
    if (report->isToBeWiped)
        return wipe(session);
    // What other devices wrote is here now; what was written here goes in an exchange of its own, so that it never crosses theirs. Should
    // that fail, the drafts are where they were, and the next sync tries again.
    const auto drafts = tendDraftCopies(**store, Sharing::Now);
    const auto left = (*store)->outbox().counts();
    if (!left)
        return left.error();
    const auto sent = left->operationsToSend > 0 ? sync::syncOnce(access, *transport, session.world().random) : report;
    if (sent && sent->isToBeWiped)
        return wipe(session);
    const auto after = drafts && sent ? tendDraftCopies(**store, Sharing::Not) : Result<DraftsTended>(DraftsTended());
    const QString trouble = !drafts || !after ? draftsNotSeenTo(drafts ? after.error() : drafts.error()) : sent ? QString() : draftsNotSent(sent.error());
    const DraftsTended tended = drafts.valueOr({}), tendedAfter = after.valueOr({});
    // Only now: a hub out of reach changes nothing.
    if (const auto purged = purgeDiscardedDrafts(**store); !purged)
        return purged.error();
    // Words are there; what comes of files does not take that back, so it is told and is no failure.
    const auto before = (*store)->fileTravel().unsent();
    static_cast<void>(sync::carryAll(access, *transport));
    const auto filesLeft = (*store)->fileTravel().unsent();
    const auto wanted = (*store)->fileTravel().wanted();
    if (!before || !filesLeft || !wanted)
        return !before ? before.error() : !filesLeft ? filesLeft.error() : wanted.error();
    Json json =
        Json::object({ { u"pushed"_s, report->pushed }, { u"receipted"_s, report->receipted }, { u"held"_s, report->held }, { u"pulled"_s, report->pulled } });
    json.set(u"drafts_shared"_s, sent ? tended.shared : 0);
    json.set(u"drafts_came"_s, tended.came + tended.changed + tendedAfter.came + tendedAfter.changed);
    json.set(u"drafts_trouble"_s, trouble.isEmpty() ? Json() : Json(trouble));
    json.set(u"files_sent"_s, before->files - filesLeft->files);
    json.set(u"files_waiting"_s, filesLeft->files);
    json.set(u"files_wanted"_s, static_cast<qint64>(wanted->size()));
    QString text =
        u"Sent %1, of these on the hub %2 and held %3. Received %4.\n"_s.arg(report->pushed).arg(report->receipted).arg(report->held).arg(report->pulled);
    if (!trouble.isEmpty())
        text += trouble + u'\n';
    if (before->files > 0)
        text += u"Sent %1 of %2 photos and files.\n"_s.arg(before->files - filesLeft->files).arg(before->files);
    if (filesLeft->files > 0)
        text += u"%1 stay on this device and go with the next sync.\n"_s.arg(filesLeft->files);
    return CliReply { json, text };
}

Result<CliReply> heldCommand(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto held = heldList(**store);
    if (!held)
        return held.error();
    Json all = Json::array();
    QString text;
    for (const HeldItem &item : *held) {
        Json fields = Json::array();
        for (const ConflictField &field : item.fields)
            fields.append(
                Json::object({ { u"field"_s, field.field }, { u"question"_s, field.label }, { u"mine"_s, field.mine }, { u"theirs"_s, field.theirs } }));
        all.append(Json::object({ { u"notice"_s, item.notice.toString() },
                                  { u"record"_s, item.record.toString() },
                                  { u"author"_s, item.author.toString() },
                                  { u"outcome"_s, item.outcome },
                                  { u"says"_s, sayOutcome(item) },
                                  { u"settling"_s, item.isSettling },
                                  { u"fields"_s, fields } }));
        text += u"%1  %2  %3\n"_s.arg(item.record.toString(), item.title, sayOutcome(item));
    }
    return CliReply { all, text.isEmpty() ? u"The hub holds nothing back.\n"_s : text };
}

} // namespace sightline::cli
