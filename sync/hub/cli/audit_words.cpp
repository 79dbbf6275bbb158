#include "sync/hub/cli/audit_words.h"

#include "core/records/published.h"
#include "sync/hub/cli/console.h"

#include <QDateTime>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// What became of an operation in words; nothing where it is as it should be.
QString becameOf(const QList<LoggedOutcome> &outcomes)
{
    const QString name = outcomes.isEmpty() ? QString() : outcomes.last().name;
    if (name.isEmpty() || name == "applied"_L1)
        return {};
    return u" (%1)"_s.arg(name);
}

/// What an operation of this kind does, before the record is named.
QString doingOf(const QString &kind)
{
    static const QHash<QString, QString> words {
        { u"create"_s, u"wrote"_s },
        { u"patch"_s, u"changed the draft of"_s },
        { u"complete"_s, u"completed"_s },
        { u"void"_s, u"marked as entered in error"_s },
        { u"resolve"_s, u"settled a conflict in"_s },
        { u"adopt"_s, u"adopted held work on"_s },
        { u"dismiss"_s, u"dismissed held work on"_s },
        { u"publish"_s, u"published"_s },
    };
    return words.value(kind, u"did \"%1\" to"_s.arg(kind));
}

/// Why a new history began, and what of the trail before it is in no database any more.
QString newHistoryWords(const QString &who, const AuditEntry &entry)
{
    const QString by = entry.about.value(u"by"_s).toString();
    QString words = by == "restore"_L1 ? u"A backup was put in place of the records, and a new history began"_s
        : !by.isEmpty()                ? u"A device of %1 had seen more than these records hold, so a new history began"_s.arg(who)
                                       : u"The hub found its database older than it had been (by %1) and began a new history"_s.arg(
                            numberOf(entry.about.value(u"lacking"_s).toInteger(), u"place"_s, u"places"_s));
    if (entry.about.contains(u"trail_had_come_to"_s))
        words += u"; this trail had come to line %1 before"_s.arg(entry.about.value(u"trail_had_come_to"_s).toInteger());
    return words;
}

QString withDevice(const QString &words, const AuditEntry &entry) { return entry.device ? u"%1, device %2"_s.arg(words, entry.device->toString()) : words; }

/// How somebody who joined had shown who they are, where it was not by a code.
QString joinedBy(const AuditEntry &entry)
{
    if (entry.about.value(u"by"_s).toString() == "provider"_L1)
        return u" by the council's sign-in"_s + (entry.about.contains(u"roles"_s) ? u", which said other roles or teams than before"_s : QString());
    if (entry.about.value(u"by"_s).toString() != "account"_L1)
        return {};
    if (entry.about.value(u"second"_s).toString() != "recovery code"_L1)
        return u" by an account of the hub's"_s;
    return u" by an account of the hub's and a recovery code (%1 left)"_s.arg(entry.about.value(u"recovery_codes_left"_s).toInteger());
}

QString triedBy(const AuditEntry &entry)
{
    if (entry.about.value(u"by"_s).toString() == "provider"_L1)
        return u"by the council's sign-in, and was not let in (%1)"_s.arg(entry.about.value(u"why"_s).toString(u"the proof was used already"_s));
    if (entry.about.value(u"by"_s).toString() != "account"_L1)
        return u"with a code that is not good"_s;
    const QString until = entry.about.value(u"closed_until"_s).toString();
    return u"by an account of the hub's, and was not let in"_s + (until.isEmpty() ? QString() : u"; it is closed until "_s + until);
}

} // namespace

Result<QString> AuditWords::nameOf(const QString &who)
{
    if (who.isEmpty())
        return u"Somebody unknown"_s;
    if (who == "hub"_L1)
        return u"The hub"_s;
    if (const auto known = m_names.constFind(who); known != m_names.constEnd())
        return *known;
    const auto id = PersonId::fromString(who);
    const auto person = id ? m_service.person(m_snapshot, *id) : Result<std::optional<Person>>(std::optional<Person>());
    if (!person)
        return person.error();
    const QString name = *person ? u"%1 (%2)"_s.arg((*person)->name, who) : who;
    m_names.insert(who, name);
    return name;
}

Result<QString> AuditWords::titleOf(const QString &form)
{
    if (const auto known = m_titles.constFind(form); known != m_titles.constEnd())
        return *known;
    const auto row = m_snapshot.record(publishedId(RecordType::FormDefinition, form));
    if (!row)
        return row.error();
    const auto body = *row ? bodyFromBytes((*row)->body) : Result<RecordBody>(Error { ErrorCode::NotFound, {} });
    const auto published = body ? publishedFormOf(*body) : Result<PublishedForm>(body.error());
    const QString title = published ? u"\"%1\""_s.arg(published->title) : form;
    m_titles.insert(form, title);
    return title;
}

Result<QString> AuditWords::recordOf(const RecordId &record)
{
    const auto row = m_snapshot.record(record);
    if (!row)
        return row.error();
    if (!*row)
        return u"record %1"_s.arg(record.toString());
    if ((*row)->form.isEmpty())
        return u"%1 %2"_s.arg((*row)->type, record.toString());
    const auto title = titleOf((*row)->form);
    return title ? Result<QString>(u"%1 of %2, record %3"_s.arg((*row)->type, *title, record.toString())) : title.error();
}

Result<QString> AuditWords::entryWords(const AuditEntry &entry)
{
    const auto who = nameOf(entry.who);
    if (!who)
        return who.error();
    switch (entry.action) {
    case AuditAction::Joined: return withDevice(u"%1 joined with a device%2"_s.arg(*who, joinedBy(entry)), entry);
    case AuditAction::JoinRefused: return withDevice(u"%1 tried to join %2"_s.arg(*who, triedBy(entry)), entry);
    case AuditAction::TokenReused: return withDevice(u"A token of %1 came twice, so the device was shut out"_s.arg(*who), entry);
    case AuditAction::Given: {
        if (entry.about.contains(u"untold"_s))
            return u"The database took nothing for a while: what was given %1 more is not told"_s.arg(
                numberOf(entry.about.value(u"untold"_s).toInteger(), u"time"_s, u"times"_s));
        const QStringList scopes = entry.about.value(u"scopes"_s).toObject().keys();
        return withDevice(u"%1 was given %2 of %3"_s.arg(*who, numberOfRecords(entry.about.value(u"records"_s).toInteger()), scopes.join(u", "_s)), entry);
    }
    case AuditAction::FileGiven: return withDevice(u"%1 was given file %2"_s.arg(*who, entry.about.value(u"file"_s).toString()), entry);
    case AuditAction::CalendarGiven: return u"The calendar program of %1 was given their tasks"_s.arg(*who);
    case AuditAction::Read:
    case AuditAction::Printed: {
        const auto id = RecordId::fromString(entry.about.value(u"record"_s).toString());
        const auto record = id ? recordOf(*id) : Result<QString>(u"a record"_s);
        if (!record)
            return record.error();
        return withDevice(u"%1 %2 %3 at %4"_s.arg(*who, entry.action == AuditAction::Read ? u"opened"_s : u"printed"_s, *record,
                                                  entry.about.value(u"at_device"_s).toString()),
                          entry);
    }
    case AuditAction::Administered: return u"%1 ran: sightline-hub %2"_s.arg(*who, entry.about.value(u"command"_s).toStrings().join(u' '));
    case AuditAction::NewHistory: return newHistoryWords(*who, entry);
    case AuditAction::HeadSigned: return u"The hub signed head %1 of this trail"_s.arg(entry.about.value(u"head"_s).toInteger());
    case AuditAction::SubjectAccess:
        return u"%1 took out %2 about one %3, to be given to them"_s.arg(*who, numberOfRecords(entry.about.value(u"records"_s).toInteger()),
                                                                         entry.about.value(u"of"_s).toString() == "child"_L1 ? u"child"_s
                                                                                                                             : u"member of staff"_s);
    case AuditAction::Erased:
        return u"%1 erased %2 for good (erasure %3, reason: %4)"_s.arg(*who, numberOfRecords(entry.about.value(u"records"_s).toInteger()),
                                                                       entry.about.value(u"erasure"_s).toString(), entry.about.value(u"reason"_s).toString());
    }
    Q_UNREACHABLE();
}

Result<QString> AuditWords::operationWords(const LoggedOperation &logged)
{
    const auto who = nameOf(logged.person.toString());
    if (!who)
        return who.error();
    const auto record = recordOf(logged.record);
    if (!record)
        return record.error();
    const auto outcomes = m_snapshot.outcomesOf(logged.seq);
    if (!outcomes)
        return outcomes.error();
    return u"%1 %2 %3%4"_s.arg(*who, doingOf(logged.kind), *record, becameOf(*outcomes));
}

Result<QString> AuditWords::of(const AuditMoment &moment)
{
    const auto words = moment.entry ? entryWords(*moment.entry) : operationWords(*moment.operation);
    if (!words)
        return words.error();
    const int offset = m_zone.offsetMinutesAt(Instant { moment.atMs });
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(moment.atMs, Qt::OffsetFromUTC, offset * 60);
    return u"%1  %2"_s.arg(at.toString(u"yyyy-MM-dd HH:mm:ss"_s), *words);
}

Json AuditWords::json(const AuditMoment &moment)
{
    Json json = Json::object({ { u"at"_s, toIso(Instant { moment.atMs }) } });
    if (moment.entry) {
        json.set(u"who"_s, moment.entry->who);
        json.set(u"did"_s, auditWord(moment.entry->action));
        if (moment.entry->device)
            json.set(u"device"_s, moment.entry->device->toString());
        json.set(u"about"_s, moment.entry->about);
        return json;
    }
    json.set(u"who"_s, moment.operation->person.toString());
    json.set(u"did"_s, moment.operation->kind);
    json.set(u"about"_s, Json::object({ { u"record"_s, moment.operation->record.toString() }, { u"seq"_s, moment.operation->seq } }));
    return json;
}

} // namespace sightline::hub
