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

RunningApp::RunningApp(const QString &folder, QSize size, bool offline) : RunningApp(folder, size, offline, nullptr)
{
    if (m_failure)
        qFatal("%s", qPrintable(m_failure->detail));
}

RunningApp::RunningApp(const QString &folder, QSize size, std::unique_ptr<SecretStore> secrets) : RunningApp(folder, size, true, std::move(secrets)) { }

RunningApp::RunningApp(const QString &folder, QSize size, bool offline, std::unique_ptr<SecretStore> secrets)
{
    QDir().mkpath(folder);
    QFile key(folder + u"/key"_s);
    if (!key.exists() && key.open(QIODevice::WriteOnly))
        key.write("a passphrase for tests alone\n");
    key.close();
    AppOptions options;
    options.storeDirectory = folder + u"/store"_s;
    if (!secrets)
        options.keyFile = folder + u"/key"_s;
    options.isOffline = offline;
    m_graph = std::make_unique<AppGraph>(options, std::move(secrets));
    m_engine = std::make_unique<QQmlApplicationEngine>();
    m_engine->addImageProvider(u"files"_s, m_graph->newFileImages());
    m_engine->addImportPath(u"qrc:/qt/qml"_s);
    m_engine->setInitialProperties({ { u"views"_s, QVariant::fromValue(&m_graph->views()) }, { u"width"_s, size.width() }, { u"height"_s, size.height() } });
    m_engine->load(QUrl(u"qrc:/qt/qml/Sightline/App/Main.qml"_s));
    if (m_engine->rootObjects().isEmpty())
        qFatal("the window could not be made");
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().first());
    m_window->requestActivate();
    bool isOpen = false;
    QObject::connect(m_graph.get(), &AppGraph::opened, m_window, [&isOpen] { isOpen = true; });
    QObject::connect(m_graph.get(), &AppGraph::openFailed, m_window, [this](const Error &error) { m_failure = error; });
    m_graph->open();
    if (!QTest::qWaitFor([&] { return isOpen || m_failure; }, 60'000))
        qFatal("the store did not open");
}

RunningApp::~RunningApp()
{
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
