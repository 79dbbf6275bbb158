#include "sync/hub/cli/council_switches.h"

#include "sync/hub/ops/seed.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

Result<QMap<QString, CouncilSwitch>> switchesOf(OpenHub &hub)
{
    const auto snapshot = hub.store().snapshot();
    return snapshot ? councilSwitches(**snapshot) : snapshot.error();
}

QString audienceWords(const QStringList &audiences)
{
    static const QMap<QString, QString> words {
        { u"team"_s, u"their author's team"_s },     { u"service"_s, u"their author's service"_s },
        { u"lead"_s, u"those who lead the team"_s }, { u"observed"_s, u"the person observed"_s },
        { u"author"_s, u"their author"_s },
    };
    QStringList said;
    for (const QString &audience : audiences)
        said.append(words.value(audience, audience));
    return said.join(u" and "_s);
}

} // namespace

Result<QString> decideSwitch(OpenHub &hub, const QString &decision, CouncilCard &card)
{
    const auto switches = switchesOf(hub);
    if (!switches)
        return switches.error();
    const QString name = decision.section(u'=', 0, 0), value = decision.section(u'=', 1);
    const bool isKnown = switches->contains(name) || (value == "off"_L1 && card.switchedOn.contains(name));
    if (!isKnown || (value != "on"_L1 && value != "off"_L1)) {
        return Error { ErrorCode::InvalidInput,
                       u"--switch \"%1\" says nothing here; write NAME=on or NAME=off, with one of %2."_s.arg(decision, switches->keys().join(u", "_s)) };
    }
    const CouncilSwitch decided = switches->value(name);
    const QString forms = decided.titles.join(u", "_s), readers = audienceWords(decided.audiences);
    if (value == "off"_L1) {
        card.switchedOn.remove(name);
        return u"%1: no longer read by %2, also what was completed while this was on; it leaves their devices at their next sync."_s.arg(forms, readers);
    }
    if (!card.switchedOn.contains(name))
        card.switchedOn.insert(name, hub.clock().now().msSinceEpoch);
    return u"%1: what is completed from %2 on is also read by %3. What was completed before is not."_s.arg(
        forms, toIso(Instant { card.switchedOn.value(name) }), readers);
}

Result<QStringList> switchLines(OpenHub &hub, const CouncilCard &card)
{
    const auto switches = switchesOf(hub);
    if (!switches)
        return switches.error();
    QStringList lines;
    for (auto it = card.switchedOn.cbegin(); it != card.switchedOn.cend(); ++it) {
        const CouncilSwitch known = switches->value(it.key());
        lines.append(u"%1: also read by %2 since %3 (%4)"_s.arg(known.titles.join(u", "_s), audienceWords(known.audiences), toIso(Instant { *it }), it.key()));
    }
    return lines;
}

} // namespace sightline::hub
