#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/capture/form_row.h"

namespace sightline {

/// How QML names what a line of a form's page shows; LineValues.qml has the same names.
[[nodiscard]] QList<Column<FormRow>> formColumns();

} // namespace sightline
