#pragma once

#include "sync/hub/ops/subject_access.h"

namespace sightline::hub {

/// One page of HTML that needs nothing from anywhere: each record with its questions and answers, mentions that nobody decided on marked and
/// numbered as in the officer's list. Pure.
[[nodiscard]] QByteArray subjectPage(const SubjectFile &file, const QString &heading);

} // namespace sightline::hub
