#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace sightline::hub {

/// What a form leaves to the council, and what it is where the council has decided nothing.
struct FormSetting {
    Json own;              ///< yes or no, a whole number, a text, an interval ("5 weeks"), or a list: of texts or of rules ("low=6 months")
    QStringList choices;   ///< of a text, where not every one is meant; empty: any
};

/// @p text, as a council types it, for the setting @p name: judged by what kind of thing the form's own value is.
/// Errors: InvalidInput, one sentence that says what it must be. Pure.
[[nodiscard]] Result<Json> settingFromText(const QString &name, const QString &text, const FormSetting &setting);

/// @p value as settingFromText() takes it.
[[nodiscard]] QString settingText(const Json &value);

} // namespace sightline::hub
