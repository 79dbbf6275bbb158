#include "qml/app/more_watch.h"

#include "core/commands/author_context.h"
#include "core/queries/store_summary.h"
#include "core/queries/sync_summary.h"
#include "core/store/store_lock.h"
#include "qml/app/system_text_size.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/on_worker.h"

#include <QCoreApplication>
#include <QDir>
#include <QGuiApplication>
#include <QLocale>
#include <QProcess>
#include <QSettings>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 megabyte = 1000 * 1000;

struct MoreReading {
    AuthorContext author;
    StoreSummary store;
    SyncSummary sync;
};

/// Who shares this device. Who is here now is made known to the others, by name where the keys are kept.
QList<DevicePerson> peopleOf(const AppOptions &options, SecretStore &secrets, const QString &ownName)
{
    const DevicePeople here(options.peopleDirectory);
    // Not kept, the others see an unnamed person until the next time: nothing of anybody's is lost.
    if (!ownName.isEmpty()) [[maybe_unused]]
        const auto named = here.keepName(secrets, options.personId, ownName);
    [[maybe_unused]] const auto last = here.keepLast(options.personId);
    return here.all(secrets);
}

Result<MoreReading> readMore(Store &store)
{
    MoreReading reading;
    if (auto author = authorContext(store))
        reading.author = *std::move(author);
    auto summary = storeSummary(store);
    if (!summary)
        return summary.error();
    reading.store = *std::move(summary);
    auto sync = syncSummary(store);
    if (!sync)
        return sync.error();
    reading.sync = *std::move(sync);
    return reading;
}

} // namespace

MoreWatch::MoreWatch(StoreLink &link, const AppOptions &options, MoreView &view, SecretStore *secrets)
    : m_link(link), m_options(options), m_view(view), m_secrets(secrets),
      m_start([](const QStringList &arguments) { return QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments); })
{
    m_secretsPool.setMaxThreadCount(1);
    readPreferences();
    connect(view.preferences(), &Preferences::changed, this, &MoreWatch::keepPreferences);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.session || changes.scopes || !changes.records.isEmpty() || changes.types.contains(RecordType::Person))
            refresh();
    });
    connect(&view, &MoreView::peopleShown, this, &MoreWatch::readPeople);
    connect(&view, &MoreView::switchAsked, this, &MoreWatch::switchTo);
    connect(&view, &MoreView::addPersonAsked, this, &MoreWatch::addPerson);
}

// Each person's store has a key of its own, so another person is another program: nothing of the first stays in memory.
void MoreWatch::start(const QStringList &arguments)
{
    if (m_start(arguments)) {
        m_view.showProblem({});
        Q_EMIT left();
        return;
    }
    //: In More, where another person was chosen and their Sightline did not start.
    const QString words =
        tr("Sightline could not be started for that person. You are still signed in; nothing was changed. Close Sightline and start it again.");
    m_view.showProblem(words);
    Q_EMIT notStarted(words);
}

bool MoreWatch::mustStay()
{
    if (!m_hasUnkept || !m_hasUnkept())
        return false;
    //: In More, where another person was chosen and the disk has refused what was typed before. Nothing is lost while this window is open.
    m_view.showProblem(tr("What you typed could not be saved yet: this device may be full. It is still here and is tried again every few seconds, so "
                          "Sightline stays open for you. Free some space, do not close Sightline, then switch again."));
    return true;
}

void MoreWatch::switchTo(const QString &person)
{
    Q_EMIT keepAsked();
    // After what was typed, in the same queue: it is on disk before anybody else's store opens.
    m_link.ask(
        this,
        [folder = m_options.storeOf(person)](Store &) {
            const auto lock = StoreLock::take(folder);
            return lock ? Result<void>() : lock.error();
        },
        [this, person](const Result<void> &free) {
            if (mustStay())
                return;
            if (free || free.error().code != ErrorCode::StorageLocked)
                return start(m_options.argumentsFor(person));
            //: In More, where another person was chosen whose Sightline is open in another window.
            m_view.showProblem(tr("Sightline is already open for that person in another window of this device. Use that window. You are still signed in "
                                  "here; nothing was changed."));
        },
        StoreThread::Lane::Save);
}

void MoreWatch::backToLast()
{
    // No store is open on this page, so there is nothing to keep, and no thread of it to ask.
    onWorker(
        this, [folder = m_options.peopleDirectory] { return DevicePeople(folder).lastId(); },
        [this](const QString &last) { start(m_options.argumentsFor(last)); });
}

void MoreWatch::addPerson()
{
    Q_EMIT keepAsked();
    m_link.ask(
        this, [](Store &store) { return store.meta().enrolment(); },
        [this](const Result<Enrolment> &enrolment) {
            if (mustStay())
                return;
            QStringList arguments = m_options.argumentsFor(DevicePeople::newId());
            if (enrolment)
                arguments += { u"--hub"_s, enrolment->hubUrl };
            start(arguments);
        },
        StoreThread::Lane::Save);
}

QString MoreWatch::contactText(const SyncSummary &sync) const
{
    if (sync.lastContactMs)
        return momentWords(m_link.councilNow().at(*sync.lastContactMs), m_link.today());
    //: On the About page, in place of the time of the last contact with the hub.
    return tr("None yet");
}

void MoreWatch::refresh()
{
    m_link.ask(this, &readMore, [this](const Result<MoreReading> &reading) {
        if (!reading)
            return;
        MoreState state;
        state.personName = reading->sync.personName;
        state.personRole = reading->author.roles.join(u", "_s);
        state.canAddPerson = !m_options.peopleDirectory.isEmpty() && m_secrets;
        state.about = {
            //: Name of a fact on the About page: which version of the app this is.
            { u"version"_s, tr("Version"), QCoreApplication::applicationVersion() },
            //: Name of a fact on the About page: whose records these are.
            { u"council"_s, tr("Council"), reading->sync.council },
            //: Name of a fact on the About page: the address of the council's hub.
            { u"hub"_s, tr("Hub"), reading->sync.hubUrl },
            //: Name of a fact on the About page: when this device last spoke with the hub.
            { u"contact"_s, tr("Last contact"), contactText(reading->sync) },
            //: Name of a fact on the About page: a number follows.
            { u"records"_s, tr("Records on this device"), QLocale().toString(reading->store.answered) },
            //: Name of a fact on the About page: a size such as 12 MB follows.
            { u"size"_s, tr("Room taken"),
              QLocale().formattedDataSize(reading->store.bytes, reading->store.bytes < megabyte ? 0 : 1, QLocale::DataSizeSIFormat) },
            //: Name of a fact on the About page: the database library and its version follow.
            { u"library"_s, tr("Stored with"), reading->store.library },
        };
        if (m_isScreenGuarded) {
            //: Name of a fact on the About page: whether other programs can take a picture of this window.
            const QString name = tr("Screenshots");
            //: On the About page, after "Screenshots".
            const QString guarded = tr("This system keeps this window out of them.");
            //: On the About page, after "Screenshots".
            const QString open = tr("This system lets other programs take a picture of this window. The quick hide shows a neutral screen instead.");
            state.about.append({ u"screenshots"_s, name, *m_isScreenGuarded ? guarded : open });
        }
        if (m_options.isDemo) {
            //: Shown in More while the demonstration runs.
            state.warning = tr("This is a demonstration. Its keys lie beside its data, which no real installation does.");
        }
        m_state = state;
        m_isRead = true;
        show();
            // The others see the own name by it: once after opening, and again only where it has become another.
        if (m_ownName != reading->sync.personName)
            readPeople();
    });
}

void MoreWatch::show()
{
    if (!m_isRead)
        return;
    m_state.people = m_state.canAddPerson ? rowsOf(m_people) : profiles();
    m_view.show(m_state);
}

void MoreWatch::readPeople()
{
    if (!m_isRead || !m_state.canAddPerson)
        return;
    m_ownName = m_state.personName;
    onWorker(
        this, [&options = m_options, &secrets = *m_secrets, name = m_ownName] { return peopleOf(options, secrets, name); },
        [this](const QList<DevicePerson> &people) {
            m_people = people;
            show();
        },
        &m_secretsPool);
}

QList<PersonRow> MoreWatch::rowsOf(const QList<DevicePerson> &people) const
{
    QList<PersonRow> rows;
    for (const DevicePerson &person : people) {
        const bool isCurrent = person.id == m_options.personId;
        PersonRow row { person.id, person.name, {}, isCurrent };
        if (person.name.isEmpty()) {
            //: In More, in the list of people: somebody whose joining was cut off, or who has not opened Sightline since.
            row.name = tr("Somebody else");
            //: In More, under "Somebody else" in the list of people.
            row.role = tr("Their name is known here once they have opened Sightline");
        }
        rows.append(row);
    }
    return rows;
}

QList<PersonRow> MoreWatch::profiles() const
{
    QList<PersonRow> rows;
    if (m_options.profilesDirectory.isEmpty())
        return rows;
    const auto names = QDir(m_options.profilesDirectory).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names) {
        const QString store = m_options.profilesDirectory + u'/' + name + u"/store"_s;
        if (!QDir(store).exists())
            continue;
        QString words = name;
        words.replace(u'-', u' ');
        words[0] = words[0].toUpper();
        rows.append({ name, words, {}, QDir(store) == QDir(m_options.storeDirectory) });
    }
    return rows;
}

void MoreWatch::readPreferences()
{
    const QSettings settings(m_options.storeDirectory + u"/preferences.ini"_s, QSettings::IniFormat);
    Preferences &preferences = *m_view.preferences();
    preferences.setScheme(settings.value("scheme", Preferences::FollowSystem).toInt());
    preferences.setHighContrast(settings.value("highContrast", false).toBool());
    preferences.setTextPercent(settings.value("textPercent", systemTextPercent(QGuiApplication::font(), QGuiApplication::platformName())).toInt());
    preferences.setReducedMotion(settings.value("reducedMotion", false).toBool());
    preferences.setSpelling(settings.value("spelling", true).toBool());
    preferences.setShortForms(settings.value("shortForms", false).toBool());
    preferences.setHidesWhenLeft(settings.value("hidesWhenLeft", false).toBool());
    preferences.setSparesAllowance(settings.value("sparesAllowance", false).toBool());
    preferences.setReminds(settings.value("reminds", true).toBool());
    preferences.setRemindDaysBefore(settings.value("remindDaysBefore", 1).toInt());
    // One that cannot be read stays what it is by default.
    preferences.takeQuietFrom(settings.value("quietFrom").toString());
    preferences.takeQuietTo(settings.value("quietTo").toString());
    preferences.setQuietOnFreeDays(settings.value("quietOnFreeDays", true).toBool());
    preferences.setUrgentAtAnyHour(settings.value("urgentAtAnyHour", true).toBool());
}

void MoreWatch::keepPreferences()
{
    QSettings settings(m_options.storeDirectory + u"/preferences.ini"_s, QSettings::IniFormat);
    const Preferences &preferences = *m_view.preferences();
    settings.setValue("scheme", preferences.scheme());
    settings.setValue("highContrast", preferences.highContrast());
    // Only what differs is a choice: the rest goes on following the system.
    if (preferences.textPercent() == systemTextPercent(QGuiApplication::font(), QGuiApplication::platformName()))
        settings.remove("textPercent");
    else
        settings.setValue("textPercent", preferences.textPercent());
    settings.setValue("reducedMotion", preferences.reducedMotion());
    settings.setValue("spelling", preferences.spelling());
    settings.setValue("shortForms", preferences.shortForms());
    settings.setValue("hidesWhenLeft", preferences.hidesWhenLeft());
    settings.setValue("sparesAllowance", preferences.sparesAllowance());
    settings.setValue("reminds", preferences.reminds());
    settings.setValue("remindDaysBefore", preferences.remindDaysBefore());
    settings.setValue("quietFrom", preferences.quietFrom());
    settings.setValue("quietTo", preferences.quietTo());
    settings.setValue("quietOnFreeDays", preferences.quietOnFreeDays());
    settings.setValue("urgentAtAnyHour", preferences.urgentAtAnyHour());
}

} // namespace sightline
