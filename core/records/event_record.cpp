#include "core/records/event_record.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct EventRecordWords {
    Q_DECLARE_TR_FUNCTIONS(EventRecord)
};

/// Namespace of the ids of events that another system numbers (RFC 9562, version 5). Never changes.
const QUuid eventNamespace(0x2c8b7a54, 0x91d3, 0x5e0f, 0x8b, 0x6e, 0x44, 0x17, 0xa2, 0xd9, 0x3c, 0x70);

QDate dayIn(const Json &value) { return QDate::fromString(value.toString(), Qt::ISODate); }

bool isOneLine(const QString &text)
{
    return std::none_of(text.cbegin(), text.cend(), [](QChar c) { return c.category() == QChar::Other_Control || c == QChar::LineSeparator; });
}

} // namespace

RecordId eventIdOf(const EventEntry &entry)
{
    const QString name = QStringList { entry.reference.simplified().toCaseFolded(), entry.service.toString(), entry.activity.toString() }.join(u'\n');
    return RecordId(QUuid::createUuidV5(eventNamespace, name.toUtf8()));
}

Json::Object eventFields(const EventEntry &entry)
{
    Json::Object fields { { u"activity"_s, entry.activity.toString() }, { u"on"_s, entry.on.toString(Qt::ISODate) } };
    const auto put = [&fields](const QString &member, const QString &text) {
        if (!text.isEmpty())
            fields.insert(member, text);
    };
    put(u"due"_s, entry.due.toString(Qt::ISODate));
    put(u"title"_s, entry.title);
    put(u"source"_s, entry.source);
    put(u"reference"_s, entry.reference);
    return fields;
}

std::optional<EventEntry> eventEntryOf(const RecordBody &body)
{
    if (body.type != RecordType::Event || !eventProblems(body.answers).isEmpty())
        return std::nullopt;
    const auto text = [&body](const QString &member) { return body.answers.value(member).toString(); };
    return EventEntry {
        ActivityKey(text(u"activity"_s)),   body.service, text(u"source"_s), text(u"reference"_s), text(u"title"_s), dayIn(body.answers.value(u"on"_s)),
        dayIn(body.answers.value(u"due"_s))
    };
}

QList<ProgrammeProblem> eventProblems(const Json::Object &fields)
{
    QList<ProgrammeProblem> problems;
    static const QStringList members { u"activity"_s, u"due"_s, u"on"_s, u"reference"_s, u"source"_s, u"title"_s };
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (!members.contains(it.key()) || !it->isString()) {
            //: Beside something that an event cannot say.
            problems.append({ it.key(), EventRecordWords::tr("An event has no such member.") });
        }
    }
    if (const auto key = ActivityKey::fromString(fields.value(u"activity"_s).toString()); !key || key->isEmpty()) {
        //: Beside the choice of the activity that an event asks for.
        problems.append({ u"activity"_s, EventRecordWords::tr("Choose what it asks for.") });
    }
    const QDate on = dayIn(fields.value(u"on"_s));
    if (!on.isValid()) {
        //: Beside the day on which something happened.
        problems.append({ u"on"_s, EventRecordWords::tr("Write the day it happened.") });
    }
    const QDate due = dayIn(fields.value(u"due"_s));
    if (fields.contains(u"due"_s) && (!due.isValid() || due < on)) {
        //: Beside the day by which something that happened is to be looked at.
        problems.append({ u"due"_s, EventRecordWords::tr("The due day must be a day on or after the day it happened.") });
    }
    const auto check = [&](const QString &member, qsizetype most) {
        const QString text = fields.value(member).toString();
        if (text.size() > most || !isOneLine(text)) {
            //: Beside a text that is too long; %1 is a number of characters.
            problems.append({ member, EventRecordWords::tr("Write one line of at most %1 characters.").arg(most) });
        }
    };
    check(u"title"_s, eventTitleLengthMax);
    check(u"source"_s, eventReferenceLengthMax);
    check(u"reference"_s, eventReferenceLengthMax);
    return problems;
}

bool isSameEvent(const RecordBody &a, const RecordBody &b)
{
    const auto first = eventEntryOf(a), second = eventEntryOf(b);
    const bool areSound = first && second && a.state != RecordState::Void && b.state != RecordState::Void && !first->reference.isEmpty();
    return areSound && eventIdOf(*first) == eventIdOf(*second);
}

} // namespace sightline
