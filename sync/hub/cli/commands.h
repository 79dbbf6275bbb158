#pragma once

#include "sync/hub/cli/console.h"
#include "sync/hub/cli/framework_report.h"
#include "sync/hub/http/serve.h"
#include "sync/hub/ops/backup.h"
#include "sync/hub/ops/hub_paths.h"
#include "sync/hub/ops/open_hub.h"

#include <QDate>

#include <optional>

/// One function for each command of sightline-hub. Errors are one sentence for whoever typed it.
namespace sightline::hub {

/// Whether a new council is the built-in one, and whether its practitioners have made-up children on their lists.
enum class DemoCouncil { None, PeopleOnly, WithChildren };
[[nodiscard]] Result<void> initCommand(const HubPaths &paths, DemoCouncil demo, const QString &council, const Console &console);
[[nodiscard]] Result<void> serveCommand(const HubPaths &paths, const ServeOptions &options);

[[nodiscard]] Result<void> frameworkCompileCommand(const QString &file, ReportRows rows, const Console &console);
/// What whoever installs an edition knows better than its words show.
struct KeyOptions {
    QStringList same = {};    ///< "ROW=KEY": this row is the activity that had this key
    QStringList begun = {};   ///< rows that are new promises
    bool tryOnly = false;     ///< say what would become of every key, and publish nothing
    bool isAccepted = false;  ///< whoever installs it has seen what must be seen of it
};
/// Publishes a document as an edition; an activity that an edition before had keeps its key (decisions 20).
[[nodiscard]] Result<void> frameworkInstallCommand(const HubPaths &paths, const QString &file, QDate from, const KeyOptions &options, const Console &console);

/// Which editions are compared, and for whom.
struct DiffOptions {
    QStringList editions;   ///< files, or names of the council's editions: one that is compared with the edition in force, or two
    QDate from = {};        ///< the day whose people it is said for; null: the first day of the later one, else today
    QString person = {};    ///< whose changes alone are wanted
};
/// Says in sentences what one edition changes of another, and, where the council is known, whom it affects and what it does to the work of
/// each role. Changes nothing.
[[nodiscard]] Result<void> frameworkDiffCommand(const std::optional<HubPaths> &paths, const DiffOptions &options, const Console &console);

/// Every edition of the framework, the earliest first, and whether it is archived, in force or coming.
[[nodiscard]] Result<void> frameworkEditionsCommand(const HubPaths &paths, const Console &console);
/// What an edition (the one in force, or the one named) asks of the framework's owner, and what was answered.
[[nodiscard]] Result<void> frameworkQuestionsCommand(const HubPaths &paths, const QString &edition, const Console &console);
/// An answer of the framework's owner.
struct AnswerOptions {
    QString row;                ///< its place ("S20.3") or its key
    QString cell;               ///< which cell was asked about; empty: the only one
    QString words;              ///< what the cell means, as a cell would say it
    bool isAsAssumed = false;   ///< in place of words
    QString by;                 ///< who answers
    QDate from = {};            ///< first day it counts; null: tomorrow
};
/// Records who answered what and when in the edition that counts from that day: a new one beside the edition before it, or that of the same
/// day, as long as it has not begun.
[[nodiscard]] Result<void> frameworkAnswerCommand(const HubPaths &paths, const AnswerOptions &options, const Console &console);

/// Publishes a FHIR R4 Questionnaire as a form to every device. A version that is published never changes.
[[nodiscard]] Result<void> formInstallCommand(const HubPaths &paths, const QString &file, const Console &console);

/// What changes of what every device is told of the council; what is not given stays.
struct CouncilChange {
    std::optional<QString> phone;                 ///< the number to ring about an urgent concern; empty takes it away
    std::optional<QStringList> formPublishers;    ///< roles that may publish forms from their devices; empty: none
    QStringList formSettings = {};                ///< "NAME=VALUE"; "NAME=" puts the form's own back
    QStringList switches = {};                    ///< "NAME=on" or "NAME=off": who else reads a form's records
    std::optional<int> leaseDays = {};            ///< how long a device may go without the hub before records on it are closed to reading
    std::optional<int> lockMinutes = {};          ///< after how many minutes without a touch a device with a PIN locks itself
    QString visitRulesFile = {};                  ///< how often children are visited: core/packs/council/README.md
    std::optional<QStringList> frameworkOwners = {};   ///< roles that may publish an edition of the framework from their devices; empty: none
    std::optional<QStringList> peopleKeepers = {};     ///< roles that may take in tables of people from their devices; empty: none
};
[[nodiscard]] Result<void> councilSetCommand(const HubPaths &paths, const CouncilChange &change, const Console &console);
[[nodiscard]] Result<void> councilShowCommand(const HubPaths &paths, const Console &console);

[[nodiscard]] Result<void> userListCommand(const HubPaths &paths, const Console &console);
struct NewUser {
    QString id;
    QString name;
    QStringList roles;
    QString service;
    QStringList services;
    QStringList teams;
    QStringList leads;     ///< teams this person manages
    QString manager;
    bool returns = false;  ///< whoever has a last day is here again
    bool isElected = false;   ///< a member of the council: reads of class P1 alone. Whoever was one stays one
    bool isOfStaff = false;   ///< they are none, whatever they were or their role says
};
/// Also changes somebody who is there. A team that is not there yet is made, in the person's service.
[[nodiscard]] Result<void> userAddCommand(const HubPaths &paths, const NewUser &user, const Console &console);
[[nodiscard]] Result<void> userLeaveCommand(const HubPaths &paths, const QString &id, QDate lastDay, const QString &workTo, const Console &console);
/// What `enrol` is told.
struct EnrolOptions {
    QString user;
    QString hubAddress = {};     ///< the address devices reach this hub by; empty: a code is made, and no invitation
    QStringList pinFiles = {};   ///< PEM files with the certificates that a device is to expect there
    QString qr = {};             ///< where the invitation is shown as a QR code: NAME.svg, NAME.png, "-" for the terminal; empty: nowhere
};
/// Makes a one-time code for a person's device, and an invitation that carries it with the hub's address and pins.
[[nodiscard]] Result<void> enrolCommand(const HubPaths &paths, const EnrolOptions &options, const Console &console);
/// What `calendar` is told.
struct CalendarCommand {
    QString user;
    QString hubAddress;    ///< the address devices reach this hub by; empty: the path alone is answered
    bool withdraw = false;
};
/// Makes somebody's private calendar address, which ends the one before, or withdraws it.
[[nodiscard]] Result<void> calendarCommand(const HubPaths &paths, const CalendarCommand &command, const Console &console);
/// Withdraws every enrolment of a person: a lost device.
[[nodiscard]] Result<void> revokeCommand(const HubPaths &paths, const QString &user, const Console &console);
/// Lets somebody approve recoveries, and tells the code that only they are to know, this once; or takes it from them.
[[nodiscard]] Result<void> recoveryApproverCommand(const HubPaths &paths, const QString &user, bool withdraw, const Console &console);
/// Takes the line of a device that nobody can open any more.
[[nodiscard]] Result<void> recoveryAskCommand(const HubPaths &paths, const QString &requestFile, const Console &console);
[[nodiscard]] Result<void> recoveryApproveCommand(const HubPaths &paths, const QString &id, const QString &by, const QString &codeFile, const Console &console);
/// The line for the device, once two have approved.
[[nodiscard]] Result<void> recoveryAnswerCommand(const HubPaths &paths, const QString &id, const Console &console);
[[nodiscard]] Result<void> recoveryListCommand(const HubPaths &paths, const Console &console);
/// Every device, or those of @p user: when it was last heard and what it still had to hand in then.
[[nodiscard]] Result<void> deviceListCommand(const HubPaths &paths, const QString &user, const Console &console);
/// Withdraws one device: it reads nothing any more, hands in what is unsent when it is next heard, and destroys what it holds.
[[nodiscard]] Result<void> deviceRevokeCommand(const HubPaths &paths, const QString &device, const Console &console);
/// What one device may hold: records, last contact, what it had not handed in. @p namesAll: every record by its id.
[[nodiscard]] Result<void> deviceHeldCommand(const HubPaths &paths, const QString &device, bool namesAll, const Console &console);

/// An account of the hub's own for @p user, with the password in @p passwordFile ("-": standard input); what is told once is the answer.
[[nodiscard]] Result<void> accountAddCommand(const HubPaths &paths, const QString &user, const QString &passwordFile, const Console &console);
/// The same in place of the one they have: a new password, a new authenticator, new recovery codes; open and in use again.
[[nodiscard]] Result<void> accountResetCommand(const HubPaths &paths, const QString &user, const QString &passwordFile, const Console &console);
[[nodiscard]] Result<void> accountDisableCommand(const HubPaths &paths, const QString &user, const Console &console);
[[nodiscard]] Result<void> accountListCommand(const HubPaths &paths, const Console &console);

/// Takes in a table of events, of @p source where a row names no system. Each reference is one event, however often it comes.
[[nodiscard]] Result<void> eventImportCommand(const HubPaths &paths, const QString &file, const QString &source, const Console &console);
/// Makes the token by which the system @p name tells of events, told once; one that it had ends.
[[nodiscard]] Result<void> eventSourceAddCommand(const HubPaths &paths, const QString &name, const Console &console);
[[nodiscard]] Result<void> eventSourceEndCommand(const HubPaths &paths, const QString &name, const Console &console);
[[nodiscard]] Result<void> eventSourceListCommand(const HubPaths &paths, const Console &console);

struct AbsenceOptions {
    QString person;
    QDate from;        ///< null: today
    QDate to;          ///< null: until further notice
    QString cover;
    QString role;      ///< the one role that is handed over to `cover`; empty: they are away
};
/// Enters that somebody is away, or hands a role over for some days.
[[nodiscard]] Result<void> absenceAddCommand(const HubPaths &paths, const AbsenceOptions &options, const Console &console);
[[nodiscard]] Result<void> absenceListCommand(const HubPaths &paths, const Console &console);
[[nodiscard]] Result<void> absenceEndCommand(const HubPaths &paths, const QString &id, const Console &console);

/// A task by what never changes between editions, and what was decided of it.
struct WaiverOptions {
    QString activity;
    QString unit;
    QDate period;      ///< its first day
    QString service;
    QString reason;
    QDate until;       ///< put off to then; null: left out
    QString by;        ///< who decides it: somebody who may alone
};
/// Puts a task off or leaves it out, as somebody who decides that alone said.
[[nodiscard]] Result<void> waiverAddCommand(const HubPaths &paths, const WaiverOptions &options, const Console &console);
[[nodiscard]] Result<void> waiverListCommand(const HubPaths &paths, const Console &console);

/// The tables of peopleImportCommand; empty: not given.
struct PeopleFiles {
    QString people;
    QString teams;
    QString settings;
};
/// Takes in tables of people, teams and settings, all of it or nothing (core/people/people_table.h).
[[nodiscard]] Result<void> peopleImportCommand(const HubPaths &paths, const PeopleFiles &files, const Console &console);

[[nodiscard]] Result<void> exportCommand(const HubPaths &paths);
/// Judges every completed record again by the rules its device completed it by, and says which lack something.
[[nodiscard]] Result<void> completenessCommand(const HubPaths &paths, const Console &console);
[[nodiscard]] Result<void> checkCommand(const HubPaths &paths, const Console &console);
[[nodiscard]] Result<void> backupCommand(const HubPaths &paths, const QString &to, const FilesOfBackup &files, const Console &console);
[[nodiscard]] Result<void> restoreCommand(const HubPaths &paths, const QString &from, const FilesOfRestore &files, const Console &console);
[[nodiscard]] Result<void> importUnsentCommand(const HubPaths &paths, const QString &file, const Console &console);

/// What is asked of the audit trail; what is empty is not asked.
struct AuditQuestion {
    QString user;
    QString device;
    QString record;
    QDate from;
    QDate to;
    int limit = 500;       ///< newest lines
};
/// What the audit trail and the log tell, in plain words.
[[nodiscard]] Result<void> auditShowCommand(const HubPaths &paths, const AuditQuestion &question, const Console &console);
/// Proves that nobody has changed the audit trail or the log. Errors: Corrupt (somebody has).
[[nodiscard]] Result<void> auditVerifyCommand(const HubPaths &paths, const Console &console);
/// What does not agree in the audit trail of @p hub; empty: all does.
[[nodiscard]] Result<QString> auditProblem(OpenHub &hub);

/// New chunks go to @p place from now on; what is elsewhere stays and is read from there.
[[nodiscard]] Result<void> filesUseCommand(const HubPaths &paths, const QString &place, const Console &console);
/// File store @p number is at @p place now.
[[nodiscard]] Result<void> filesAtCommand(const HubPaths &paths, int number, const QString &place, const Console &console);
[[nodiscard]] Result<void> filesShowCommand(const HubPaths &paths, const Console &console);
/// Removes from the file stores what no file has, and nobody put there in the last @p days.
[[nodiscard]] Result<void> filesSweepCommand(const HubPaths &paths, int days, const Console &console);

/// What somebody asks to have erased.
struct EraseQuestion {
    QStringList records = {};
    QString child = {};         ///< every record that names this child and no other
    bool isDue = false;         ///< whatever the retention table says is due and nothing holds
    QString reason;             ///< of erasureReasons()
    QString reference = {};
    bool tryOnly = false;       ///< say what would go, and ask nobody
};
/// Says what would go, and opens a case that two people have to approve. Erases nothing.
[[nodiscard]] Result<void> eraseAskCommand(const HubPaths &paths, const EraseQuestion &question, const Console &console);
[[nodiscard]] Result<void> eraseApproveCommand(const HubPaths &paths, const QString &id, const QString &by, const QString &codeFile, const Console &console);
[[nodiscard]] Result<void> eraseCarryOutCommand(const HubPaths &paths, const QString &id, const Console &console);
[[nodiscard]] Result<void> eraseListCommand(const HubPaths &paths, const Console &console);
/// One of these with every record that it is about, by ids and kinds: what whoever approves it looks at.
[[nodiscard]] Result<void> eraseShowCommand(const HubPaths &paths, const QString &id, const Console &console);
/// Prints the signed receipt, JSON whichever way it is asked for.
[[nodiscard]] Result<void> eraseReceiptCommand(const HubPaths &paths, const QString &id);
/// Proves a receipt against the database. Errors: Corrupt (it does not agree).
[[nodiscard]] Result<void> eraseVerifyCommand(const HubPaths &paths, const QString &file, const Console &console);
/// Rewrites the database's file, whatever its size.
[[nodiscard]] Result<void> eraseScrubCommand(const HubPaths &paths, const Console &console);

/// Places a hold on @p subject: a record, a child or a member of staff.
[[nodiscard]] Result<void> holdPlaceCommand(const HubPaths &paths, const QString &on, const QString &subject, const QString &reference, const Console &console);
[[nodiscard]] Result<void> holdLiftCommand(const HubPaths &paths, const QString &id, const Console &console);
[[nodiscard]] Result<void> holdListCommand(const HubPaths &paths, const Console &console);

/// The council's retention table: each row, how many records it is about, and of which kinds there is no row.
[[nodiscard]] Result<void> retentionShowCommand(const HubPaths &paths, const Console &console);
/// A row of the table.
struct RetentionChange {
    QString what;               ///< a form ("T02") or a type of record ("child")
    int months = 0;             ///< 0: until somebody decides
    QString from;               ///< a word of keepFromFrom()
    QString basis;
    bool isRemoved = false;     ///< the row goes
};
[[nodiscard]] Result<void> retentionSetCommand(const HubPaths &paths, const RetentionChange &change, const Console &console);
/// What the table says need not be kept any more, on a day (null: today). Erases nothing.
[[nodiscard]] Result<void> retentionDueCommand(const HubPaths &paths, QDate on, const Console &console);

/// Whose records are taken out, where to, and what was decided about places that name others.
struct AccessQuestion {
    QString child = {};         ///< a pointer's id, or a number in the case system
    QString user = {};
    QString folder;             ///< is made, and must not hold anything
    QString decisions = {};     ///< a file; empty: nothing was decided yet
};
[[nodiscard]] Result<void> subjectAccessCommand(const HubPaths &paths, const AccessQuestion &question, const Console &console);

} // namespace sightline::hub
