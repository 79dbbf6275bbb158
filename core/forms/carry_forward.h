#pragma once

#include "core/forms/answers.h"
#include "core/forms/form_context.h"
#include "core/forms/questionnaire.h"

namespace sightline {

/// The answers a form begins with: initial values and preselected options, what the task and the device know ([CTX]),
/// and what is carried from the last record ([PREV]: a row for each of its actions). Calculated items are filled too.
/// Only the part of @p role is filled (empty: the author's): a later hand's name belongs to that hand.
/// Thread: any. Source: domain.md A8 (auto, ↻).
[[nodiscard]] Answers prefilledAnswers(const Questionnaire &questionnaire, const FormContext &context, RandomSource &random, const QString &role = {});

/// Adds a row to the repeating group's list @p listKey with the first values of its items (a default owner, a preselected
/// choice). What a screen calls for "Add". Thread: any.
Answers::Added addPrefilledRow(const Questionnaire &questionnaire, Answers &answers, const QString &listKey, const FormContext &context, RandomSource &random);

/// What was written beside rows that were carried from one last record, while another one's stand there: by the rows it belongs to.
using WrittenAside = QMap<QString, Answers::Fields>;

/// It became known while the form is being filled that another record is the last one, or none: carries from @p context what the form takes of
/// it, in place of what came from @p before (the last record as it was known until now). What somebody has changed in a place that is
/// theirs to change stays. A list whose rows are not theirs is exchanged with what they wrote in it; that is put into @p aside, and comes
/// back with its rows. Returns whether anything changed. Thread: any.
bool carryLast(const Questionnaire &questionnaire, Answers &answers, const std::optional<Answers> &before, const FormContext &context, RandomSource &random,
               WrittenAside &aside, const QString &role = {});

} // namespace sightline
