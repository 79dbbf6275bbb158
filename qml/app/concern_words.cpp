#include "qml/app/concern_words.h"

#include "core/queries/capture_context.h"
#include "qml/bridge/day_words.h"

#include <QCoreApplication>

namespace sightline {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Concern)
};

QString momentOf(qint64 ms, const CouncilNow &now) { return momentWords(now.at(ms), now.today); }

bool isOnTheWay(RecordSync sync) { return sync == RecordSync::Here || sync == RecordSync::Sent; }

QString stateOf(const ConcernItem &concern, const CouncilNow &now)
{
    if (concern.readAtMs) {
        //: On an urgent concern. %1 is who read it, %2 a time of day, or a day and a time.
        return Words::tr("Read by %1, %2").arg(concern.readByName, momentOf(*concern.readAtMs, now));
    }
    if (!concern.isMine) {
        //: On an urgent concern, to its readers.
        return Words::tr("Not yet read");
    }
    if (concern.managerName.isEmpty()) {
        //: On an urgent concern, to its author, where nobody is known who would read it.
        return Words::tr("Nobody is down as the manager who reads it");
    }
    //: On an urgent concern, to its author. %1 is the manager it waits for.
    return Words::tr("Not yet read by %1").arg(concern.managerName);
}

QString placeOf(const ConcernItem &concern, const CouncilNow &now)
{
    if (concern.readAtMs && !concern.isMine && isOnTheWay(concern.readSync)) {
        //: On an urgent concern, to the manager who has just read it. %1 is its author.
        return Words::tr("That you read it is on this device only. %1 sees it when it is sent.").arg(concern.item.authorName);
    }
    if (concern.readAtMs || !concern.isMine)
        return {};
    if (isOnTheWay(concern.item.sync)) {
        //: On an urgent concern, to its author, until the hub has it.
        return Words::tr("On this device only. It goes first as soon as the hub can be reached.");
    }
    if (concern.item.sync == RecordSync::Kept || concern.item.sync == RecordSync::Conflict) {
        //: On an urgent concern that the hub holds and has not passed on, to its author. "Sync" is the page of that name.
        return Words::tr("The hub keeps it and has not passed it on. Nobody is shown it. Sync says why.");
    }
    //: On an urgent concern, to its author. %1 is a time of day, or a day and a time.
    return concern.hubAtMs ? Words::tr("On the hub since %1.").arg(momentOf(*concern.hubAtMs, now)) : QString();
}

} // namespace

ConcernRow concernRow(const ConcernItem &concern, const CouncilCard &council, const CouncilNow &now)
{
    const QString when = momentOf(concern.item.completedAtMs, now);
    ConcernRow row { .id = concern.item.id.toString(), .title = concern.item.title };
    //: On an urgent concern, to its author. %1 is a time of day, or a day and a time.
    row.raisedText = concern.isMine ? Words::tr("Raised by you, %1").arg(when)
                                    //: On an urgent concern, to its readers. %1 is its author, %2 a time of day, or a day and a time.
                                    : Words::tr("Raised by %1, %2").arg(concern.item.authorName, when);
    row.stateText = stateOf(concern, now);
    row.placeText = placeOf(concern, now);
    row.isRead = concern.readAtMs.has_value();
    row.isMine = concern.isMine;
    row.who = concern.about.who.join(QStringLiteral(", "));
    row.what = concern.about.what;
    if (row.isMine && !row.isRead) {
        row.phone = council.safeguardingPhone;
        //: On an urgent concern, to its author until it is read, over the council's number.
        row.phoneText = row.phone.isEmpty() ? safeguardingPhoneWords(council) : Words::tr("Do not wait for that. Your council's safeguarding number:");
    }
    return row;
}

} // namespace sightline
