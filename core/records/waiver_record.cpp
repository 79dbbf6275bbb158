#include "core/records/waiver_record.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct WaiverRecordWords {
    Q_DECLARE_TR_FUNCTIONS(WaiverRecord)
};

QDate dayWritten(const Json &value) { return QDate::fromString(value.toString(), Qt::ISODate); }

} // namespace

Json::Object waiverFields(const WaiverEntry &entry)
{
    Json::Object fields { { u"kind"_s, entry.isDeferral ? u"defer"_s : u"waive"_s },
                          { u"on"_s, entry.on.toString(Qt::ISODate) },
                          { u"reason"_s, entry.reason } };
    if (entry.isDeferral)
        fields.insert(u"until"_s, entry.until.toString(Qt::ISODate));
    if (entry.isDecided)
        fields.insert(u"decided"_s, u"yes"_s);
    return fields;
}

Json::Object waiverFields(const WaiverAnswer &answer)
{
    Json::Object fields { { u"answer"_s, answer.approves ? u"approve"_s : u"refuse"_s }, { u"on"_s, answer.on.toString(Qt::ISODate) } };
    if (!answer.reason.isEmpty())
        fields.insert(u"reason"_s, answer.reason);
    return fields;
}

std::optional<WaiverEntry> waiverEntryOf(const RecordBody &body)
{
    if (body.type != RecordType::Waiver || body.about || !body.task || !waiverProblems(body.answers, false).isEmpty())
        return std::nullopt;
    return WaiverEntry { body.answers.value(u"kind"_s).toString() == u"defer"_s, body.answers.value(u"reason"_s).toString(),
                         dayWritten(body.answers.value(u"until"_s)), dayWritten(body.answers.value(u"on"_s)), body.answers.contains(u"decided"_s) };
}

std::optional<WaiverAnswer> waiverAnswerOf(const RecordBody &body)
{
    if (body.type != RecordType::Waiver || !body.about || !waiverProblems(body.answers, true).isEmpty())
        return std::nullopt;
    return WaiverAnswer { body.answers.value(u"answer"_s).toString() == u"approve"_s, body.answers.value(u"reason"_s).toString(),
                          dayWritten(body.answers.value(u"on"_s)) };
}

QList<ProgrammeProblem> waiverProblems(const Json::Object &fields, bool isAnswer)
{
    QList<ProgrammeProblem> problems;
    const auto text = [&fields](const QString &member) { return fields.value(member).toString(); };
    const QStringList members =
        isAnswer ? QStringList { u"answer"_s, u"on"_s, u"reason"_s } : QStringList { u"decided"_s, u"kind"_s, u"on"_s, u"reason"_s, u"until"_s };
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (!members.contains(it.key()) || !it->isString()) {
            //: Beside something that putting a task off cannot say.
            problems.append({ it.key(), WaiverRecordWords::tr("A waiver has no such member.") });
        }
    }
    const QString kind = isAnswer ? text(u"answer"_s) : text(u"kind"_s);
    const QStringList kinds = isAnswer ? QStringList { u"approve"_s, u"refuse"_s } : QStringList { u"waive"_s, u"defer"_s };
    if (!kinds.contains(kind)) {
        //: Beside the choice between leaving a task out and putting it off.
        problems.append({ isAnswer ? u"answer"_s : u"kind"_s, WaiverRecordWords::tr("Choose one of the two.") });
    }
    const QDate on = dayWritten(fields.value(u"on"_s));
    if (!on.isValid()) {
        //: Beside the day on which a task was put off.
        problems.append({ u"on"_s, WaiverRecordWords::tr("Write the day.") });
    }
    const bool needsReason = !isAnswer || kind == "refuse"_L1;
    if (needsReason && text(u"reason"_s).trimmed().isEmpty()) {
        //: Beside an empty reason for leaving a task out.
        problems.append({ u"reason"_s, WaiverRecordWords::tr("Write why. Whoever looks at the year later reads it.") });
    }
    if (text(u"reason"_s).size() > waiverReasonLengthMax) {
        //: Beside a reason that is too long; %1 is a number of characters.
        problems.append({ u"reason"_s, WaiverRecordWords::tr("Write at most %1 characters.").arg(waiverReasonLengthMax) });
    }
    const QDate until = dayWritten(fields.value(u"until"_s));
    if (kind == "defer"_L1 && (!until.isValid() || until <= on)) {
        //: Beside the day a task is put off to.
        problems.append({ u"until"_s, WaiverRecordWords::tr("Choose a day after today that it is put off to.") });
    }
    return problems;
}

} // namespace sightline
