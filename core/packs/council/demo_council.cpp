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
