#include "core/packs/council/demo_council.h"

#include <QFile>

// Resources of a static library register themselves only when asked, from outside any namespace.
static void loadResources() { Q_INIT_RESOURCE(council_pack); }

namespace sightline {

namespace {

QByteArray pack(const QString &name)
{
    loadResources();
    QFile file(QStringLiteral(":/sightline/packs/council/") + name);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);   // compiled into this very program
    return isOpen ? file.readAll() : QByteArray();
}

} // namespace

QByteArray demoCouncilPack() { return pack(QStringLiteral("demo.json")); }

const Json &builtInVisitRules()
{
    static const Json rules = [] {
        const auto read = parseJson(pack(QStringLiteral("visit_rules.json")));
        Q_ASSERT(read);   // a unit test reads it; what ships is what was tested
        return read.valueOr({});
    }();
    return rules;
}

QList<ChildPointer> demoChildren(QDate today)
{
    using namespace Qt::StringLiterals;
    const auto pack = parseJson(sightline::pack(u"demo_children.json"_s));
    Q_ASSERT(pack);   // a unit test reads it; what ships is what was tested
    const auto before = [today](const Json &days) { return days.isNull() ? QDate() : today.addDays(-days.toInteger()); };
    constexpr int firstNumber = 900'001;   // of the case system that the demo has not got
    int number = firstNumber;
    QList<ChildPointer> children;
    for (const Json &list : pack.valueOr({})[u"lists"_s].toArray()) {
        for (const QString &id : list[u"people"_s].toStrings()) {
            const Person *person = demoCouncil().person(PersonId(id));
            Q_ASSERT(person);
            for (const Json &one : list[u"children"_s].toArray()) {
                ChildPointer child { .author = person->id, .team = person->teams.value(0) };
                child.number = u"DEMO-%1"_s.arg(number++);
                child.initials = one[u"initials"_s].toString();
                child.ageBand = one[u"age_band"_s].toString();
                child.plan = one[u"plan"_s].toString();
                child.legal = one[u"legal"_s].toString();
                child.rule = one[u"rule"_s].toString();
                child.seenOn = before(one[u"seen"_s]);
                child.missed = static_cast<int>(one[u"missed"_s].toInteger());
                child.missedOn = before(one[u"missed_on"_s]);
                children.append(child);
            }
        }
    }
    return children;
}

const Council &demoCouncil()
{
    static const Council council = [] {
        const auto pack = parseJson(demoCouncilPack());
        Q_ASSERT(pack);   // a unit test reads it; what ships is what was tested
        const auto read = councilFromJson(pack.valueOr({}));
        Q_ASSERT(read);
        return read.valueOr(Council());
    }();
    return council;
}

} // namespace sightline
