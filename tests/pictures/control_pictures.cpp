#include "tests/pictures/stage.h"

namespace sightline::pictures {

using namespace Qt::StringLiterals;

Result<void> drawControls(Album &album)
{
    const QString gallery = u"qrc:/qt/qml/Sightline/Gallery/"_s;
    for (const QString &shelf : { u"ButtonShelf"_s, u"ChoiceShelf"_s, u"FieldShelf"_s, u"PanelShelf"_s, u"NavigationShelf"_s }) {
        const QString name = u"control-"_s + shelf.chopped(5).toLower();
        if (!album.wants(name))
            continue;
        auto stage = Stage::open(QUrl(gallery + u"Stage.qml"_s), { { u"source"_s, QUrl(gallery + shelf + u".qml"_s) } });
        if (!stage)
            return stage.error();
        for (const Look &look : QList<Look> { lightLook(), darkLook() } + otherLooks()) {
            (*stage)->setLook(look);
            (*stage)->growToContent(390);
            if (const auto drawn = album.add(**stage, name + u'-' + look.name); !drawn)
                return drawn;
        }
    }
    return {};
}

} // namespace sightline::pictures
