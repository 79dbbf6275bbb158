#include "tests/pictures/stage.h"

#include "qml/gallery/sample_images.h"

#include <QCoreApplication>
#include <QCursor>
#include <QDir>
#include <QElapsedTimer>
#include <QQmlEngine>
#include <QQuickItem>

namespace sightline::pictures {

using namespace Qt::StringLiterals;

Look lightLook() { return { u"light"_s, { { u"dark"_s, false }, { u"highContrast"_s, false }, { u"textFactor"_s, 1.0 }, { u"rightToLeft"_s, false } } }; }

namespace {

Look changed(const QString &name, const QVariantMap &properties)
{
    Look look = lightLook();
    look.name = name;
    look.properties.insert(properties);
    return look;
}

} // namespace

Look darkLook() { return changed(u"dark"_s, { { u"dark"_s, true } }); }

QList<Look> otherLooks()
{
    return { changed(u"contrast-light"_s, { { u"highContrast"_s, true } }), changed(u"contrast-dark"_s, { { u"dark"_s, true }, { u"highContrast"_s, true } }),
             changed(u"text200"_s, { { u"textFactor"_s, 2.0 } }), changed(u"rtl"_s, { { u"rightToLeft"_s, true } }) };
}

QList<QSize> lookedAtSizes() { return { { 360, 740 }, { 390, 844 }, { 768, 1024 }, { 1024, 768 }, { 1440, 900 } }; }

bool waitUntil(const std::function<bool()> &holds)
{
    QElapsedTimer timer;
    timer.start();
    while (!holds() && timer.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    return holds();
}

Result<std::unique_ptr<Stage>> Stage::open(const QUrl &source, const QVariantMap &properties, QQuickImageProvider *files)
{
    std::unique_ptr<Stage> stage(new Stage);
    QQuickView &view = stage->m_view;
    view.engine()->setOutputWarningsToStandardError(false);
    QObject::connect(view.engine(), &QQmlEngine::warnings, &view, [stage = stage.get()](const QList<QQmlError> &warnings) {
        for (const QQmlError &warning : warnings)
            stage->m_complaints.append(warning.toString());
    });
    view.engine()->addImageProvider(u"files"_s, files ? files : new SampleImages);
    view.engine()->addImportPath(u"qrc:/qt/qml"_s);
    view.setInitialProperties(properties);
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.resize(390, 844);
    view.setSource(source);
    if (view.status() != QQuickView::Ready)
        return Error { ErrorCode::InvalidInput, u"%1 does not load: %2"_s.arg(source.fileName(), view.errors().value(0).toString()) };
    QCursor::setPos(5000, 5000);   // nothing is hovered in a picture
    view.show();
    view.requestActivate();
    stage->settle();
    return stage;
}

void Stage::setLook(const Look &look)
{
    for (auto it = look.properties.cbegin(); it != look.properties.cend(); ++it)
        m_view.rootObject()->setProperty(it.key().toUtf8().constData(), it.value());
}

void Stage::setSize(QSize size) { m_view.resize(size); }

void Stage::growToContent(int width)
{
    m_view.resize(width, 844);
    settle();
    m_view.resize(width, qRound(m_view.rootObject()->implicitHeight()));
}

void Stage::settle()
{
    for (int round = 0; round < 6; ++round)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

Result<void> Stage::save(const QString &file)
{
    settle();
    const QImage image = m_view.grabWindow();
    if (!m_complaints.isEmpty())
        return Error { ErrorCode::InvalidInput, u"%1: the page complains: %2"_s.arg(QFileInfo(file).fileName(), m_complaints.join(u'\n')) };
    if (!image.save(file))
        return Error { ErrorCode::StorageFailure, u"The picture %1 cannot be written."_s.arg(file) };
    return {};
}

QString Album::pathOf(const QString &name) const { return QDir(m_folder).filePath(name); }

Result<void> Album::add(Stage &stage, const QString &name)
{
    if (!name.startsWith(m_only))
        return {};
    ++m_count;
    return stage.save(pathOf(name + u".png"_s));
}

Result<void> Album::addEverywhere(Stage &stage, const QString &name)
{
    const auto draw = [&](const QSize &size, const Look &look) -> Result<void> {
        const QString full = u"%1-%2-%3"_s.arg(name).arg(size.width()).arg(look.name);
        if (!full.startsWith(m_only))
            return {};
        stage.setSize(size);
        stage.setLook(look);
        return add(stage, full);
    };
    for (const Look &look : { lightLook(), darkLook() }) {
        for (const QSize &size : lookedAtSizes()) {
            if (const auto drawn = draw(size, look); !drawn)
                return drawn;
        }
    }
    for (const Look &look : otherLooks()) {
        if (const auto drawn = draw({ 390, 844 }, look); !drawn)
            return drawn;
    }
    return draw({ 1024, 768 }, changed(u"text200"_s, { { u"textFactor"_s, 2.0 } }));
}

} // namespace sightline::pictures
