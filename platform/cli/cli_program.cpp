#include "platform/cli/cli_program.h"

#include "platform/cli/commands.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

enum ExitCode { Done = 0, Failed = 1, WrongUse = 2, HubOutOfReach = 3, StoreInUse = 4 };

using Command = Result<CliReply> (*)(CliSession &);

int exitCodeOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::HubUnreachable: return HubOutOfReach;
    case ErrorCode::StorageLocked: return StoreInUse;
    default: return Failed;
    }
}

/// One sentence on one line, whatever is in it.
int complain(const QString &sentence, int exitCode)
{
    const QByteArray line = sentence.simplified().toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
    return exitCode;
}

bool print(const QByteArray &bytes)
{
    return std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout) == static_cast<size_t>(bytes.size()) && std::fflush(stdout) == 0;
}

/// The grammar of the command line, filling `options` and `command`.
class Arguments {
public:
    Arguments()
    {
        m_app.name("sightline-cli");
        m_app.require_subcommand(1);
        m_app.fallthrough();
        m_app.set_version_flag("--version", "sightline-cli " SIGHTLINE_VERSION);
        text(m_app, "--store", options.store, "Folder of the device's store; needed by everything but `form`");
        text(m_app, "--key-file", options.keyFile, "File that holds the store's passphrase; without it the system's secret store is used");
        text(m_app, "--pin-file", options.pinFile, "File that holds the store's PIN, where one was chosen; it stands with the system's secret store");
        m_app.add_flag("--json", options.asJson, "Answer in JSON");
        addSubcommands();
    }

    /// 0 to go on; otherwise the exit code, with everything said.
    [[nodiscard]] int read(int argc, char **argv, bool *isOver)
    {
        *isOver = true;
        try {
            m_app.parse(argc, argv);
        } catch (const CLI::Success &asked) {   // --help, --version
            return m_app.exit(asked) == 0 && std::fflush(stdout) == 0 ? Done : Failed;
        } catch (const CLI::ParseError &error) {
            const auto unknown = m_app.remaining();
            if (m_app.get_subcommands().empty() && !unknown.empty()) {
                return complain(
                    u"\"%1\" is no command of sightline-cli. (sightline-cli --help lists what can be given.)"_s.arg(QString::fromStdString(unknown.front())),
                    WrongUse);
            }
            return complain(QString::fromUtf8(error.what()) + u" (sightline-cli --help lists what can be given.)"_s, WrongUse);
        }
        if (needsStore && options.store.isEmpty())
            return complain(u"--store is required: the folder of the device's store. (sightline-cli --help lists what can be given.)"_s, WrongUse);
        *isOver = false;
        return Done;
    }

    CliOptions options;
    Command command = nullptr;

private:
    static CLI::Option *text(CLI::App &app, const char *name, QString &into, const char *help)
    {
        // Given and empty is not null: `child change --plan ""` takes the plan away.
        return app.add_option_function<std::string>(
            name, [&into](const std::string &given) { into = u""_s + QString::fromUtf8(given.data(), static_cast<qsizetype>(given.size())); }, help);
    }

    CLI::App &subcommand(const char *name, const char *help, Command does) { return subcommand(m_app, name, help, does); }

    CLI::App &subcommand(CLI::App &app, const char *name, const char *help, Command does)
    {
        CLI::App *sub = app.add_subcommand(name, help);
        sub->callback([this, does] { command = does; });
        return *sub;
    }

    /// The same for what is done with files alone.
    CLI::App &onFiles(CLI::App &app, const char *name, const char *help, Command does)
    {
        CLI::App *sub = app.add_subcommand(name, help);
        sub->callback([this, does] {
            command = does;
            needsStore = false;
        });
        return *sub;
    }

    /// What is done with form files. Most of it needs no store, so that a form can be tried before there is one.
    void addFormSubcommands()
    {
        CLI::App *form = m_app.add_subcommand("form", "Check, judge and fill FHIR R4 forms from files, without a store; publish one, move a draft to another");
        form->require_subcommand(1);
        form->fallthrough();
        CLI::App &check =
            onFiles(*form, "check", "What reading a Questionnaire found and did, and whether it is fit to publish (exit code 1 if not)", formCheckCommand);
        text(check, "file", options.formFile, "The Questionnaire; - for standard input")->required();
        CLI::App &validate = onFiles(*form, "validate", "What is wrong with a QuestionnaireResponse (exit code 1 if there is an error)", formValidateCommand);
        text(validate, "questionnaire", options.formFile, "The Questionnaire")->required();
        text(validate, "response", options.answersFile, "The QuestionnaireResponse; - for standard input")->required();
        validate.add_flag("--as-completed", options.asCompleted, "Judge it as completed, whatever its status says");
        CLI::App &imports = onFiles(*form, "import", "An XLSForm (.xlsx) as a Questionnaire, or what of it has no like here (exit code 1)", formImportCommand);
        text(imports, "file", options.formFile, "The spreadsheet")->required();
        CLI::App &fill = onFiles(*form, "fill", "A QuestionnaireResponse with every question asked, first values and calculations", formFillCommand);
        text(fill, "questionnaire", options.formFile, "The Questionnaire")->required();
        text(fill, "--answers", options.answersFile, "Go on with this QuestionnaireResponse; - for standard input");
        text(fill, "--previous", options.previousFile, "The last record's QuestionnaireResponse, to carry answers from");
        text(fill, "--language", options.language, "Show labels in this language where the form has them in it (cy, ur-PK)");
        CLI::App &publish =
            subcommand(*form, "publish", "Publish a Questionnaire to the whole council, if your role may; what stands in the way otherwise (exit code 1)",
                       formPublishCommand);
        text(publish, "file", options.formFile, "The Questionnaire; - for standard input")->required();
        text(publish, "--from", options.from, "First day on which records are begun with it (YYYY-MM-DD)")->required();
        text(publish, "--approved", options.approved, "The day it was approved; without it, today");
        text(publish, "--review", options.reviewBy, "The day it is looked at again; without it, a year after it was approved");
        CLI::App &move = subcommand(*form, "move", "Move a draft to another version of its form; with --look, only say what moves", formMoveCommand);
        text(move, "draft", options.record, "The draft, from `records`")->required();
        text(move, "--to", options.form, "The version, from `templates`; without it, the one in force");
        move.add_flag("--look", options.asDraft, "Change nothing");
    }

    /// What opens the store, and what is left where nothing does.
    void addPinSubcommands()
    {
        CLI::App *pin = m_app.add_subcommand("pin", "What opens this store; choose or change its PIN");
        pin->require_subcommand(1);
        pin->fallthrough();
        subcommand(*pin, "show", "What opens this store, and how many tries are left", pinShowCommand);
        CLI::App &set =
            subcommand(*pin, "set", "Let a PIN of 6 to 12 digits open it, with the system's secret store; the PIN before: --pin-file", pinSetCommand);
        text(set, "--new-pin-file", options.newPinFile, "File that holds the new PIN")->required();
        CLI::App *recovery = m_app.add_subcommand("recovery", "After ten wrong PINs: ask the council for the key, and take its answer");
        recovery->require_subcommand(1);
        recovery->fallthrough();
        subcommand(*recovery, "ask", "Print the line to give to the council; nothing in it is secret", recoveryAskCommand);
        CLI::App &take = subcommand(*recovery, "take", "Take the council's answer and choose a new PIN", recoveryTakeCommand);
        text(take, "answer", options.answersFile, "File that holds the answer")->required();
        text(take, "--new-pin-file", options.newPinFile, "File that holds the new PIN")->required();
    }

    /// What is said of a child; @p isNew: the number must be given.
    void addChildOptions(CLI::App &sub, bool isNew)
    {
        CLI::Option *number = text(sub, "--number", options.number, "The number in the case system");
        if (isNew)
            number->required();
        text(sub, "--initials", options.initials, "Initials, no name");
        text(sub, "--age", options.age, "Age band, in the words or codes of the visit form: 5-10");
        text(sub, "--plan", options.plan, "Plan, in the visit form's words or codes");
        text(sub, "--legal", options.legal, "Legal status, in the visit form's words or codes");
        text(sub, "--rule", options.rule, "Visit rule of the council; without it the one the plan and legal status suggest; none for no rule");
        text(sub, "--began", options.began, "The day the placement or plan began (YYYY-MM-DD)");
        text(sub, "--last-seen", options.seenOn, "The day the child was last seen, where that is not recorded here (YYYY-MM-DD)");
    }

    void addChildSubcommands()
    {
        CLI::App &children = subcommand("children", "Children on my list, with the next visit to each, most pressing first", childrenCommand);
        text(children, "--on", options.on, "On this day (YYYY-MM-DD) instead of today");
        children.add_flag("--team", options.ofTeam, "With those of the people I manage");
        CLI::App *child = m_app.add_subcommand("child", "Put a child on my list, change what it says, take them off, or take in a table");
        child->require_subcommand(1);
        child->fallthrough();
        addChildOptions(subcommand(*child, "add", "Put a child on my list", childAddCommand), true);
        CLI::App &change = subcommand(*child, "change", "Change what my list says of a child; what is not given stays, \"\" takes it away", childChangeCommand);
        text(change, "child", options.child, "The child, from `children`")->required();
        addChildOptions(change, false);
        CLI::App &end = subcommand(*child, "end", "Take a child off my list, or hand them to a colleague", childEndCommand);
        text(end, "child", options.child, "The child, from `children`")->required();
        text(end, "--reason", options.reason, "Why")->required();
        text(end, "--to", options.person, "The colleague whose the child is from now on");
        CLI::App &imports = subcommand(*child, "import", "Take in a table of children (CSV): all of it, or with what is wrong none", childImportCommand);
        text(imports, "file", options.tableFile, "The table; - for standard input")->required();
    }

    void addProgrammeSubcommands()
    {
        CLI::App &plan = subcommand("plan", "Everything the framework asks for in a council year, of everybody", planCommand);
        text(plan, "--year", options.year, "The year in which it begins: 2026 for April 2026 to March 2027; without it, the present one");
        CLI::App &map = subcommand("map", "The assurance map: each service and month of a council year, and what became of what was asked for", mapCommand);
        text(map, "--year", options.year, "The year in which it begins; without it, the present one");
        text(map, "--service", options.service, "The activities of this service instead of all services");
        CLI::App &events = subcommand("events", "What happened that asks for something, by activity: how many, done, open, left out", eventsCommand);
        text(events, "--year", options.year, "Of the council year that begins in this year; without it, the present one");
        CLI::App *event = m_app.add_subcommand("event", "Enter something that happened and asks for an activity, or a table of such things");
        event->require_subcommand(1);
        event->fallthrough();
        CLI::App &add = subcommand(*event, "add", "Enter something that happened", eventAddCommand);
        text(add, "--activity", options.activity, "What it asks for: reference or key, from `events`")->required();
        text(add, "--on", options.on, "The day it happened (YYYY-MM-DD); without it, today");
        text(add, "--due", options.due, "By when what it asks for is due");
        text(add, "--next", options.next, "The next meeting: what is asked for is due midway between the two");
        text(add, "--reference", options.reference, "What it is in the system it comes from: by it, it is counted once");
        text(add, "--source", options.source, "That system");
        text(add, "--title", options.title, "In plain words, with nothing of a child");
        CLI::App &imports = subcommand(*event, "import", "Take in a table of events (CSV): all of it, or with what is wrong none", eventImportCommand);
        text(imports, "file", options.tableFile, "The table; - for standard input")->required();
        text(imports, "--source", options.source, "The system it comes from, where a row names none");
        CLI::App &coverage = subcommand("coverage", "Whom or what a task's count is to be spread over, the fairest next first", coverageCommand);
        text(coverage, "task", options.task, "The task, from `tasks`")->required();
        CLI::App &rehearse = subcommand("rehearse", "Plays a year of fair choices: whether everybody and every place gets their turn", rehearseCommand);
        text(rehearse, "--year", options.year, "The year in which it begins; without it, the present one");
        text(rehearse, "--made-up", options.madeUp,
             "The built-in framework with so many made-up people, six places of each kind in every service, and no store");
        rehearse.callback([this] {
            command = rehearseCommand;
            needsStore = options.madeUp.isEmpty();
        });
        CLI::App &waive = subcommand("waive", "Leave a task out, or put it off, with a reason; who may not decide alone asks a manager", waiveCommand);
        text(waive, "task", options.task, "The task, from `tasks`")->required();
        text(waive, "--reason", options.reason, "Why")->required();
        text(waive, "--until", options.until, "Put it off to this day (YYYY-MM-DD)");
        subcommand("waivers", "What colleagues ask me to let them leave out or put off", waiversCommand);
        CLI::App &waiver = subcommand("waiver", "Answer such a wish, or take an own one back", waiverAnswerCommand);
        text(waiver, "answer", options.status, "approve, refuse or withdraw")->required();
        text(waiver, "id", options.record, "The wish, from `waivers` or `plan`")->required();
        text(waiver, "--reason", options.reason, "Why; a refusal needs it");
        CLI::App &pass = subcommand("pass", "Pass a task on to a colleague; without --to, take it back", passCommand);
        text(pass, "task", options.task, "The task, from `tasks`")->required();
        text(pass, "--to", options.person, "The colleague");
        subcommand("absences", "Who is away, and who covers", absencesCommand);
        CLI::App *absence = m_app.add_subcommand("absence", "Enter that somebody is away, or take that back");
        absence->require_subcommand(1);
        absence->fallthrough();
        CLI::App &away = subcommand(*absence, "add", "Enter that somebody is away. Why is nobody's business here", absenceAddCommand);
        text(away, "person", options.person, "Who")->required();
        text(away, "--from", options.from, "First day (YYYY-MM-DD); without it, today");
        text(away, "--to", options.until, "Last day; without it, until further notice");
        text(away, "--cover", options.cover, "Who does their tasks meanwhile; without it, their line manager");
        text(away, "--role", options.role, "They are not away, but hand over this one role to --cover");
        CLI::App &back = subcommand(*absence, "remove", "Take an absence back", absenceRemoveCommand);
        text(back, "absence", options.record, "The absence, from `absences`")->required();
    }

    CLI::App &frameworkSubcommand(CLI::App &framework, const char *name, const char *about, Result<CliReply> (*run)(CliSession &))
    {
        CLI::App &sub = subcommand(framework, name, about, run);
        text(sub, "row", options.row, "The row: its key or its reference (S20.3)")->required();
        return sub;
    }

    void addOwnerSubcommands()
    {
        CLI::App *framework = m_app.add_subcommand("framework", "Change the council's framework: kept on this device until it is published from a day on");
        framework->require_subcommand(1);
        framework->fallthrough();
        subcommand(*framework, "questions", "What is asked of the framework's owner, row by row", frameworkQuestionsCommand);
        CLI::App &change = frameworkSubcommand(*framework, "change", "A cell of a row reads otherwise", frameworkChangeCommand);
        text(change, "--cell", options.cell, "what, how, why, lead or frequency")->required();
        text(change, "--words", options.words, "What the cell reads from then on; \"\" leaves it blank")->required();
        CLI::App &answer = frameworkSubcommand(*framework, "answer", "Answer what is asked about a row; the document's own words stay", frameworkAnswerCommand);
        text(answer, "--cell", options.cell, "Which cell it is about, where several are asked about");
        text(answer, "--words", options.words, "What the cell means, as a cell would say it");
        answer.add_flag("--as-assumed", options.asAssumed, "What was assumed is right");
        frameworkSubcommand(*framework, "end", "A row is no longer done", frameworkEndCommand);
        frameworkSubcommand(*framework, "put-back", "A row stays as it was", frameworkPutBackCommand);
        CLI::App &changes = subcommand(*framework, "changes", "What is changed, for whom, and the work of each role before and after", frameworkChangesCommand);
        text(changes, "--from", options.from, "First day it would count (YYYY-MM-DD); without it, tomorrow");
        CLI::App &publish = subcommand(*framework, "publish", "Publish it to the whole council; the hub judges it", frameworkPublishCommand);
        text(publish, "--from", options.from, "First day it counts (YYYY-MM-DD)")->required();
        subcommand(*framework, "drop", "Forget what was changed here and not published", frameworkDropCommand);

        CLI::App &team = subcommand("team", "The people I answer for: late, due and done, and when their devices were last heard", teamCommand);
        team.add_flag("--ask", options.ofTeam, "Ask the hub about their devices first");

        CLI::App *people = m_app.add_subcommand("people", "The council's people, teams and settings");
        people->require_subcommand(1);
        people->fallthrough();
        CLI::App &imports = subcommand(*people, "import", "Give the hub tables of them (CSV): all of it, or with what is wrong none", peopleImportCommand);
        text(imports, "--people", options.peopleFile, "The table of people; - for standard input");
        text(imports, "--teams", options.teamsFile, "The table of teams");
        text(imports, "--settings", options.settingsFile, "The table of settings");
    }

    void addSubcommands()
    {
        addOwnerSubcommands();
        CLI::App &init = subcommand("init", "Make this device's store, if there is none, and join it to a hub; an existing store keeps its work", initCommand);
        CLI::Option *hub = text(init, "--hub", options.hub, "Address of the hub: https://...");
        CLI::Option *code = text(init, "--enrol", options.code, "One-time code, from `sightline-hub enrol USER`");
        CLI::Option *browser = init.add_flag("--sign-in", options.signIn, "Sign in with the council's account, in a browser on this computer");
        CLI::Option *account = text(init, "--account", options.account, "An account of the hub's own, from `sightline-hub account add`");
        text(init, "--password-file", options.passwordFile,
             "Its password and, on the second line, six digits or a recovery code; - reads both from standard input")
            ->needs(account);
        code->excludes(browser, account);
        browser->excludes(account);
        CLI::Option *invitation =
            text(init, "--invitation", options.invitation, "In place of both: the line from `sightline-hub enrol USER --hub https://...` (sightline:join?...)");
        invitation->excludes(hub, code, browser, account);
        subcommand("status", "What is waiting, what is held, and the last contact with the hub", statusCommand);
        subcommand("sync", "Send everything and receive everything once", syncCommand);
        CLI::App &tasks = subcommand("tasks", "My tasks, most pressing first", tasksCommand);
        text(tasks, "--on", options.on, "On this day (YYYY-MM-DD) instead of today");
        tasks.add_flag("--team", options.ofTeam, "My team's instead of mine");
        CLI::App &calendar = subcommand("calendar", "My tasks with a date as a calendar file that other programs take in", calendarCommand);
        text(calendar, "file", options.toFile, "The file: NAME.ics")->required();
        text(calendar, "--from", options.from, "Its first day (YYYY-MM-DD); without it, as far back as what may still be late");
        text(calendar, "--to", options.until, "Its last day (YYYY-MM-DD); without it, a year from today");
        calendar.add_flag("--todos", options.withTodos, "With to-dos beside the days, for programs that keep a list of them");
        CLI::App &templates = subcommand("templates", "The forms on this device, or one of them as a FHIR Questionnaire", templatesCommand);
        text(templates, "id", options.form, "A form's name, with or without its version");
        CLI::App &capture = subcommand("capture", "Complete a record from a FHIR QuestionnaireResponse", captureCommand);
        text(capture, "template", options.form, "The form's name")->required();
        text(capture, "--answers", options.answersFile, "File with the QuestionnaireResponse; - for standard input")->required();
        text(capture, "--task", options.task, "The task it answers, from `tasks`");
        text(capture, "--continue", options.continuing, "Go on with this draft");
        text(capture, "--amends", options.amends, "A completed record of yours that this answers with an amended version; it stays as it was");
        text(capture, "--child", options.child, "Begin it from this child on my list, from `children`");
        text(capture, "--setting", options.setting, "Begin it from this setting of the council's list");
        capture.add_flag("--draft", options.asDraft, "Keep it as a draft, whatever is missing");
        capture.add_flag("--sign", options.doSign, "Sign it with your name");
        subcommand("records", "Records and drafts on this device, and where each is", recordsCommand);
        CLI::App &search = subcommand("search", "Records and drafts that hold words beginning with these, newest first", searchCommand);
        text(search, "words", options.words, "The words, in quotes if there are several")->required();
        CLI::App &show = subcommand("show", "A record with its later hands as a FHIR QuestionnaireResponse", showCommand);
        text(show, "record", options.record, "The record")->required();
        CLI::App &pdf = subcommand("pdf", "A record with its steps and signatures as a PDF", pdfCommand);
        text(pdf, "record", options.record, "The record")->required();
        text(pdf, "--out", options.toFile, "The file; without it, a name that says nothing, in this folder");
        text(pdf, "--print-version", options.printVersion,
             "Which of its printed versions, by its id: \"no-family\" leaves out what is about a family, \"full\" nothing; without it, the one that leaves out "
             "most");
        pdf.add_flag("--with-privileged", options.withPrivileged,
                     "Legal advice too, which is left out otherwise; and the answers of a record whose form is not here");
        CLI::App &steps = subcommand("steps", "Who has done their part of a record, what comes next, whose it is and by when", stepsCommand);
        text(steps, "record", options.record, "The record")->required();
        CLI::App &step = subcommand(
            "step", "Take a step on a completed record: reflect, acknowledge, return, say that an urgent concern was read (concern-read) ...", stepCommand);
        text(step, "record", options.record, "The record")->required();
        text(step, "kind", options.step, "What to do, from `steps`; `return` sends it back with --text")->required();
        text(step, "--answers", options.answersFile, "File with a QuestionnaireResponse for this hand's part; - for standard input");
        text(step, "--text", options.text, "Comments of a return, or words of a step that has no questions");
        step.add_flag("--sign", options.doSign, "Sign it with your name");
        CLI::App &actions = subcommand("actions", "Agreed actions that are mine to see to, overdue ones first", actionsCommand);
        text(actions, "--on", options.on, "On this day (YYYY-MM-DD) instead of today");
        actions.add_flag("--team", options.ofTeam, "With those of the people I manage");
        CLI::App &action = subcommand("action", "Say how an agreed action is, or with no --status what was said of it", actionCommand);
        text(action, "record", options.record, "The record, from `actions`")->required();
        text(action, "row", options.row, "Which of its actions, from `actions`")->required();
        text(action, "--status", options.status, "Where it is now: a code from the action's `choices`");
        text(action, "--done-on", options.doneOn, "The day it was done (YYYY-MM-DD)");
        text(action, "--evidence", options.evidence, "What shows it");
        text(action, "--impact", options.impact, "What is different now; an action closes only with it");
        text(action, "--recheck", options.recheck, "The day to look at it again (YYYY-MM-DD)");
        text(action, "--reason", options.reason, "Why a closed action is open again");
        CLI::App &addendum = subcommand("addendum", "Add to a completed record", addendumCommand);
        text(addendum, "record", options.record, "The record")->required();
        text(addendum, "--text", options.text, "What to add")->required();
        CLI::App &enteredInError = subcommand("void", "Mark an own record as entered in error; it is kept and no longer counts", voidCommand);
        text(enteredInError, "record", options.record, "The record")->required();
        text(enteredInError, "--reason", options.reason, "Why")->required();
        subcommand("take-back", "Open a device that was handed over, without its code; what was said is kept", takeBackCommand);
        subcommand("held", "What the hub keeps and did not apply, and why", heldCommand);
        CLI::App &rescue = subcommand("export-unsent", "Write unsent work to a file that only the hub can open", exportUnsentCommand);
        text(rescue, "file", options.toFile, "The file; it must not exist yet")->required();
        addPinSubcommands();
        addChildSubcommands();
        addProgrammeSubcommands();
        addFormSubcommands();
    }

    bool needsStore = true;
    CLI::App m_app { "Sightline from a terminal: the same store, commands and sync as the app." };
};

int say(const CliReply &reply, bool asJson)
{
    const QByteArray bytes = asJson ? writeJson(reply.json) + '\n' : reply.isDocument ? writePrettyJson(reply.json) : reply.text.toUtf8();
    if (print(bytes))
        return reply.isRefusal ? Failed : Done;
    return complain(u"The answer could not be written to standard output; what was asked has been done."_s, Failed);
}

} // namespace

int runCli(int argc, char **argv, const CliWorld &world)
{
    Arguments arguments;
    bool isOver = false;
    if (const int code = arguments.read(argc, argv, &isOver); isOver)
        return code;
    CliSession session(arguments.options, world);
    const auto reply = arguments.command(session);
    if (!reply)
        return complain(reply.error().detail, exitCodeOf(reply.error().code));
    session.closeStore();
    return say(*reply, arguments.options.asJson);
}

} // namespace sightline::cli
