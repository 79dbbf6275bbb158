#include "core/commands/add_addendum.h"
#include "core/commands/export_unsent.h"
#include "core/commands/note_reading.h"
#include "core/commands/voice_note.h"
#include "core/commands/void_record.h"
#include "core/queries/concerns.h"
#include "core/queries/record_detail.h"
#include "core/queries/record_list.h"
#include "core/queries/record_search.h"
#include "core/queries/standings.h"
#include "core/store/durable_file.h"
#include "core/store/form_library.h"
#include "platform/cli/commands.h"

#include <QFileInfo>

#include <algorithm>

namespace sightline::cli {

using namespace Qt::StringLiterals;

Result<CliReply> templatesCommand(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    if (!session.options().form.isEmpty()) {
        const auto form = findForm(**store, session.options().form);
        if (!form)
            return form.error();
        return CliReply { .json = (*form)->questionnaire.original, .isDocument = true };
    }
    const auto forms = allForms(**store);
    if (!forms)
        return forms.error();
    const auto inForce = formsInForce(**store, session.today());
    if (!inForce)
        return inForce.error();
    Json all = Json::array();
    QString text;
    for (const auto &form : *forms) {
        const QString id = templateOf(form->published.form);
        const auto dayOrNull = [](QDate day) { return day.isValid() ? Json(day.toString(Qt::ISODate)) : Json(); };
        const auto used = std::find_if(inForce->cbegin(), inForce->cend(), [&](const auto &one) { return one->published.form == form->published.form; });
        const QString standing = used != inForce->cend() ? u"in use"_s
            : !form->isOnHub                             ? u"not taken by the hub"_s
            : form->isInForce(session.today())           ? u"replaced"_s
                                                         : u"from "_s + form->dates.from.toString(Qt::ISODate);
        all.append(Json::object({ { u"id"_s, id },
                                  { u"version"_s, form->published.form.mid(id.size() + 1) },
                                  { u"title"_s, form->published.title },
                                  { u"questionnaire"_s, form->questionnaire.canonical() },
                                  { u"status"_s, form->questionnaire.status },
                                  { u"approved"_s, dayOrNull(form->dates.approved) },
                                  { u"from"_s, dayOrNull(form->dates.from) },
                                  { u"review_by"_s, dayOrNull(form->dates.reviewBy) },
                                  { u"in_use"_s, used != inForce->cend() },
                                  { u"on_hub"_s, form->isOnHub } }));
        text += u"%1  %2  (%3)\n"_s.arg(form->published.form, form->published.title, standing);
    }
    return CliReply { all, text.isEmpty() ? u"No form has reached this device yet; run `sync` while the hub can be reached.\n"_s : text };
}

Result<CliReply> recordsCommand(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto list = recordList(**store, { .limit = 1'000'000 });
    if (!list)
        return list.error();
    const auto standing = standings(**store, session.world().calendar, session.today());
    if (!standing)
        return standing.error();
    Json all = Json::array();
    QString text;
    for (const RecordListItem &item : list->items) {
        const RecordStanding found = (*standing)->value(item.id, RecordStanding { item.id });
        const QString stands = found.stateText;
        Json row = Json::object({ { u"record"_s, item.id.toString() },
                                  { u"template"_s, templateOf(item.form) },
                                  { u"form"_s, item.form },
                                  { u"author"_s, item.author.toString() },
                                  { u"author_name"_s, item.authorName },
                                  { u"state"_s, recordSyncName(item.sync) },
                                  { u"void"_s, item.state == RecordState::Void },
                                  { u"seq"_s, orNull(item.seq ? std::optional(item.seq) : std::nullopt) },
                                  { u"hub_time"_s, timeOrNull(item.hubTimeMs) },
                                  { u"completed"_s, timeOrNull(item.completedAtMs ? std::optional(item.completedAtMs) : std::nullopt) },
                                  { u"later_hands"_s, item.laterHands },
                                  { u"standing"_s, stands } });
        QString concern;
        if (found.concern) {
            concern = found.concern->read ? u"seen"_s : u"unseen"_s;
            row.set(u"concern"_s, concern);
            row.set(u"concern_read_by"_s, found.concern->read ? Json(found.concern->readBy.toString()) : Json());
            row.set(u"concern_read_at"_s, timeOrNull(found.concern->read ? std::optional(found.concern->readAtMs) : std::nullopt));
            concern = u"  urgent concern, "_s + (found.concern->read ? u"read"_s : u"not yet read"_s);
        }
        all.append(row);
        text += u"%1  %2  %3  %4  %5%6\n"_s.arg(item.id.toString(), recordSyncName(item.sync), item.title, item.authorName, stands, concern);
    }
    return CliReply { all, text.isEmpty() ? u"No records on this device.\n"_s : text };
}

Result<CliReply> searchCommand(CliSession &session)
{
    const auto store = session.store();
    if (!store)
        return store.error();
    for (bool isMore = true; isMore;) {
        const auto indexed = (*store)->indexSome();
        isMore = indexed && *indexed;   // a full disk keeps nobody from searching what is searchable
    }
    const auto hits = recordSearch(**store, session.options().words);
    if (!hits)
        return hits.error();
    Json all = Json::array();
    QString text;
    for (const RecordHit &hit : *hits) {
        all.append(Json::object({ { u"record"_s, hit.item.id.toString() },
                                  { u"template"_s, templateOf(hit.item.form) },
                                  { u"title"_s, hit.item.title },
                                  { u"author_name"_s, hit.item.authorName },
                                  { u"state"_s, recordSyncName(hit.item.sync) },
                                  { u"question"_s, hit.question },
                                  { u"passage"_s, hit.passage },
                                  { u"sensitive"_s, hit.isSensitive },
                                  { u"later_hand"_s, hit.isInLaterHand } }));
        text += u"%1  %2  %3  %4\n"_s.arg(hit.item.id.toString(), hit.item.title, hit.item.authorName, hit.passage);
    }
    return CliReply { all, text.isEmpty() ? u"No record or draft on this device has these words.\n"_s : text };
}

Result<CliReply> showCommand(CliSession &session)
{
    const auto id = CliSession::identifier<RecordId>(session.options().record, u"record"_s);
    if (!id)
        return id.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto detail = recordDetail(**store, *id);
    if (!detail)
        return detail.error();
    auto response = recordResponse(*detail, session.world().calendar.zone());
    if (!response)
        return response.error();
    if (const auto noted = noteReading(**store, *id, Reading::How::Opened); !noted)
        return noted.error();
    return CliReply { .json = std::move(response).value(), .isDocument = true };
}

Result<CliReply> addendumCommand(CliSession &session)
{
    const auto id = CliSession::identifier<RecordId>(session.options().record, u"record"_s);
    if (!id)
        return id.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    const auto step = addAddendum(**store, *id, session.options().text);
    if (!step)
        return step.error();
    return CliReply { Json::object({ { u"record"_s, id->toString() }, { u"addendum"_s, step->toString() } }),
                      u"Addendum saved on this device: %1\n"_s.arg(step->toString()) };
}

Result<CliReply> voidCommand(CliSession &session)
{
    const auto id = CliSession::identifier<RecordId>(session.options().record, u"record"_s);
    if (!id)
        return id.error();
    const auto store = session.store();
    if (!store)
        return store.error();
    if (const auto done = voidRecord(**store, *id, session.options().reason); !done)
        return done.error();
    return CliReply { Json::object({ { u"record"_s, id->toString() }, { u"void"_s, true } }), u"Marked as entered in error: %1\n"_s.arg(id->toString()) };
}

namespace {

struct DamagedTold {
    Json json = Json::array();
    QString text;
};

/// What of the unsent work cannot be read: how many, which, and what the file has of each.
DamagedTold tell(const QList<DamagedWork> &damaged)
{
    DamagedTold told;
    if (damaged.isEmpty())
        return told;
    QStringList lines;
    for (const DamagedWork &work : damaged) {
        const bool isOperation = work.kind == DamagedWork::Kind::Operation, isDraft = work.kind == DamagedWork::Kind::Draft;
        const auto [kept, words] = [&work]() -> std::pair<QString, QString> {
            switch (work.kept) {
            case DamagedWork::Kept::Bytes: return { u"bytes"_s, u"its bytes are in the file as they are"_s };
            case DamagedWork::Kept::AsShown: return { u"as_shown"_s, u"its bytes are gone, and the record is in the file as it was last shown"_s };
            case DamagedWork::Kept::Nothing: break;
            }
            return { u"nothing"_s, u"the store gives nothing of it any more"_s };
        }();
        Json one = Json::object({ { u"kind"_s, damagedKindName(work.kind) }, { u"record"_s, work.record }, { u"kept"_s, kept } });
        if (isOperation)
            one.set(u"order"_s, work.order);
        told.json.append(one);
        lines.append(isOperation   ? u"  operation %1, of record %2: %3"_s.arg(QString::number(work.order), work.record, words)
                         : isDraft ? u"  draft %1: %2"_s.arg(work.record, words)
                                   : u"  the reasons that were begun: %1"_s.arg(words));
    }
    told.text = u"%1 operations or drafts cannot be read on this device and are marked as damaged in the file; every other one is in it:\n%2\n"_s.arg(
        QString::number(damaged.size()), lines.join(u'\n'));
    return told;
}

} // namespace

Result<CliReply> exportUnsentCommand(CliSession &session)
{
    const QString path = session.options().toFile;
    if (QFileInfo::exists(path))
        return Error { ErrorCode::AlreadyExists, u"%1 is there already; name a file that is not."_s.arg(path) };
    const auto store = session.store();
    if (!store)
        return store.error();
    // What an earlier run was recording when it ended belongs to its draft; nobody else has the store, so nobody is recording now.
    const auto heard = endVoiceNote(**store);
    const auto exported = exportUnsent(**store);
    if (!exported)
        return exported.error();
    if (const auto written = writeDurably(path, exported->sealed); !written)
        return written.error();
    QString text = u"Sealed to the hub's recovery key in %1: %2 operations, %3 drafts, %4 reasons that were begun, %5 photos and files.\n"_s.arg(path)
                       .arg(exported->operations)
                       .arg(exported->drafts)
                       .arg(exported->reasons)
                       .arg(exported->files);
    if (!heard)
        text += u"A voice note that was being recorded is not in it: %1\n"_s.arg(heard.error().detail);
    for (const FileLeft &file : exported->filesLeft) {
        const bool isDamaged = file.why == FileLeft::Why::Damaged;
        text += isDamaged ? u"The photo or file %1 cannot be read on this device and is not in it.\n"_s.arg(file.sha)
                          : u"The photo or file %1 had no room in it and stays on this device alone.\n"_s.arg(file.sha);
    }
    const DamagedTold damaged = tell(exported->damaged);
    text += damaged.text;
    if (!exported->isStoreWhole)
        text += u"The store of this device was damaged and mended once, and not everything of yours could be read then: keep this "
                "device and the store's folder, for only this device's key opens the damaged file in it (store.db.damaged-N), and tell your support desk.\n"_s;
    return CliReply { Json::object({ { u"file"_s, path },
                                     { u"operations"_s, exported->operations },
                                     { u"drafts"_s, exported->drafts },
                                     { u"files"_s, exported->files },
                                     { u"reasons"_s, exported->reasons },
                                     { u"files_left"_s, exported->filesLeft.size() },
                                     { u"left"_s, filesLeftJson(exported->filesLeft) },
                                     { u"damaged"_s, damaged.json },
                                     { u"store_whole"_s, exported->isStoreWhole } }),
                      text };
}

} // namespace sightline::cli
