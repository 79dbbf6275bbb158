#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/calendar/interval.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace sightline {

/// Whose a hand is, as a template's meta says it (core/packs/forms/README.md, "Whose").
struct HandOwner {
    enum class Kind { Named, ManagerOfAuthor, ManagerOfObserved, ManagerOfTeam, Holder, Outside };
    Kind kind = Kind::Named;   ///< Outside: the author, for themself or for somebody without an account
    QString item;          ///< Named: the question whose answer names them
    QStringList roles;     ///< Holder: canonical role names
    bool aboveObserved = false;   ///< Holder: looked for above the person observed first, not above the author
    friend bool operator==(const HandOwner &, const HandOwner &) = default;
};

/// One later hand of a template: what it is, whose, when it is needed, and its clock. Read from meta, never written in code.
struct HandRule {
    enum class From { Turn, Completed, Answer };

    QString kind;                           ///< "reflection": the `role` of its step records; once in a template
    QString name;                           ///< in a sentence: "reflection"
    QString by;                             ///< in a sentence: "the person observed"
    QString part;                           ///< the form's part it fills; empty: none
    HandOwner owner;
    bool required = false;
    bool signs = false;
    bool mayReturn = false;
    bool tells = false;                     ///< stands with its owner until they say that they have read it; nobody waits for it
    bool notByAuthor = false;               ///< `unless: author`: not needed where it falls to the author
    std::optional<Interval> within;
    From from = From::Turn;
    QString fromItem;
    std::optional<QStringList> after;       ///< kinds that come first; none given: every required one above
    Json when;                              ///< null: always
    Json returnsWhen;                       ///< null: only a step of kind `return` sends back
    QStringList overtakes;                  ///< kinds above it that it does not wait for once the day they were given is past
    friend bool operator==(const HandRule &, const HandRule &) = default;
};

/// Kinds of step that every form has and no meta lists.
namespace step {
inline constexpr char16_t addendum[] = u"addendum";   ///< anyone who may read a completed record
inline constexpr char16_t returned[] = u"return";     ///< sent back with comments
inline constexpr char16_t action[] = u"action";       ///< an agreed action followed up by its owner
inline constexpr char16_t inRoom[] = u"in-room";      ///< of drafts alone: what another person is saying on this device; completed it is an addendum
inline constexpr char16_t concernRead[] = u"concern-read";   ///< a manager has read an urgent concern
} // namespace step

/// The hands of a template in order; none where it has no `steps`. Errors: InvalidInput (which step, and what is wrong).
[[nodiscard]] Result<QList<HandRule>> handRules(const Json &meta);

/// The rule called @p kind; null if there is none.
[[nodiscard]] const HandRule *findRule(const QList<HandRule> &rules, const QString &kind);

/// Where a template's agreed actions stand (`actions`): the linkIds of its questions. Those a template does without are empty.
struct ActionRule {
    QString rows, what, owner, due, priority, why;             ///< its author's
    QString part, status, doneOn, evidence, evidenceFiles, impact, recheck;   ///< of the part its owner fills
    QStringList closed;                                        ///< codes of status that close it
    friend bool operator==(const ActionRule &, const ActionRule &) = default;
};
/// None where the template has no actions.
[[nodiscard]] std::optional<ActionRule> actionRule(const Json &meta);

} // namespace sightline
