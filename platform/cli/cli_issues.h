#pragma once

#include "core/base/error.h"
#include "core/forms/form_issue.h"

#include <QList>

namespace sightline::cli {

/// What @p issues object to as one sentence that names each question once. @p what says what cannot be done and what to do instead.
[[nodiscard]] Error refusal(const QList<FormIssue> &issues, const QString &what);

} // namespace sightline::cli
