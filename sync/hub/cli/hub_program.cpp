#include "sync/hub/cli/hub_program.h"

#include "core/people/council_card.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/note_administration.h"
#include "sync/hub/ops/retention_book.h"
#include "sync/hub/ops/sweep_files.h"

#include <QRegularExpression>

#include <CLI/CLI.hpp>

#include <sys/prctl.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr int exitFailed = 1;
constexpr int exitWrongInput = 2;
constexpr int exitLocked = 4;

int exitCodeOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::StorageLocked: return exitLocked;
    case ErrorCode::InvalidInput:
    case ErrorCode::TooLarge:
    case ErrorCode::UnsupportedVersion: return exitWrongInput;
    default: return exitFailed;
    }
}

constexpr char documentKinds[] = "The document: .docx, text as a word processor exports it, or a .csv table";

/// Everything the arguments may say, as text.
struct Arguments {
    std::string db, keyFile, listen = "127.0.0.1:8750", metricsListen, logLevel = "notice", portFile, workTo, peopleFile, teamsFile, settingsFile, source,
                             tlsCert, tlsKey, council, file, from, to, user, lastDay, device, record;
    std::string userName, service, manager, visitRules, edition, row, cell, words;
    std::string recovery, by, codeFile, passwordFile, child, reference, erasure, hold;
    std::vector<std::string> records;
    bool isDue = false;
    std::string what, countFrom = "completed", basis, folder, decisions;
    int months = 0;
    bool isRemoved = false;
    bool namesAll = false;
    std::string place, filesTo, filesFrom, filesAt;
    bool filesStay = false;
    int number = 0, days = sweepDaysUsual, limit = AuditQuestion {}.limit;
    std::optional<int> keepFreeMegabytes;
    std::optional<std::string> safeguardingPhone;
    std::optional<int> leaseDays;
    std::optional<int> lockMinutes;
    std::optional<std::vector<std::string>> formPublishers, frameworkOwners, peopleKeepers;
    std::string cover, role, activity, unit, period, reason, until;
    std::vector<std::string> roles, services, teams, leads, trustedProxies, formSettings, switches, sameKeys, newRows, editions, pinFiles;
    bool demo = false;
    bool emptyLists = false;
    bool tryOnly = false;
    bool isAccepted = false;
    bool allRows = false;
    bool asAssumed = false;
    bool returns = false;
    bool elected = false, ofStaff = false;
    std::string hubAddress, qr;
    bool withdraw = false;
    int connectionsPerAddress = HttpOptions {}.connectionsPerAddressMax;
    Console console;
};

QString text(const std::string &value) { return QString::fromStdString(value); }

/// A database's address that was mistyped, or put in a wrong place, may hold a password: it is not repeated.
QString withoutAddresses(QString said)
{
    static const QRegularExpression address(u"[^\\s\"]*(://|postgres|password)[^\\s\"]*"_s, QRegularExpression::CaseInsensitiveOption);
    return said.replace(address, u"(an address)"_s);
}

QStringList texts(const std::vector<std::string> &values)
{
    QStringList all;
    for (const std::string &value : values)
        all.append(text(value));
    return all;
}

Result<HubPaths> pathsOf(const Arguments &arguments) { return hubPaths(text(arguments.db), text(arguments.keyFile)); }

Result<QDate> dateOf(const std::string &value, const QString &option)
{
    if (value.empty())
        return QDate();
    const QDate date = QDate::fromString(text(value), Qt::ISODate);
    if (!date.isValid())
        return Error { ErrorCode::InvalidInput, u"%1 \"%2\" is not a date; write it as 2026-11-23."_s.arg(option, text(value)) };
    return date;
}

/// "127.0.0.1:8750", "[::1]:0": puts them into @p http.
Result<void> readListen(const std::string &value, const QString &option, HttpOptions &http)
{
    const QString listen = text(value);
    const qsizetype colon = listen.lastIndexOf(u':');
    bool isNumber = false;
    const int port = listen.mid(colon + 1).toInt(&isNumber);
    if (colon < 1 || !isNumber || port < 0 || port > 65535)
        return Error { ErrorCode::InvalidInput,
                       u"%1 \"%2\" is not an address and a port, for example 127.0.0.1:8750 (port 0 picks one)."_s.arg(option, listen) };
    http.host = listen.left(colon);
    if (http.host.startsWith(u'[') && http.host.endsWith(u']'))
        http.host = http.host.mid(1, http.host.size() - 2);
    http.port = static_cast<quint16>(port);
    return {};
}

Result<ServeOptions> serveOptionsOf(const Arguments &arguments)
{
    if (arguments.tlsCert.empty() != arguments.tlsKey.empty())
        return Error { ErrorCode::InvalidInput, u"--tls-cert and --tls-key belong together; give both."_s };
    ServeOptions options;
    if (const auto read = readListen(arguments.listen, u"--listen"_s, options.http); !read)
        return read.error();
    if (!arguments.metricsListen.empty()) {
        // Watchers are few, and who reads this page waits for nobody but another watcher.
        options.metrics = HttpOptions { .threads = 1, .connectionsMax = 16 };
        if (const auto read = readListen(arguments.metricsListen, u"--metrics-listen"_s, *options.metrics); !read)
            return read.error();
    }
    options.logUpTo = logLevelFrom(text(arguments.logLevel)).value_or(LogLevel::Notice);   // the parser took none but these words
    options.http.tlsCertificate = text(arguments.tlsCert);
    options.http.tlsKey = text(arguments.tlsKey);
    options.http.connectionsPerAddressMax = arguments.connectionsPerAddress;
    for (const std::string &proxy : arguments.trustedProxies)
        options.http.trustedProxies.append(QByteArray::fromStdString(proxy));
    options.portFile = text(arguments.portFile);
    if (arguments.keepFreeMegabytes)
        options.keepFreeBytes = *arguments.keepFreeMegabytes * 1024LL * 1024;
    return options;
}

/// The tree of commands. @p run becomes what the one that was named does.
class HubCommandLine {
public:
    HubCommandLine();
    [[nodiscard]] int run(int argc, char **argv);
    [[nodiscard]] QStringList names() const;

private:
    using Command = std::function<Result<void>()>;
    using OnHub = std::function<Result<void>(const HubPaths &)>;

    CLI::App *command(CLI::App &parent, const std::string &name, const std::string &about, OnHub run);
    void addJson(CLI::App *command) { command->add_flag("--json", m_arguments.console.json, "Answer with JSON"); }
    void addServing();
    void addFramework();
    void addForms();
    void addCouncil();
    void addUsers();
    void addEventSources();
    void addAccounts();
    void addAbsences();
    void addFiles();
    void addRecovery();
    void addErasing();
    void addHolds();
    void addRetention();
    void addRecords();
    void addAudit();

    Arguments m_arguments;
    QStringList m_toNote;   ///< what the audit trail is told of the command
    CLI::App m_app { "The central records of Sightline: serves a council's devices and administers its records." };
    Command m_run;
};

CLI::App *HubCommandLine::command(CLI::App &parent, const std::string &name, const std::string &about, OnHub run)
{
    CLI::App *added = parent.add_subcommand(name, about);
    added->add_option("--db", m_arguments.db, "The council's records: sqlite:FILE, postgresql://HOST/DATABASE or postgresql:service=NAME")->required();
    added->add_option("--key-file", m_arguments.keyFile, "The keys that init made (default: in your configuration folder)");
    const QString path = &parent == &m_app ? text(name) : text(parent.get_name() + " " + name);
    added->callback([this, path, run = std::move(run)] {
        m_run = [this, path, run]() -> Result<void> {
            const auto paths = pathsOf(m_arguments);
            if (!paths)
                return paths.error();
            if (!isNotedCommand(path))
                return run(*paths);
            const auto noted = noteAdministration(*paths, m_toNote);
            if (!noted)
                return noted.error();
            const auto done = run(*paths);
            if (*noted || !done)
                return done;
            // The hub could not be opened a moment ago, and now it could.
            const auto after = noteAdministration(*paths, m_toNote);
            if (after && *after)
                return done;
            return Error { ErrorCode::StorageFailure, u"This was done, and could not be written to the audit trail: tell whoever looks after it."_s };
        };
    });
    return added;
}

void HubCommandLine::addServing()
{
    CLI::App *init = command(m_app, "init", "Makes a new council's records and their keys", [this](const HubPaths &paths) {
        const DemoCouncil ofDemo = m_arguments.emptyLists ? DemoCouncil::PeopleOnly : DemoCouncil::WithChildren;
        return initCommand(paths, m_arguments.demo ? ofDemo : DemoCouncil::None, text(m_arguments.council), m_arguments.console);
    });
    CLI::Option *demo = init->add_flag("--demo", m_arguments.demo,
                                       "With the built-in framework, and a council whose people are roles and have made-up children on their lists");
    init->add_flag("--empty-lists", m_arguments.emptyLists, "With --demo: without children on anybody's list")->needs(demo);
    init->add_option("--council", m_arguments.council, "The council's name, as devices show it");
    addJson(init);

    CLI::App *serving = command(m_app, "serve", "Serves devices until it is told to stop (SIGTERM)", [this](const HubPaths &paths) -> Result<void> {
        const auto options = serveOptionsOf(m_arguments);
        return options ? serveCommand(paths, *options) : Result<void>(options.error());
    });
    serving->add_option("--listen", m_arguments.listen, "Address and port; plain http is for this machine only")->capture_default_str();
    serving->add_option("--port-file", m_arguments.portFile, "Where to write the port once the hub listens");
    serving->add_option("--metrics-listen", m_arguments.metricsListen,
                        "Address and port of this machine where GET /metrics answers in Prometheus' text (default: nowhere)");
    serving->add_option("--log-level", m_arguments.logLevel, "The least grave lines of the log: error, warning, notice, info (a line for each request), debug")
        ->capture_default_str()
        ->check(CLI::IsMember([] {
            std::vector<std::string> words;
            for (const QString &word : logWords())
                words.push_back(word.toStdString());
            return words;
        }()));
    serving->add_option("--tls-cert", m_arguments.tlsCert, "Certificate chain, PEM");
    serving->add_option("--tls-key", m_arguments.tlsKey, "The certificate's key, PEM");
    serving->add_option("--connections-per-address", m_arguments.connectionsPerAddress, "Most connections from one address")
        ->capture_default_str()
        ->check(CLI::Range(1, 4096));
    serving->add_option("--keep-free-mb", m_arguments.keepFreeMegabytes, "Free disk below which no files are taken and words still are, in MB (default: 1024)")
        ->check(CLI::Range(0, 1024 * 1024));
    serving->add_option("--trusted-proxy", m_arguments.trustedProxies,
                        "Address of a proxy whose X-Forwarded-For says who asks (may be given several times; without it that header says nothing)");
}

void HubCommandLine::addFramework()
{
    CLI::App *framework = m_app.add_subcommand("framework", "Reads framework documents");
    framework->require_subcommand(1);
    CLI::App *compile = framework->add_subcommand("compile", "Reads a framework document and says what it means, row by row");
    compile->add_option("file", m_arguments.file, documentKinds)->required();
    compile->add_flag("--rows", m_arguments.allRows, "Name every row, not only those that are assumed or asked about");
    compile->callback([this] {
        m_run = [this] {
            return frameworkCompileCommand(text(m_arguments.file), m_arguments.allRows ? ReportRows::All : ReportRows::Uncertain, m_arguments.console);
        };
    });
    addJson(compile);
    CLI::App *install =
        command(*framework, "install", "Publishes a framework document as an edition to every device", [this](const HubPaths &paths) -> Result<void> {
            const auto from = dateOf(m_arguments.from, u"--from"_s);
            const KeyOptions keys { texts(m_arguments.sameKeys), texts(m_arguments.newRows), m_arguments.tryOnly, m_arguments.isAccepted };
            return from ? frameworkInstallCommand(paths, text(m_arguments.file), *from, keys, m_arguments.console) : Result<void>(from.error());
        });
    install->add_option("file", m_arguments.file, documentKinds)->required();
    install->add_option("--from", m_arguments.from, "First day it counts (default: since always)");
    install->add_option("--same", m_arguments.sameKeys, "ROW=KEY: this row is the activity that had this key before; may be repeated")->allow_extra_args(false);
    install->add_option("--new", m_arguments.newRows, "A row that is a new promise, however much it reads like an earlier one; may be repeated")
        ->allow_extra_args(false);
    install->add_flag("--accept", m_arguments.isAccepted, "What must be seen of the document (tracked changes, merged cells, macros) was seen");
    install->add_flag("--try", m_arguments.tryOnly, "Say which activities stay, change, begin and end, and publish nothing");
    addJson(install);
    addJson(command(*framework, "editions", "Every edition, and whether it is archived, in force or coming",
                    [this](const HubPaths &paths) { return frameworkEditionsCommand(paths, m_arguments.console); }));
    CLI::App *questions = command(*framework, "questions", "What an edition asks of the framework's owner, and what was answered",
                                  [this](const HubPaths &paths) { return frameworkQuestionsCommand(paths, text(m_arguments.edition), m_arguments.console); });
    questions->add_option("--edition", m_arguments.edition, "Which (default: the one in force)");
    addJson(questions);
    CLI::App *answer =
        command(*framework, "answer", "Records the owner's answer to a question; it counts from a day to come", [this](const HubPaths &paths) -> Result<void> {
            const auto from = dateOf(m_arguments.from, u"--from"_s);
            const AnswerOptions options { text(m_arguments.row), text(m_arguments.cell), text(m_arguments.words),
                                          m_arguments.asAssumed, text(m_arguments.user), from.valueOr({}) };
            return from ? frameworkAnswerCommand(paths, options, m_arguments.console) : Result<void>(from.error());
        });
    answer->add_option("row", m_arguments.row, "The row's place (S20.3) or its key")->required();
    answer->add_option("--words", m_arguments.words, "What the cell means, in words a cell would have: \"Monthly\"");
    answer->add_flag("--as-assumed", m_arguments.asAssumed, "What was assumed is right");
    answer->add_option("--cell", m_arguments.cell, "what, how, why, lead or frequency (default: the one that is asked about)");
    answer->add_option("--by", m_arguments.user, "Who answers")->required();
    answer->add_option("--from", m_arguments.from, "First day it counts (default: tomorrow)");
    addJson(answer);
    CLI::App *diff =
        framework->add_subcommand("diff", "Says in sentences what one edition changes of another, whom it affects, and what it does to each role's work");
    diff->add_option("editions", m_arguments.editions, "Documents, or names of the council's editions: OLD and NEW, or NEW alone against the edition in force")
        ->required()
        ->expected(1, 2);
    CLI::Option *db = diff->add_option("--db", m_arguments.db, "The council whose people it is said for, and whose editions can be named");
    diff->add_option("--key-file", m_arguments.keyFile, "The keys that init made (default: in your configuration folder)");
    diff->add_option("--from", m_arguments.from, "The day whose people it is said for (default: the new edition's first day, else today)");
    diff->add_option("--for", m_arguments.user, "Only what changes for this person")->needs(db);
    addJson(diff);
    diff->callback([this] {
        m_run = [this]() -> Result<void> {
            const auto from = dateOf(m_arguments.from, u"--from"_s);
            if (!from)
                return from.error();
            const DiffOptions options { texts(m_arguments.editions), *from, text(m_arguments.user) };
            if (m_arguments.db.empty())
                return frameworkDiffCommand({}, options, m_arguments.console);
            const auto paths = pathsOf(m_arguments);
            return paths ? frameworkDiffCommand(*paths, options, m_arguments.console) : Result<void>(paths.error());
        };
    });
}

void HubCommandLine::addForms()
{
    CLI::App *form = m_app.add_subcommand("form", "The council's forms");
    form->require_subcommand(1);
    CLI::App *install = command(*form, "install", "Publishes a FHIR R4 Questionnaire as a form to every device",
                                [this](const HubPaths &paths) { return formInstallCommand(paths, text(m_arguments.file), m_arguments.console); });
    install->add_option("file", m_arguments.file, "The Questionnaire, JSON")->required();
    addJson(install);
}

void HubCommandLine::addCouncil()
{
    CLI::App *council = m_app.add_subcommand("council", "What every device is told of the council");
    council->require_subcommand(1);
    addJson(command(*council, "show", "What it is told", [this](const HubPaths &paths) { return councilShowCommand(paths, m_arguments.console); }));
    CLI::App *set = command(*council, "set", "Changes it", [this](const HubPaths &paths) {
        CouncilChange change;
        if (m_arguments.safeguardingPhone)
            change.phone = text(*m_arguments.safeguardingPhone);
        if (m_arguments.formPublishers)
            change.formPublishers = texts(*m_arguments.formPublishers);
        if (m_arguments.frameworkOwners)
            change.frameworkOwners = texts(*m_arguments.frameworkOwners);
        if (m_arguments.peopleKeepers)
            change.peopleKeepers = texts(*m_arguments.peopleKeepers);
        change.formSettings = texts(m_arguments.formSettings);
        change.switches = texts(m_arguments.switches);
        change.leaseDays = m_arguments.leaseDays;
        change.lockMinutes = m_arguments.lockMinutes;
        change.visitRulesFile = text(m_arguments.visitRules);
        return councilSetCommand(paths, change, m_arguments.console);
    });
    set->add_option("--safeguarding-phone", m_arguments.safeguardingPhone, "The number to ring about an urgent concern, as people dial it; \"\" takes it away");
    set->add_option("--form-publisher", m_arguments.formPublishers, "Role whose people may publish forms; give it once for each; \"\" takes all away");
    set->add_option("--framework-owner", m_arguments.frameworkOwners,
                    "Role whose people may change the framework from their devices; give it once for each; \"\" takes all away");
    set->add_option("--people-keeper", m_arguments.peopleKeepers,
                    "Role whose people may take in tables of people from their devices; give it once for each; \"\" takes all away");
    set->add_option("--form-setting", m_arguments.formSettings,
                    "NAME=VALUE: what the council decides of its forms, for example room_photos=yes; give it once for each; NAME= puts the form's own back");
    set->add_option("--switch", m_arguments.switches,
                    "NAME=on or NAME=off: whether what is completed from now on is read by others too, for example home_visits_for_team=on; once for each");
    set->add_option("--lease-days", m_arguments.leaseDays,
                    "After how many days without the hub records on a device are closed to reading; what is unsent stays open")
        ->check(CLI::Range(1, leaseDaysMax));
    set->add_option("--lock-minutes", m_arguments.lockMinutes, "After how many minutes without a touch a device with a PIN locks itself (usual: 5)")
        ->check(CLI::Range(1, lockMinutesMax));
    set->add_option("--visit-rules", m_arguments.visitRules, "File with how often children are visited: core/packs/council/README.md");
    addJson(set);
}

void HubCommandLine::addUsers()
{
    CLI::App *user = m_app.add_subcommand("user", "The people of the council");
    user->require_subcommand(1);
    addJson(command(*user, "list", "Everybody", [this](const HubPaths &paths) { return userListCommand(paths, m_arguments.console); }));
    CLI::App *add = command(*user, "add", "Adds somebody, or changes who is there", [this](const HubPaths &paths) {
        const NewUser added { text(m_arguments.user),      text(m_arguments.userName), texts(m_arguments.roles), text(m_arguments.service),
                              texts(m_arguments.services), texts(m_arguments.teams),   texts(m_arguments.leads), text(m_arguments.manager),
                              m_arguments.returns,         m_arguments.elected,        m_arguments.ofStaff };
        return userAddCommand(paths, added, m_arguments.console);
    });
    add->add_option("id", m_arguments.user, "Short id, for example tm-north")->required();
    add->add_option("--name", m_arguments.userName, "What colleagues see")->required();
    add->add_option("--role", m_arguments.roles, "A role, as the framework names it; may be repeated")->required();
    add->add_option("--service", m_arguments.service, "The service they work in")->required();
    add->add_option("--oversees", m_arguments.services, "A service they oversee; may be repeated");
    add->add_option("--team", m_arguments.teams, "A team they are in; may be repeated");
    add->add_option("--leads", m_arguments.leads, "A team they manage; may be repeated");
    add->add_option("--manager", m_arguments.manager, "Their line manager");
    add->add_flag("--returns", m_arguments.returns, "Somebody whose last day was set is here again, and reads what they read");
    CLI::Option *elected = add->add_flag("--elected", m_arguments.elected, "A member of the council: reads what is about the organisation alone (class P1)");
    add->add_flag("--of-staff", m_arguments.ofStaff, "No member of the council, though a role of theirs is one that members hold, or they were one")
        ->excludes(elected);
    addJson(add);
    CLI::App *leave = command(*user, "leave", "Says when somebody's last day is", [this](const HubPaths &paths) -> Result<void> {
        const auto lastDay = dateOf(m_arguments.lastDay, u"--last-day"_s);
        return lastDay ? userLeaveCommand(paths, text(m_arguments.user), *lastDay, text(m_arguments.workTo), m_arguments.console)
                       : Result<void>(lastDay.error());
    });
    leave->add_option("id", m_arguments.user, "Who")->required();
    leave->add_option("--last-day", m_arguments.lastDay, "Their last day, for example 2026-11-30")->required();
    leave->add_option("--work-to", m_arguments.workTo, "Whose their tasks are from then on (default: their line manager)");
    addJson(leave);

    CLI::App *people = m_app.add_subcommand("people", "Everybody at once, from tables (CSV)");
    people->require_subcommand(1);
    CLI::App *imports =
        command(*people, "import", "Takes in tables of people, teams and settings: all of it, or with what is wrong none", [this](const HubPaths &paths) {
            const PeopleFiles files { text(m_arguments.peopleFile), text(m_arguments.teamsFile), text(m_arguments.settingsFile) };
            return peopleImportCommand(paths, files, m_arguments.console);
        });
    imports->add_option("--people", m_arguments.peopleFile, "id, name, roles, service, oversees, teams, manager, from, to");
    imports->add_option("--teams", m_arguments.teamsFile, "id, name, service, managers");
    imports->add_option("--settings", m_arguments.settingsFile, "id, name, kind, service: homes, schools, and the areas that work is spread over");
    addJson(imports);
    CLI::App *event = m_app.add_subcommand("event", "What happened that asks for something: placements, referrals, conferences");
    event->require_subcommand(1);
    CLI::App *events = command(*event, "import", "Takes in a table of events (CSV): all of it, or with what is wrong none", [this](const HubPaths &paths) {
        return eventImportCommand(paths, text(m_arguments.file), text(m_arguments.source), m_arguments.console);
    });
    events->add_option("file", m_arguments.file, "activity, date, reference, due, next meeting, title, source")->required();
    events->add_option("--source", m_arguments.source, "The system it comes from, where a row names none");
    addJson(events);
    addEventSources();
    addAccounts();
    addAbsences();

    CLI::App *enrol =
        command(m_app, "enrol", "Prints a one-time code for a person's device, and with --hub an invitation that carries it", [this](const HubPaths &paths) {
            return enrolCommand(paths, { text(m_arguments.user), text(m_arguments.hubAddress), texts(m_arguments.pinFiles), text(m_arguments.qr) },
                                m_arguments.console);
        });
    enrol->add_option("user", m_arguments.user, "Whose device")->required();
    enrol->add_option("--hub", m_arguments.hubAddress, "The address devices reach this hub by: https://…");
    enrol->add_option("--pin", m_arguments.pinFiles, "PEM file of a certificate that devices are to expect there from then on; may be repeated")
        ->allow_extra_args(false);
    enrol->add_option("--qr", m_arguments.qr, "Shows the invitation as a QR code: NAME.svg, NAME.png, or - for this terminal");
    addJson(enrol);
    CLI::App *calendar = command(m_app, "calendar", "Makes the private address of a person's calendar; one before ends", [this](const HubPaths &paths) {
        return calendarCommand(paths, { text(m_arguments.user), text(m_arguments.hubAddress), m_arguments.withdraw }, m_arguments.console);
    });
    calendar->add_option("user", m_arguments.user, "Whose calendar")->required();
    calendar->add_option("--hub", m_arguments.hubAddress, "The address devices reach this hub by, to print the whole address: https://...");
    calendar->add_flag("--withdraw", m_arguments.withdraw, "Make none, and end the one there is");
    addJson(calendar);
    CLI::App *revoke = command(m_app, "revoke", "Withdraws every enrolment of a person: a lost device",
                               [this](const HubPaths &paths) { return revokeCommand(paths, text(m_arguments.user), m_arguments.console); });
    revoke->add_option("user", m_arguments.user, "Whose devices")->required();
    addJson(revoke);

    CLI::App *device = m_app.add_subcommand("device", "The devices that have joined");
    device->require_subcommand(1);
    CLI::App *devices = command(*device, "list", "Each device: when it was last heard, and what it still had to hand in",
                                [this](const HubPaths &paths) { return deviceListCommand(paths, text(m_arguments.user), m_arguments.console); });
    devices->add_option("--user", m_arguments.user, "Of this person alone");
    addJson(devices);
    CLI::App *lost = command(*device, "revoke", "Withdraws one device: it hands in what is unsent when it is next heard, and destroys the rest",
                             [this](const HubPaths &paths) { return deviceRevokeCommand(paths, text(m_arguments.device), m_arguments.console); });
    lost->add_option("device", m_arguments.device, "Which, from device list")->required();
    addJson(lost);
    CLI::App *held = command(*device, "held", "What one device may hold: records by kind, last contact, what was unsent", [this](const HubPaths &paths) {
        return deviceHeldCommand(paths, text(m_arguments.device), m_arguments.namesAll, m_arguments.console);
    });
    held->add_option("device", m_arguments.device, "Which, from device list")->required();
    held->add_flag("--records", m_arguments.namesAll, "Name every record");
    addJson(held);
}

void HubCommandLine::addEventSources()
{
    CLI::App *source = m_app.add_subcommand("event-source", "Systems that tell the hub of events over the network (POST /v1/events)");
    source->require_subcommand(1);
    CLI::App *add = command(*source, "add", "Makes the token of a system, told once; one that it had ends",
                            [this](const HubPaths &paths) { return eventSourceAddCommand(paths, text(m_arguments.source), m_arguments.console); });
    CLI::App *end = command(*source, "revoke", "Nothing is taken by its token any more; what it told of stays",
                            [this](const HubPaths &paths) { return eventSourceEndCommand(paths, text(m_arguments.source), m_arguments.console); });
    for (CLI::App *one : { add, end }) {
        one->add_option("name", m_arguments.source, "The system, for example \"case system\"")->required();
        addJson(one);
    }
    addJson(
        command(*source, "list", "Each system, and since when", [this](const HubPaths &paths) { return eventSourceListCommand(paths, m_arguments.console); }));
}

void HubCommandLine::addAccounts()
{
    CLI::App *account = m_app.add_subcommand("account", "Accounts of the hub's own, for trials and for when the council's sign-in is down");
    account->require_subcommand(1);
    CLI::App *add = command(
        *account, "add", "Makes an account for somebody; the key of their authenticator and ten recovery codes are told once",
        [this](const HubPaths &paths) { return accountAddCommand(paths, text(m_arguments.user), text(m_arguments.passwordFile), m_arguments.console); });
    CLI::App *reset =
        command(*account, "reset", "The same in place of the one they have: password, authenticator and recovery codes are new", [this](const HubPaths &paths) {
            return accountResetCommand(paths, text(m_arguments.user), text(m_arguments.passwordFile), m_arguments.console);
        });
    CLI::App *disable = command(*account, "disable", "Nobody joins by it any more; reset opens it again",
                                [this](const HubPaths &paths) { return accountDisableCommand(paths, text(m_arguments.user), m_arguments.console); });
    for (CLI::App *one : { add, reset, disable }) {
        one->add_option("user", m_arguments.user, "Whose")->required();
        addJson(one);
    }
    for (CLI::App *one : { add, reset })
        one->add_option("--password-file", m_arguments.passwordFile, "File whose first line is the password; - reads it from standard input")->required();
    addJson(command(*account, "list", "Each account: in use, closed or disabled, and recovery codes left",
                    [this](const HubPaths &paths) { return accountListCommand(paths, m_arguments.console); }));
}

void HubCommandLine::addAbsences()
{
    CLI::App *absence = m_app.add_subcommand("absence", "Who is away, and who covers; who holds a role in somebody's place");
    absence->require_subcommand(1);
    CLI::App *away =
        command(*absence, "add", "Enters that somebody is away, or with --role that they hand one role over", [this](const HubPaths &paths) -> Result<void> {
            const auto from = dateOf(m_arguments.from, u"--from"_s);
            const auto to = dateOf(m_arguments.to, u"--to"_s);
            if (!from || !to)
                return from ? to.error() : from.error();
            return absenceAddCommand(paths, { text(m_arguments.user), *from, *to, text(m_arguments.cover), text(m_arguments.role) }, m_arguments.console);
        });
    away->add_option("person", m_arguments.user, "Who")->required();
    away->add_option("--from", m_arguments.from, "First day; without it, today");
    away->add_option("--to", m_arguments.to, "Last day; without it, until further notice");
    away->add_option("--cover", m_arguments.cover, "Who does their tasks, or holds the role, meanwhile");
    away->add_option("--role", m_arguments.role, "They are not away, and hand over this one role");
    addJson(away);
    addJson(
        command(*absence, "list", "Every absence and handing over", [this](const HubPaths &paths) { return absenceListCommand(paths, m_arguments.console); }));
    CLI::App *end = command(*absence, "end", "Ends one: the plan forgets it",
                            [this](const HubPaths &paths) { return absenceEndCommand(paths, text(m_arguments.row), m_arguments.console); });
    end->add_option("id", m_arguments.row, "The absence, from absence list")->required();
    addJson(end);

    CLI::App *waiver = m_app.add_subcommand("waiver", "Tasks that are put off or left out, with a reason");
    waiver->require_subcommand(1);
    CLI::App *add =
        command(*waiver, "add", "Puts a task off or leaves it out, as somebody who decides that alone said", [this](const HubPaths &paths) -> Result<void> {
            const auto period = dateOf(m_arguments.period, u"--period"_s);
            const auto until = dateOf(m_arguments.until, u"--until"_s);
            if (!period || !until)
                return period ? until.error() : period.error();
            return waiverAddCommand(paths,
                                    { text(m_arguments.activity), text(m_arguments.unit), *period, text(m_arguments.service), text(m_arguments.reason), *until,
                                      text(m_arguments.by) },
                                    m_arguments.console);
        });
    add->add_option("--activity", m_arguments.activity, "Key of the activity")->required();
    add->add_option("--unit", m_arguments.unit, "Whose it is, as sightline-cli plan --json names it")->required();
    add->add_option("--period", m_arguments.period, "First day of its period")->required();
    add->add_option("--service", m_arguments.service, "Its service")->required();
    add->add_option("--reason", m_arguments.reason, "Why, without anything of a child")->required();
    add->add_option("--until", m_arguments.until, "Put off to this day; without it, left out");
    add->add_option("--by", m_arguments.by, "Who decides it: somebody who may alone")->required();
    addJson(add);
    addJson(command(*waiver, "list", "Everything that was put off or left out, or asked to be",
                    [this](const HubPaths &paths) { return waiverListCommand(paths, m_arguments.console); }));
}

void HubCommandLine::addFiles()
{
    CLI::App *files = m_app.add_subcommand("files", "Where photographs and files lie");
    files->require_subcommand(1);
    CLI::App *use = command(*files, "use", "Puts new ones there from now on",
                            [this](const HubPaths &paths) { return filesUseCommand(paths, text(m_arguments.place), m_arguments.console); });
    use->add_option("place", m_arguments.place, "database, directory:/PATH or s3:https://HOST/BUCKET?region=NAME")->required();
    addJson(use);
    CLI::App *at = command(*files, "at", "Says where a file store is now",
                           [this](const HubPaths &paths) { return filesAtCommand(paths, m_arguments.number, text(m_arguments.place), m_arguments.console); });
    at->add_option("number", m_arguments.number, "Which, as files show counts them")->required();
    at->add_option("place", m_arguments.place, "Its place, as for files use")->required();
    addJson(at);
    addJson(command(*files, "show", "The file stores, and how much lies in each",
                    [this](const HubPaths &paths) { return filesShowCommand(paths, m_arguments.console); }));
    CLI::App *sweep = command(*files, "sweep", "Removes from the file stores what no file has",
                              [this](const HubPaths &paths) { return filesSweepCommand(paths, m_arguments.days, m_arguments.console); });
    sweep->add_option("--older-than-days", m_arguments.days, "How long it must have lain there")->capture_default_str()->check(CLI::Range(1, 3650));
    addJson(sweep);
}

void HubCommandLine::addRecovery()
{
    CLI::App *recovery = m_app.add_subcommand("recovery", "Devices that nobody can open any more: their key, given back with two people's approval");
    recovery->require_subcommand(1);
    CLI::App *approver =
        command(*recovery, "approver", "Lets somebody approve, and prints the code that only they are to know, this once",
                [this](const HubPaths &paths) { return recoveryApproverCommand(paths, text(m_arguments.user), m_arguments.withdraw, m_arguments.console); });
    approver->add_option("user", m_arguments.user, "Who")->required();
    approver->add_flag("--withdraw", m_arguments.withdraw, "They may not any more");
    addJson(approver);
    CLI::App *ask = command(*recovery, "ask", "Takes the line that a locked device shows",
                            [this](const HubPaths &paths) { return recoveryAskCommand(paths, text(m_arguments.file), m_arguments.console); });
    ask->add_option("file", m_arguments.file, "A file with the line that begins with SLQ1-")->required();
    addJson(ask);
    CLI::App *approve = command(*recovery, "approve", "Approves one, as one of two people", [this](const HubPaths &paths) {
        return recoveryApproveCommand(paths, text(m_arguments.recovery), text(m_arguments.by), text(m_arguments.codeFile), m_arguments.console);
    });
    approve->add_option("recovery", m_arguments.recovery, "Which, from recovery list")->required();
    approve->add_option("--by", m_arguments.by, "Who approves")->required();
    approve->add_option("--code-file", m_arguments.codeFile, "A file with their code")->required();
    addJson(approve);
    CLI::App *answer = command(*recovery, "answer", "Prints the line for the device, once two people have approved",
                               [this](const HubPaths &paths) { return recoveryAnswerCommand(paths, text(m_arguments.recovery), m_arguments.console); });
    answer->add_option("recovery", m_arguments.recovery, "Which, from recovery list")->required();
    addJson(answer);
    addJson(command(*recovery, "list", "Who may approve, and what was asked for, approved and answered",
                    [this](const HubPaths &paths) { return recoveryListCommand(paths, m_arguments.console); }));
}

void HubCommandLine::addErasing()
{
    CLI::App *erase = m_app.add_subcommand("erase", "Takes records away for good, by law, with two people's approval and a receipt");
    erase->require_subcommand(1);
    CLI::App *ask = command(*erase, "ask", "Says what would go, and asks for two people's approval; erases nothing", [this](const HubPaths &paths) {
        const EraseQuestion question { texts(m_arguments.records), text(m_arguments.child),     m_arguments.isDue,
                                       text(m_arguments.reason),   text(m_arguments.reference), m_arguments.tryOnly };
        return eraseAskCommand(paths, question, m_arguments.console);
    });
    ask->add_option("--record", m_arguments.records, "A record, with all that belongs to it; may be repeated")->allow_extra_args(false);
    ask->add_option("--child", m_arguments.child, "Every record that names this child and no other: a pointer's id, or the number in the case system");
    ask->add_flag("--due", m_arguments.isDue, "Whatever the retention table says is due, and nothing holds");
    ask->add_option("--reason", m_arguments.reason, "retention, request, law or error")->required();
    ask->add_option("--reference", m_arguments.reference, "Where the council has it on file; no name of a child");
    ask->add_flag("--try", m_arguments.tryOnly, "Only say what would go");
    addJson(ask);
    CLI::App *approve = command(*erase, "approve", "Approves one, as one of two people", [this](const HubPaths &paths) {
        return eraseApproveCommand(paths, text(m_arguments.erasure), text(m_arguments.by), text(m_arguments.codeFile), m_arguments.console);
    });
    approve->add_option("erasure", m_arguments.erasure, "Which, from erase list")->required();
    approve->add_option("--by", m_arguments.by, "Who approves")->required();
    approve->add_option("--code-file", m_arguments.codeFile, "A file with their code, from recovery approver")->required();
    addJson(approve);
    CLI::App *carry = command(*erase, "carry-out", "Erases it, for good; goes on where it was cut short",
                              [this](const HubPaths &paths) { return eraseCarryOutCommand(paths, text(m_arguments.erasure), m_arguments.console); });
    carry->add_option("erasure", m_arguments.erasure, "Which, from erase list")->required();
    addJson(carry);
    addJson(command(*erase, "list", "What was asked for, approved and erased",
                    [this](const HubPaths &paths) { return eraseListCommand(paths, m_arguments.console); }));
    CLI::App *shown = command(*erase, "show", "What one would take, or took: look before approving it",
                              [this](const HubPaths &paths) { return eraseShowCommand(paths, text(m_arguments.erasure), m_arguments.console); });
    shown->add_option("erasure", m_arguments.erasure, "Which, from erase list")->required();
    addJson(shown);
    CLI::App *receipt = command(*erase, "receipt", "Prints the signed receipt: what was erased, by its hashes",
                                [this](const HubPaths &paths) { return eraseReceiptCommand(paths, text(m_arguments.erasure)); });
    receipt->add_option("erasure", m_arguments.erasure, "Which, from erase list")->required();
    CLI::App *verify = command(*erase, "verify", "Proves a receipt: it is this hub's, and nothing that it lists is here",
                               [this](const HubPaths &paths) { return eraseVerifyCommand(paths, text(m_arguments.file), m_arguments.console); });
    verify->add_option("file", m_arguments.file, "The receipt")->required();
    addJson(verify);
    addJson(command(*erase, "scrub", "Rewrites the database's file, so that no free part of it holds what was erased",
                    [this](const HubPaths &paths) { return eraseScrubCommand(paths, m_arguments.console); }));
}

void HubCommandLine::addHolds()
{
    CLI::App *hold = m_app.add_subcommand("hold", "What must not be erased, whatever the retention table says");
    hold->require_subcommand(1);
    CLI::App *place = command(*hold, "place", "Keeps something from being erased", [this](const HubPaths &paths) {
        const std::string &subject = !m_arguments.record.empty() ? m_arguments.record : !m_arguments.child.empty() ? m_arguments.child : m_arguments.user;
        const QString on = !m_arguments.record.empty() ? u"record"_s : !m_arguments.child.empty() ? u"child"_s : u"person"_s;
        return holdPlaceCommand(paths, on, text(subject), text(m_arguments.reference), m_arguments.console);
    });
    CLI::Option *record = place->add_option("--record", m_arguments.record, "A record, with all that belongs to it");
    CLI::Option *child =
        place->add_option("--child", m_arguments.child, "Every record that names this child: a pointer's id, or the number in the case system");
    place->add_option("--user", m_arguments.user, "Every record by, or about, this member of staff")->excludes(record)->excludes(child);
    record->excludes(child);
    place->add_option("--reference", m_arguments.reference, "Where the council has the reason on file; no name of a child")->required();
    addJson(place);
    CLI::App *lift =
        command(*hold, "lift", "Ends one", [this](const HubPaths &paths) { return holdLiftCommand(paths, text(m_arguments.hold), m_arguments.console); });
    lift->add_option("hold", m_arguments.hold, "Which, from hold list")->required();
    addJson(lift);
    addJson(command(*hold, "list", "Every hold, also those that were lifted",
                    [this](const HubPaths &paths) { return holdListCommand(paths, m_arguments.console); }));
}

void HubCommandLine::addRetention()
{
    CLI::App *retention = m_app.add_subcommand("retention", "How long what is kept: the council's own table");
    retention->require_subcommand(1);
    addJson(command(*retention, "show", "The table, and which kinds of record have no row",
                    [this](const HubPaths &paths) { return retentionShowCommand(paths, m_arguments.console); }));
    CLI::App *set = command(*retention, "set", "Sets a row, or takes it out", [this](const HubPaths &paths) {
        const RetentionChange change { text(m_arguments.what), m_arguments.months, text(m_arguments.countFrom), text(m_arguments.basis),
                                       m_arguments.isRemoved };
        return retentionSetCommand(paths, change, m_arguments.console);
    });
    set->add_option("what", m_arguments.what, "A form without its version, or child, draft, claim, waiver, absence, proposal")->required();
    set->add_option("--months", m_arguments.months, "How long; 0: until somebody decides")->check(CLI::Range(0, retentionMonthsMax));
    set->add_option("--count-from", m_arguments.countFrom, "completed, changed, or child-ended")->capture_default_str();
    set->add_option("--basis", m_arguments.basis, "Where the council has the time from");
    set->add_flag("--remove", m_arguments.isRemoved, "The row goes: what it was about is kept until somebody decides");
    addJson(set);
    CLI::App *due = command(*retention, "due", "What need not be kept any more; erases nothing", [this](const HubPaths &paths) -> Result<void> {
        const auto on = dateOf(m_arguments.until, u"--on"_s);
        return on ? retentionDueCommand(paths, *on, m_arguments.console) : Result<void>(on.error());
    });
    due->add_option("--on", m_arguments.until, "On this day (default: today)");
    addJson(due);

    CLI::App *access =
        command(m_app, "subject-access", "Takes out everything about one person, for them: readable, and for programs", [this](const HubPaths &paths) {
            return subjectAccessCommand(paths, { text(m_arguments.child), text(m_arguments.user), text(m_arguments.folder), text(m_arguments.decisions) },
                                        m_arguments.console);
        });
    CLI::Option *child = access->add_option("--child", m_arguments.child, "A child: a pointer's id, or the number in the case system");
    access->add_option("--user", m_arguments.user, "A member of staff")->excludes(child);
    access->add_option("--out", m_arguments.folder, "A folder that is not there yet")->required();
    access->add_option("--redact", m_arguments.decisions, "mentions-for-the-officer.json of a run before, with what was decided in it");
    addJson(access);
}

void HubCommandLine::addRecords()
{
    command(m_app, "export", "Prints every record as a line of JSON, with its operations and their outcomes", [](const HubPaths &paths) {
        return exportCommand(paths);
    })->add_flag("--json", m_arguments.console.json, "Always so");
    addJson(command(m_app, "check", "Reads everything and proves that it agrees",
                    [this](const HubPaths &paths) { return checkCommand(paths, m_arguments.console); }));
    addJson(command(m_app, "completeness", "Judges every completed record again by the rules its device completed it by; changes nothing",
                    [this](const HubPaths &paths) { return completenessCommand(paths, m_arguments.console); }));
    CLI::App *backup = command(m_app, "backup", "Copies the records, beside a running serve, and reads the copy back", [this](const HubPaths &paths) {
        return backupCommand(paths, text(m_arguments.to), { text(m_arguments.filesTo), m_arguments.filesStay }, m_arguments.console);
    });
    backup->add_option("--to", m_arguments.to, "A file that is not there yet")->required();
    CLI::Option *filesTo = backup->add_option("--files-to", m_arguments.filesTo, "A directory that gets what lies in file stores, as far as it has not");
    backup->add_flag("--files-stay", m_arguments.filesStay, "The file stores are backed up, or kept twice, by other means")->excludes(filesTo);
    addJson(backup);
    CLI::App *restoring =
        command(m_app, "restore", "Puts a backup in place of the records; devices offer their later work again", [this](const HubPaths &paths) {
            return restoreCommand(paths, text(m_arguments.from), { text(m_arguments.filesFrom), text(m_arguments.filesAt) }, m_arguments.console);
        });
    restoring->add_option("--from", m_arguments.from, "The backup")->required();
    restoring->add_option("--files-from", m_arguments.filesFrom, "The directory that backup's --files-to was: what the file stores lack is put back");
    restoring->add_option("--files-at", m_arguments.filesAt, "Where the file stores are from now on, if not where they were");
    addJson(restoring);
    CLI::App *import = command(m_app, "import-unsent", "Takes the work in a file that a device exported with export-unsent",
                               [this](const HubPaths &paths) { return importUnsentCommand(paths, text(m_arguments.file), m_arguments.console); });
    import->add_option("file", m_arguments.file, "The sealed file")->required();
    addJson(import);
}

void HubCommandLine::addAudit()
{
    CLI::App *audit = m_app.add_subcommand("audit", "Who joined, was given, read, changed and administered what");
    audit->require_subcommand(1);
    addJson(command(*audit, "verify", "Proves that nobody has changed the audit trail or the log",
                    [this](const HubPaths &paths) { return auditVerifyCommand(paths, m_arguments.console); }));
    CLI::App *show = command(*audit, "show", "Says in plain words what happened; reading it is noted in it", [this](const HubPaths &paths) -> Result<void> {
        const auto from = dateOf(m_arguments.from, u"--from"_s);
        const auto to = dateOf(m_arguments.to, u"--to"_s);
        if (!from || !to)
            return !from ? from.error() : to.error();
        const AuditQuestion question { text(m_arguments.user), text(m_arguments.device), text(m_arguments.record), *from, *to, m_arguments.limit };
        return auditShowCommand(paths, question, m_arguments.console);
    });
    show->add_option("--user", m_arguments.user, "Of this person alone");
    show->add_option("--device", m_arguments.device, "Of this device alone");
    show->add_option("--record", m_arguments.record, "Of this record alone");
    show->add_option("--from", m_arguments.from, "From this day on");
    show->add_option("--to", m_arguments.to, "Up to this day");
    show->add_option("--limit", m_arguments.limit, "At most so many, the newest")->capture_default_str()->check(CLI::Range(1, 1'000'000));
    addJson(show);
}

/// What the trail is told of the command that was parsed: its name, ids, and what an option was given where that is a choice, an id or a day. What
/// is a name, words or a place of this machine is left out, and so is where the records are: nobody can take it out of the trail again.
QStringList wordsToNote(const CLI::App &app)
{
    static const QStringList toldWhole { u"--role"_s,           u"--service"_s,    u"--oversees"_s, u"--team"_s,           u"--leads"_s,
                                         u"--manager"_s,        u"--user"_s,       u"--device"_s,   u"--record"_s,         u"--work-to"_s,
                                         u"--from"_s,           u"--to"_s,         u"--last-day"_s, u"--switch"_s,         u"--row"_s,
                                         u"--form-publisher"_s, u"--lease-days"_s, u"--limit"_s,    u"--older-than-days"_s };
    static const QStringList untold { u"--db"_s, u"--key-file"_s };
    QStringList words;
    const CLI::App *command = &app;
    for (auto named = command->get_subcommands(); !named.empty(); named = command->get_subcommands()) {
        command = named.front();
        words.append(text(command->get_name()));
    }
    for (const CLI::Option *option : command->get_options()) {
        const QString name = text(option->get_name());
        if (option->count() == 0 || untold.contains(name))
            continue;
        const bool isPositional = option->get_positional();
        const bool isFlag = option->get_items_expected_max() == 0;
        if (!isPositional)
            words.append(name);
        if (isFlag || !(isPositional || toldWhole.contains(name)))
            continue;
        for (const std::string &value : option->results()) {
            const QString given = text(value);
            words.append(given.contains(u'/') || given.contains(u'\\') ? u"(a place)"_s : given);
        }
    }
    return words;
}

HubCommandLine::HubCommandLine()
{
    m_app.require_subcommand(1);
    m_app.name("sightline-hub");
    addServing();
    addFramework();
    addForms();
    addCouncil();
    addUsers();
    addFiles();
    addRecovery();
    addErasing();
    addHolds();
    addRetention();
    addRecords();
    addAudit();
}

QStringList HubCommandLine::names() const
{
    QStringList names;
    for (const CLI::App *command : m_app.get_subcommands([](const CLI::App *) { return true; })) {
        const auto parts = command->get_subcommands([](const CLI::App *) { return true; });
        if (parts.empty())
            names.append(text(command->get_name()));
        for (const CLI::App *part : parts)
            names.append(text(command->get_name() + " " + part->get_name()));
    }
    names.sort();
    return names;
}

int HubCommandLine::run(int argc, char **argv)
{
    try {   // CLI11 reports everything by throwing, --help included
        m_app.parse(argc, argv);
    } catch (const CLI::Success &success) {
        return m_app.exit(success);
    } catch (const CLI::ParseError &error) {
        const auto unknown = m_app.remaining();
        if (m_app.get_subcommands().empty() && !unknown.empty()) {
            Console::remark(u"\"%1\" is no command of sightline-hub. See: sightline-hub --help"_s.arg(withoutAddresses(text(unknown.front()))));
            return exitWrongInput;
        }
        Console::remark(u"%1. See: sightline-hub --help"_s.arg(withoutAddresses(text(error.what()))));
        return exitWrongInput;
    }
    m_toNote = wordsToNote(m_app);
    const Result<void> done = m_run();
    if (done)
        return 0;
    Console::remark(done.error().detail);
    return exitCodeOf(done.error());
}

} // namespace

int runHubProgram(int argc, char **argv)
{
    prctl(PR_SET_DUMPABLE, 0);   // keys and records stay out of core files
    return HubCommandLine().run(argc, argv);
}

QStringList hubCommandNames() { return HubCommandLine().names(); }

} // namespace sightline::hub
