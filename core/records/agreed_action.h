#pragma once

#include "core/forms/named_files.h"
#include "core/people/council.h"
#include "core/records/step_body.h"

namespace sightline {

/// What one follow-up says of an action: a step of kind `action`, or what will be one.
struct ActionFollowUp {
    std::optional<RecordId> step = {};
    PersonId author;
    qint64 atMs = 0;             ///< the author's claim, UTC
    QString status;              ///< the code
    QString statusText;          ///< as the form's choice reads: "Under way"
    bool closes = false;
    QDate doneOn;
    QString evidence;
    QList<NamedFile> files = {};         ///< that show it
    QString impact;              ///< what is different now
    QDate recheck;               ///< the day to look at it again; null: none
    QString reason;              ///< why it is open again
    bool counts = true;          ///< false: the hub keeps it and has not applied it, or it was entered in error
    bool isWithdrawn = false;
    friend bool operator==(const ActionFollowUp &, const ActionFollowUp &) = default;
};

/// One agreed action of a record: what its author wrote, and what was said about it since. A plain value.
struct AgreedAction {
    RecordId record;
    QString row;                      ///< of the record's rows of actions
    PersonId agreedBy;                ///< the record's author
    QString what;
    PersonId owner;                   ///< empty: nobody this council knows is named
    QString ownerText;                ///< as the record names them
    QDate due;                        ///< null: no day was agreed
    QString priority;                 ///< as the form's choice reads
    QString why;
    QList<ActionFollowUp> history;    ///< oldest first; those that do not count are among them

    /// The newest follow-up that counts; null where nobody has followed it up.
    [[nodiscard]] const ActionFollowUp *present() const;
    [[nodiscard]] bool isClosed() const;
    [[nodiscard]] QDate recheck() const;
    friend bool operator==(const AgreedAction &, const AgreedAction &) = default;
};

/// The actions of @p record in its order. @p steps: those on it and on the versions it amends, in any order: rows it still has keep
/// what was said about them before it was amended. Pure; thread: any. Source: README beside the packs, "Actions".
[[nodiscard]] QList<AgreedAction> actionsOf(const RecordId &record, const RecordBody &body, const QList<TakenStep> &steps, const ActionRule &rule);

/// Whether @p person may follow @p action up, if they may read its record: its owner, who manages the owner, and who agreed it.
[[nodiscard]] bool mayFollowUp(const AgreedAction &action, const PersonId &person, const Council &council);

/// The row that @p members, a step's answers, are about; empty where they are about none, several, or no row of @p record.
[[nodiscard]] QString rowOfStep(const Json::Object &members, const RecordBody &record, const ActionRule &rule);

/// What follows an action up, as @p members of a step on the row @p row say it.
[[nodiscard]] ActionFollowUp followUpIn(const Json::Object &members, const QString &row, const ActionRule &rule);
/// The same as answers: of the part's questions, and the reason. What is empty is left out. `statusValue` is the form's choice.
[[nodiscard]] Answers followUpAnswers(const ActionFollowUp &followUp, const Json &statusValue, const QString &row, const ActionRule &rule);

/// Whether @p followUp lacks what an action needs to be closed: what is different now.
[[nodiscard]] bool lacksImpact(const ActionFollowUp &followUp, const ActionRule &rule);

/// What the newest counting follow-up of each row of @p record said: what a record is shown, printed and carried forward with.
[[nodiscard]] Answers::Fields presentFollowUps(const Json::Object &record, QList<TakenStep> steps);

} // namespace sightline
