#include "qml/gallery/screenshots.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

struct Look {
    QString name;
    QVariantMap properties;
};

QList<Look> looks()
{
    return {
        { u"light"_s, { { u"dark"_s, false } } },
        { u"dark"_s, { { u"dark"_s, true } } },
        { u"contrast-light"_s, { { u"highContrast"_s, true } } },
        { u"contrast-dark"_s, { { u"dark"_s, true }, { u"highContrast"_s, true } } },
        { u"text200"_s, { { u"textFactor"_s, 2.0 } } },
        { u"rtl"_s, { { u"rightToLeft"_s, true } } },
    };
}

/// Lets polish, layout and animations of no length settle.
void settle()
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 60)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

Result<void> drawOne(const QString &file, const QString &shelf, const Look &look)
{
    QQuickView view;
    QStringList complaints;
    view.engine()->setOutputWarningsToStandardError(false);
    QObject::connect(view.engine(), &QQmlEngine::warnings, &view, [&complaints](const QList<QQmlError> &warnings) {
        for (const QQmlError &warning : warnings)
            complaints.append(warning.toString());
    });
    view.engine()->addImportPath(u"qrc:/qt/qml"_s);
    QVariantMap properties = look.properties;
    properties.insert(u"source"_s, QUrl(u"qrc:/qt/qml/Sightline/Gallery/"_s + shelf + u".qml"_s));
    view.setInitialProperties(properties);
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.setSource(QUrl(u"qrc:/qt/qml/Sightline/Gallery/Stage.qml"_s));
    if (view.status() != QQuickView::Ready)
        return Error { ErrorCode::InvalidInput, u"The gallery page %1 does not load: %2"_s.arg(shelf, view.errors().value(0).toString()) };
    view.resize(390, 844);
    view.show();
    settle();
    view.resize(390, qRound(view.rootObject()->implicitHeight()));
    settle();
    // A page that warns is a page with a fault: the pictures are a test, too.
    if (!complaints.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The gallery page %1 complains: %2"_s.arg(shelf, complaints.join(u'\n')) };
    if (!view.grabWindow().save(file))
        return Error { ErrorCode::StorageFailure, u"The picture %1 cannot be written."_s.arg(file) };
    return {};
}

} // namespace

Result<int> drawGallery(const QString &folder, const QString &only)
{
    if (!QDir().mkpath(folder))
        return Error { ErrorCode::StorageFailure, u"The folder %1 cannot be made."_s.arg(folder) };
    int count = 0;
    for (const QString &shelf : { u"ButtonShelf"_s, u"ChoiceShelf"_s, u"FieldShelf"_s, u"PanelShelf"_s, u"NavigationShelf"_s }) {
        for (const Look &look : looks()) {
            const QString name = u"control-"_s + shelf.chopped(5).toLower() + u'-' + look.name;
            if (!name.startsWith(only))
                continue;
            const auto drawn = drawOne(QDir(folder).filePath(name + u".png"_s), shelf, look);
            if (!drawn)
                return drawn.error();
            ++count;
        }
    }
    return count;
}

} // namespace sightline
