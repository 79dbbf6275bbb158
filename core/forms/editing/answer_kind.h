#pragma once

#include "core/forms/questionnaire.h"

namespace sightline {

/// What somebody who makes a template calls an item. More than one of FHIR's types may be one kind, and the other way round.
enum class AnswerKind {
    Section,         ///< a heading with questions below it
    List,            ///< the same, once for each child, person, …
    Words,           ///< to read, not to answer
    ShortText,
    LongText,
    YesNo,
    WholeNumber,
    Decimal,
    Date,
    Time,
    Moment,          ///< day and time
    OneOf,
    SomeOf,
    OneOfOrText,
    Scale,           ///< one of the steps of a scale with a name
    Person,          ///< somebody who works for the council
    Setting,         ///< a place from the council's list
    Picture,         ///< pictures and nothing else
    VoiceNote,       ///< recorded, and nothing else
    File,            ///< a file of other kinds too
    Drawing,
    Signature,       ///< a typed name
    WebAddress,
    Other,           ///< what the editor keeps and does not change
};

/// "short-text": how screens and tests name a kind. Stable.
[[nodiscard]] QString answerKindName(AnswerKind kind);
[[nodiscard]] std::optional<AnswerKind> answerKindFromName(QStringView name);

[[nodiscard]] AnswerKind answerKindOf(const FormItem &item);
[[nodiscard]] bool isGroupKind(AnswerKind kind);
[[nodiscard]] bool isChoiceKind(AnswerKind kind);
/// The kinds that a question can be made, in the order in which they are offered: not groups, not Other.
[[nodiscard]] QList<AnswerKind> questionKinds();

/// Makes the item @p item one of @p kind: what says how it was answered before goes, everything else stays. A choice keeps its choices
/// as long as it stays one. @p kind is not Other; a Scale gets its steps by its own means.
void makeKind(Json &item, AnswerKind kind);

} // namespace sightline
