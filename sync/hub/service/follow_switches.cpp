#include "sync/hub/service/follow_switches.h"

#include <array>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array switchedTypes { RecordType::Form, RecordType::Step };

QString followed(qint64 cardSeq) { return u"switches followed of the card at "_s + QString::number(cardSeq); }

Result<bool> hasToFollow(HubSnapshot &hub, const Readership &readership, const RecordId &id)
{
    const auto row = hub.record(id);
    const auto entries = hub.entriesOf(id);
    if (!row || !entries)
        return row ? entries.error() : row.error();
    const auto body = bodyFromBytes((*row)->body);
    if (!body)
        return body.error();
    const auto switched = readership.switchedOf(hub, id, *body);
    if (!switched)
        return switched.error();
    const SwitchMove move = moveOf(*entries, *switched);
    return !move.come.isEmpty() || !move.leave.isEmpty();
}

} // namespace

Result<bool> areSwitchesFollowed(HubSnapshot &hub, qint64 cardSeq) { return cardSeq == 0 ? Result<bool>(true) : hub.isDone(followed(cardSeq)); }

Result<void> noteSwitchesFollowed(HubTransaction &hub, qint64 cardSeq) { return hub.noteDone(followed(cardSeq)); }

SwitchMove moveOf(const QList<Entry> &entries, const Readership::Switched &switched)
{
    SwitchMove move { switched.on, {} };
    for (const Entry &entry : entries) {
        if (!entry.present)
            continue;
        move.come.removeAll(entry.scope);
        if (switched.off.contains(entry.scope))
            move.leave.append(entry.scope);
    }
    return move;
}

bool SwitchWalk::isOver() const { return type >= int(switchedTypes.size()); }

Result<QList<RecordId>> goOn(SwitchWalk &walk, HubSnapshot &hub, const Readership &readership, int together)
{
    QList<RecordId> found;
    if (walk.isOver())
        return found;
    const auto records = hub.recordsAfter(recordTypeName(switchedTypes.at(std::size_t(walk.type))), walk.after, together);
    if (!records)
        return records.error();
    for (const RecordForm &record : *records) {
        const auto follows = readership.isSwitched(record.form) ? hasToFollow(hub, readership, record.id) : Result<bool>(false);
        if (!follows)
            return follows.error();
        if (*follows)
            found.append(record.id);
        walk.after = record.id.toBytes();
    }
    if (records->size() < together) {
        walk.type += 1;
        walk.after = QByteArray(16, '\0');
    }
    return found;
}

} // namespace sightline::hub
