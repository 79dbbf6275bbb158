#pragma once

#include "core/forms/answers.h"
#include "core/store/store.h"

#include <QStringList>

namespace sightline::pictures {

/// A template with everything answered that can be at once, for looking at what shows only under a condition.
struct FilledForm {
    QString form;            ///< "T02"
    int number = 1;          ///< what one filling cannot show another does
    Answers answers;
};

struct FilledForms {
    QList<FilledForm> forms;
    QStringList coverage;    ///< a line a template: how much of it they show
};

/// Fillings of every built-in template, few and full: together they show every page and nearly every question that can be shown to the
/// author. Pictures and drawings among the answers are kept in @p store. Nobody in them is real. Errors: those of keeping a file.
[[nodiscard]] Result<FilledForms> filledForms(Store &store);

} // namespace sightline::pictures
