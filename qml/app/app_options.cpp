#include "qml/app/app_options.h"

#include "qml/app/device_people.h"

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

QString AppOptions::storeOf(const QString &person) const
{
    return peopleDirectory.isEmpty() ? profilesDirectory + u'/' + person + u"/store"_s : DevicePeople(peopleDirectory).storeOf(person);
}

QStringList AppOptions::argumentsFor(const QString &person) const
{
    QStringList arguments;
    if (peopleDirectory.isEmpty()) {
        arguments = { u"--store"_s, storeOf(person), u"--profiles"_s, profilesDirectory };
        if (!keyFile.isEmpty())
            arguments += { u"--key-file"_s, profilesDirectory + u'/' + person + u"/key"_s };
    } else {
        arguments = { u"--people"_s, peopleDirectory, u"--person"_s, person };
    }
    if (isOffline)
        arguments.append(u"--offline"_s);
    if (isDemo)
        arguments.append(u"--demo"_s);
    return arguments;
}

namespace {

/// Whose store it is: one that was named, or that of somebody who shares this device.
Result<void> chooseStore(AppOptions &options, const QString &store, const QString &people, const QString &person)
{
    options.storeDirectory = store;
    // Whoever names a store, or brings the key themselves, keeps their people apart themselves.
    if (!store.isEmpty() || !options.profilesDirectory.isEmpty() || !options.keyFile.isEmpty()) {
        if (!people.isEmpty() || !person.isEmpty())
            return Error { ErrorCode::InvalidInput, u"--people and --person do not go with --store, --key-file or --profiles."_s };
        if (store.isEmpty())
            options.storeDirectory = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/store"_s;
        return {};
    }
    options.peopleDirectory = people.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : people;
    if (!person.isEmpty() && !DevicePeople::isId(person))
        return Error { ErrorCode::InvalidInput, u"--person takes the id of a person of this device; \"%1\" is none."_s.arg(person.left(60)) };
    const DevicePeople here(options.peopleDirectory);
    options.personId = person.isEmpty() ? here.lastId() : person;
    options.storeDirectory = here.storeOf(options.personId);
    return {};
}

} // namespace

Result<AppOptions> appOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Quality assurance in children's services, with or without a signal."_s);
    const QCommandLineOption store(u"store"_s, u"Folder of this person's store."_s, u"DIR"_s);
    const QCommandLineOption keyFile(u"key-file"_s, u"File that holds the store's passphrase; without it the system's secret store is asked."_s, u"FILE"_s);
    const QCommandLineOption profiles(u"profiles"_s, u"Folder whose folders are the people of this device."_s, u"DIR"_s);
    const QCommandLineOption people(u"people"_s, u"Folder of those who share this device; each has a store, whose key is in the system's secret store."_s,
                                    u"DIR"_s);
    const QCommandLineOption person(u"person"_s, u"Which of them; without it, who was here last."_s, u"ID"_s);
    const QCommandLineOption address(u"hub"_s, u"Address of the hub that is offered where this device is not joined yet."_s, u"URL"_s);
    const QCommandLineOption offline(u"offline"_s, u"Do not talk to the hub."_s);
    const QCommandLineOption demo(u"demo"_s, u"Say on screen that this is a demonstration."_s);
    const QCommandLineOption selfTest(u"self-test"_s, u"Open every page once without a store, then end."_s);
    const QCommandLineOption size(u"size"_s, u"Size of the window, for example 390x844."_s, u"WxH"_s);
    const QCommandLineOption title(u"window-title"_s, u"Title of the window."_s, u"TEXT"_s, u"Sightline"_s);
    parser.addOptions({ store, keyFile, profiles, people, person, address, offline, demo, selfTest, size, title });
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
    options.keyFile = parser.value(keyFile);
    options.profilesDirectory = parser.value(profiles);
    options.hubAddress = parser.value(address);
    if (const auto chosen = chooseStore(options, parser.value(store), parser.value(people), parser.value(person)); !chosen)
        return chosen.error();
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
