#include "qml/gallery/screenshots.h"

#include "qml/gallery/samples.h"

#include <QCoreApplication>
#include <QCursor>
#include <QDir>
#include <QElapsedTimer>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>

#include <functional>

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

const QString gallery = u"qrc:/qt/qml/Sightline/Gallery/"_s;

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

/// What a picture is of.
struct Subject {
    QString name;
    QUrl source;
    QVariantMap properties;
    QSize size;
    bool growsToContent = false;
};

Result<void> drawOne(const QString &file, const Subject &subject)
{
    QQuickView view;
    QStringList complaints;
    view.engine()->setOutputWarningsToStandardError(false);
    QObject::connect(view.engine(), &QQmlEngine::warnings, &view, [&complaints](const QList<QQmlError> &warnings) {
        for (const QQmlError &warning : warnings)
            complaints.append(warning.toString());
    });
    view.engine()->addImportPath(u"qrc:/qt/qml"_s);
    view.setInitialProperties(subject.properties);
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.resize(subject.size);
    view.setSource(subject.source);
    if (view.status() != QQuickView::Ready)
        return Error { ErrorCode::InvalidInput, u"The page %1 does not load: %2"_s.arg(subject.name, view.errors().value(0).toString()) };
    QCursor::setPos(5000, 5000);   // nothing is hovered in a picture
    view.show();
    view.requestActivate();
    settle();
    if (subject.growsToContent) {
        view.resize(subject.size.width(), qRound(view.rootObject()->implicitHeight()));
        settle();
    }
    // A page that warns is a page with a fault: the pictures are a test, too.
    if (!complaints.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The page %1 complains: %2"_s.arg(subject.name, complaints.join(u'\n')) };
    if (!view.grabWindow().save(file))
        return Error { ErrorCode::StorageFailure, u"The picture %1 cannot be written."_s.arg(file) };
    return {};
}

/// Each control on its shelf, in each look.
QList<Subject> shelves()
{
    QList<Subject> subjects;
    for (const QString &shelf : { u"ButtonShelf"_s, u"ChoiceShelf"_s, u"FieldShelf"_s, u"PanelShelf"_s, u"NavigationShelf"_s }) {
        for (const Look &look : looks()) {
            QVariantMap properties = look.properties;
            properties.insert(u"source"_s, QUrl(gallery + shelf + u".qml"_s));
            subjects.append({ u"control-"_s + shelf.chopped(5).toLower() + u'-' + look.name, QUrl(gallery + u"Stage.qml"_s), properties,
                              QSize(390, 844), true });
        }
    }
    return subjects;
}

struct PageCase {
    QString name;
    QVariantMap properties;
    std::function<void(AppViews &)> fill = showSamples;
};

QList<PageCase> pageCases()
{
    const auto form = [](int page) {
        return [page](AppViews &views) {
            showSamples(views);
            openSampleForm(views, page);
        };
    };
    const auto place = [](const QString &key) { return QVariantMap { { u"place"_s, key } }; };
    const auto detail = [](const QString &key) { return QVariantMap { { u"place"_s, key }, { u"detail"_s, true } }; };
    return {
        { u"today"_s, place(u"today"_s) },
        { u"today-task"_s, detail(u"today"_s) },
        { u"today-empty"_s, place(u"today"_s), showNothing },
        { u"capture"_s, { { u"capturing"_s, true } } },
        { u"form-visit"_s, {}, form(0) },
        { u"form-who"_s, {}, form(2) },
        { u"form-child"_s, {}, form(3) },
        { u"form-next"_s, {}, form(6) },
        { u"finished"_s, {}, [](AppViews &views) { showSamples(views); views.capture()->showFinished(u"Home visit"_s, true); } },
        { u"records"_s, place(u"records"_s) },
        { u"records-paper"_s, detail(u"records"_s) },
        { u"records-empty"_s, place(u"records"_s), showNothing },
        { u"framework"_s, place(u"framework"_s) },
        { u"framework-service"_s, place(u"framework"_s), [](AppViews &views) { showSamples(views); views.framework()->openService(u"es"_s); showSamples(views); } },
        { u"framework-activity"_s, detail(u"framework"_s), [](AppViews &views) { showSamples(views); views.framework()->openService(u"es"_s); showSamples(views); } },
        { u"sync"_s, place(u"sync"_s) },
        { u"more"_s, place(u"more"_s) },
        { u"more-settings"_s, detail(u"more"_s) },
    };
}

} // namespace

Result<int> drawGallery(const QString &folder, const QString &only)
{
    if (!QDir().mkpath(folder))
        return Error { ErrorCode::StorageFailure, u"The folder %1 cannot be made."_s.arg(folder) };
    int count = 0;
    const auto draw = [&](const Subject &subject) -> Result<void> {
        if (!subject.name.startsWith(only))
            return {};
        ++count;
        return drawOne(QDir(folder).filePath(subject.name + u".png"_s), subject);
    };
    for (const Subject &shelf : shelves()) {
        if (const auto drawn = draw(shelf); !drawn)
            return drawn.error();
    }
    const QList<QSize> sizes { { 360, 740 }, { 390, 844 }, { 768, 1024 }, { 1024, 768 }, { 1440, 900 } };
    for (const PageCase &page : pageCases()) {
        const auto drawIn = [&](const QSize &size, const Look &look) -> Result<void> {
            AppViews views;
            page.fill(views);
            Subject subject { u"page-%1-%2-%3"_s.arg(page.name).arg(size.width()).arg(look.name), QUrl(gallery + u"PageStage.qml"_s), look.properties, size };
            subject.properties.insert(page.properties);
            subject.properties.insert(u"views"_s, QVariant::fromValue(&views));
            return draw(subject);
        };
        for (const Look &look : looks()) {
            for (const QSize &size : sizes) {
                // Every look on a phone; light and dark everywhere.
                if (size.width() != 390 && look.name != u"light"_s && look.name != u"dark"_s)
                    continue;
                if (const auto drawn = drawIn(size, look); !drawn)
                    return drawn.error();
            }
        }
    }
    return count;
}

} // namespace sightline
