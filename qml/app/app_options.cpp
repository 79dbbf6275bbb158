#include "qml/app/app_options.h"

#include <QCommandLineParser>
#include <QStandardPaths>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QSize sizeFrom(const QString &text)
{
    const QStringList parts = text.split(u'x');
    return parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
}

} // namespace

QStringList AppOptions::argumentsFor(const QString &profile) const
{
    const QString folder = profilesDirectory + u'/' + profile;
    QStringList arguments { u"--store"_s, folder + u"/store"_s, u"--profiles"_s, profilesDirectory };
    if (!keyFile.isEmpty())
        arguments += { u"--key-file"_s, folder + u"/key"_s };
    if (isOffline)
        arguments.append(u"--offline"_s);
    if (isDemo)
        arguments.append(u"--demo"_s);
    return arguments;
}

Result<AppOptions> appOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Quality assurance in children's services, with or without a signal."_s);
    const QCommandLineOption store(u"store"_s, u"Folder of this person's store."_s, u"DIR"_s);
    const QCommandLineOption keyFile(u"key-file"_s, u"File that holds the store's passphrase; without it the system's secret store is asked."_s, u"FILE"_s);
    const QCommandLineOption profiles(u"profiles"_s, u"Folder whose folders are the people of this device."_s, u"DIR"_s);
    const QCommandLineOption offline(u"offline"_s, u"Do not talk to the hub."_s);
    const QCommandLineOption demo(u"demo"_s, u"Say on screen that this is a demonstration."_s);
    const QCommandLineOption selfTest(u"self-test"_s, u"Open every page once without a store, then end."_s);
    const QCommandLineOption size(u"size"_s, u"Size of the window, for example 390x844."_s, u"WxH"_s);
    const QCommandLineOption title(u"window-title"_s, u"Title of the window."_s, u"TEXT"_s, u"Sightline"_s);
    parser.addOptions({ store, keyFile, profiles, offline, demo, selfTest, size, title });
    parser.addHelpOption();
    parser.addVersionOption();
    if (!parser.parse(arguments))
        return Error { ErrorCode::InvalidInput, parser.errorText() };
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    if (parser.isSet(u"version"_s))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        return Error { ErrorCode::InvalidInput, u"Sightline takes no argument \"%1\". See: sightline --help"_s.arg(parser.positionalArguments().first()) };

    AppOptions options;
    options.storeDirectory = parser.value(store);
    if (options.storeDirectory.isEmpty())
        options.storeDirectory = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/store"_s;
    options.keyFile = parser.value(keyFile);
    options.profilesDirectory = parser.value(profiles);
    options.isOffline = parser.isSet(offline);
    options.isDemo = parser.isSet(demo);
    options.isSelfTest = parser.isSet(selfTest);
    options.windowTitle = parser.value(title);
    if (parser.isSet(size)) {
        options.size = sizeFrom(parser.value(size));
        if (options.size.isEmpty())
            return Error { ErrorCode::InvalidInput, u"--size takes a width and a height, for example 390x844; \"%1\" is neither."_s.arg(parser.value(size)) };
    }
    return options;
}

} // namespace sightline
