#pragma once

#include "platform/cli/cli_reply.h"
#include "platform/cli/cli_session.h"

/// The subcommands, one file each. Each does one thing and returns what to say; nothing is printed before it is durable.
namespace sightline::cli {

[[nodiscard]] Result<CliReply> initCommand(CliSession &session);
[[nodiscard]] Result<CliReply> pinShowCommand(CliSession &session);
[[nodiscard]] Result<CliReply> pinSetCommand(CliSession &session);
[[nodiscard]] Result<CliReply> recoveryAskCommand(CliSession &session);
[[nodiscard]] Result<CliReply> recoveryTakeCommand(CliSession &session);
[[nodiscard]] Result<CliReply> statusCommand(CliSession &session);
[[nodiscard]] Result<CliReply> syncCommand(CliSession &session);
[[nodiscard]] Result<CliReply> tasksCommand(CliSession &session);
[[nodiscard]] Result<CliReply> calendarCommand(CliSession &session);
[[nodiscard]] Result<CliReply> templatesCommand(CliSession &session);
[[nodiscard]] Result<CliReply> captureCommand(CliSession &session);
[[nodiscard]] Result<CliReply> recordsCommand(CliSession &session);
[[nodiscard]] Result<CliReply> searchCommand(CliSession &session);
[[nodiscard]] Result<CliReply> showCommand(CliSession &session);
[[nodiscard]] Result<CliReply> pdfCommand(CliSession &session);
[[nodiscard]] Result<CliReply> stepsCommand(CliSession &session);
[[nodiscard]] Result<CliReply> stepCommand(CliSession &session);
[[nodiscard]] Result<CliReply> actionsCommand(CliSession &session);
[[nodiscard]] Result<CliReply> actionCommand(CliSession &session);
// A visit that is due stands in `tasks --json` with the members of a task: `task` is its child (capture --task takes it), `child` the same,
// `activity` and `activity_key` empty, `concerns` the initials, `period` from the day last seen to the rule's last day, `state` late, due or
// upcoming, `template` the form of visits, and `not_seen_twice`. Tasks and visits stand in one order, as on Today.
[[nodiscard]] Result<CliReply> childrenCommand(CliSession &session);
[[nodiscard]] Result<CliReply> childAddCommand(CliSession &session);
[[nodiscard]] Result<CliReply> childChangeCommand(CliSession &session);
[[nodiscard]] Result<CliReply> childEndCommand(CliSession &session);
[[nodiscard]] Result<CliReply> childImportCommand(CliSession &session);
[[nodiscard]] Result<CliReply> addendumCommand(CliSession &session);
[[nodiscard]] Result<CliReply> voidCommand(CliSession &session);
[[nodiscard]] Result<CliReply> takeBackCommand(CliSession &session);
[[nodiscard]] Result<CliReply> heldCommand(CliSession &session);
[[nodiscard]] Result<CliReply> exportUnsentCommand(CliSession &session);
[[nodiscard]] Result<CliReply> formPublishCommand(CliSession &session);
[[nodiscard]] Result<CliReply> formMoveCommand(CliSession &session);

// The programme: what is asked for over a year, what happened, and what was put off, left out or passed on.
[[nodiscard]] Result<CliReply> planCommand(CliSession &session);
[[nodiscard]] Result<CliReply> mapCommand(CliSession &session);
[[nodiscard]] Result<CliReply> eventsCommand(CliSession &session);
[[nodiscard]] Result<CliReply> eventAddCommand(CliSession &session);
[[nodiscard]] Result<CliReply> eventImportCommand(CliSession &session);
[[nodiscard]] Result<CliReply> coverageCommand(CliSession &session);
[[nodiscard]] Result<CliReply> rehearseCommand(CliSession &session);
[[nodiscard]] Result<CliReply> waiveCommand(CliSession &session);
[[nodiscard]] Result<CliReply> waiversCommand(CliSession &session);
[[nodiscard]] Result<CliReply> waiverAnswerCommand(CliSession &session);
[[nodiscard]] Result<CliReply> passCommand(CliSession &session);
[[nodiscard]] Result<CliReply> absencesCommand(CliSession &session);
[[nodiscard]] Result<CliReply> absenceAddCommand(CliSession &session);
[[nodiscard]] Result<CliReply> absenceRemoveCommand(CliSession &session);

// The framework's owner changes it, and whoever keeps the council's people takes in tables of them: the hub judges both.
[[nodiscard]] Result<CliReply> frameworkQuestionsCommand(CliSession &session);
[[nodiscard]] Result<CliReply> frameworkChangeCommand(CliSession &session);
[[nodiscard]] Result<CliReply> frameworkAnswerCommand(CliSession &session);
[[nodiscard]] Result<CliReply> frameworkEndCommand(CliSession &session);
[[nodiscard]] Result<CliReply> frameworkPutBackCommand(CliSession &session);
[[nodiscard]] Result<CliReply> frameworkChangesCommand(CliSession &session);
[[nodiscard]] Result<CliReply> frameworkPublishCommand(CliSession &session);
[[nodiscard]] Result<CliReply> frameworkDropCommand(CliSession &session);
[[nodiscard]] Result<CliReply> teamCommand(CliSession &session);
[[nodiscard]] Result<CliReply> peopleImportCommand(CliSession &session);

// On files alone, without a store.
[[nodiscard]] Result<CliReply> formCheckCommand(CliSession &session);
[[nodiscard]] Result<CliReply> formValidateCommand(CliSession &session);
[[nodiscard]] Result<CliReply> formFillCommand(CliSession &session);
[[nodiscard]] Result<CliReply> formImportCommand(CliSession &session);

} // namespace sightline::cli
