#include "core/packs/council/demo_council.h"

#include <QFile>

// Resources of a static library register themselves only when asked, from outside any namespace.
static void loadResources() { Q_INIT_RESOURCE(council_pack); }

namespace sightline {

QByteArray demoCouncilPack()
{
    loadResources();
    QFile file(QStringLiteral(":/sightline/packs/council/demo.json"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);   // compiled into this very program
    return isOpen ? file.readAll() : QByteArray();
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
