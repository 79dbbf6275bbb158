#include "tests/qml/running_app.h"

#include "qml/app/page_plugins.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace sightline::testing {

using namespace Qt::StringLiterals;

void prepareForTests()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
}

QStringList RunningApp::storeArguments(const QString &folder) { return { u"--store"_s, folder + u"/store"_s, u"--key-file"_s, folder + u"/key"_s }; }

namespace {

/// The options of the device in @p folder; its key file is made if it is to have one and has none.
AppOptions optionsOf(const QString &folder, bool offline, bool hasKeyFile)
{
    QDir().mkpath(folder);
    QFile key(folder + u"/key"_s);
    if (hasKeyFile && !key.exists() && key.open(QIODevice::WriteOnly))
        key.write("a passphrase for tests alone\n");
    key.close();
    AppOptions options;
    options.storeDirectory = folder + u"/store"_s;
    if (hasKeyFile)
        options.keyFile = folder + u"/key"_s;
    options.isOffline = offline;
    return options;
}

} // namespace

RunningApp::RunningApp(const QString &folder, QSize size, bool offline)
{
    start(optionsOf(folder, offline, true), size, nullptr);
    if (m_failure)
        qFatal("%s", qPrintable(m_failure->detail));
}

RunningApp::RunningApp(const QString &folder, QSize size, std::unique_ptr<SecretStore> secrets)
{
    const bool hasKeyFile = !secrets;
    start(optionsOf(folder, true, hasKeyFile), size, std::move(secrets));
}

RunningApp::RunningApp(AppOptions options, QSize size, std::unique_ptr<SecretStore> secrets, PinWorld pins)
{
    start(options, size, std::move(secrets), std::move(pins));
}

void RunningApp::start(const AppOptions &options, QSize size, std::unique_ptr<SecretStore> secrets, PinWorld pins)
{
    m_graph = std::make_unique<AppGraph>(options, std::move(secrets), nullptr, std::move(pins));
    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->addImageProvider(u"files"_s, m_graph->newFileImages());
    m_engine->addImportPath(u"qrc:/qt/qml"_s);
    m_engine->setInitialProperties({ { u"views"_s, QVariant::fromValue(&m_graph->views()) }, { u"width"_s, size.width() }, { u"height"_s, size.height() } });
    m_engine->load(QUrl(u"qrc:/qt/qml/Sightline/App/Main.qml"_s));
    if (m_engine->rootObjects().isEmpty())
        qFatal("the window could not be made");
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().first());
    m_moments = std::make_unique<KeepMoments>(*m_graph, *m_window);
    m_window->requestActivate();
    QObject::connect(m_graph.get(), &AppGraph::opened, m_window, [this] {
        m_isOpen = true;
        m_isJoining = false;
        m_isLocked = false;
    });
    QObject::connect(m_graph.get(), &AppGraph::openFailed, m_window, [this](const Error &error) { m_failure = error; });
    QObject::connect(m_graph.get(), &AppGraph::joiningAsked, m_window, [this] { m_isJoining = true; });
    QObject::connect(m_graph.get(), &AppGraph::unlockAsked, m_window, [this] { m_isLocked = true; });
    m_graph->open();
    if (!QTest::qWaitFor([&] { return m_isOpen || m_failure || m_isJoining || m_isLocked; }, 60'000))
        qFatal("the store did not open");
}

RunningApp::~RunningApp()
{
    m_moments.reset();   // a window that goes is not somebody's leaving
    m_engine.reset();   // the pages go before what they show
    m_graph.reset();
}

namespace {

QStringList &complaints()
{
    static QStringList heard;
    return heard;
}
QtMessageHandler handlerBefore = nullptr;

void hear(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type != QtDebugMsg && type != QtInfoMsg)
        complaints().append(message);
    handlerBefore(type, context, message);
}

} // namespace

Complaints::Complaints()
{
    complaints().clear();
    handlerBefore = qInstallMessageHandler(hear);
}

Complaints::~Complaints() { qInstallMessageHandler(handlerBefore); }

QStringList Complaints::all() const { return complaints(); }

} // namespace sightline::testing
