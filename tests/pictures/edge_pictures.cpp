#include "qml/gallery/samples.h"
#include "tests/pictures/stage.h"

namespace sightline::pictures {

using namespace Qt::StringLiterals;

Result<void> drawEdges(Album &album)
{
    const QList<std::pair<QString, void (*)(AppViews &)>> states {
        { u"nothing"_s, showNothing },
        { u"one"_s, showOne },
        { u"thousand"_s, showThousands },
        { u"long"_s, showLongWords },
        { u"error"_s, showProblems },
        { u"refused"_s, showRefused },
        { u"closed"_s, showCannotOpen },
        { u"concern-to-read"_s, showConcernToRead },
        { u"concern-raised"_s, showConcernRaised },
        { u"concern-finished"_s, showConcernFinished },
        { u"hand-over-code"_s, showHandOverCode },
        { u"handed-over"_s, showHandedOver },
        { u"handed-over-thanks"_s, showHandOverThanks },
    };
    for (const auto &[state, fill] : states) {
        for (const QString &place : { u"today"_s, u"records"_s, u"framework"_s, u"sync"_s, u"more"_s }) {
            const QString name = u"edge-%1-%2"_s.arg(place, state);
            if (!album.wants(name))
                continue;
            AppViews views;
            fill(views);
            auto stage =
                Stage::open(QUrl(u"qrc:/qt/qml/Sightline/Gallery/PageStage.qml"_s), { { u"views"_s, QVariant::fromValue(&views) }, { u"place"_s, place } });
            if (!stage)
                return stage.error();
            if (const auto drawn = album.addEverywhere(**stage, name); !drawn)
                return drawn;
        }
    }
    const QString withPictures = u"edge-pictures-form"_s;
    if (!album.wants(withPictures))
        return {};
    // Photos and drawings are taken on devices; the sample has made-up ones.
    constexpr int partWithPictures = 4;
    AppViews views;
    showSamples(views);
    openSampleForm(views, partWithPictures);
    auto stage = Stage::open(QUrl(u"qrc:/qt/qml/Sightline/Gallery/PageStage.qml"_s), { { u"views"_s, QVariant::fromValue(&views) } });
    return stage ? album.addEverywhere(**stage, withPictures) : stage.error();
}

} // namespace sightline::pictures
