#pragma once

#include <QString>

#include <optional>

namespace sightline {

/// What a person is told about where a record is (decisions 14). All counts shown to people are of records.
enum class RecordSync {
    Draft,      ///< "draft": on this device, not completed
    Here,       ///< "here": something of it has not been sent
    Sent,       ///< "sent": sent, not answered
    OnHub,      ///< "on-hub"
    Kept,       ///< "kept": the hub holds an operation it could not apply
    Conflict,   ///< "conflict": two people changed one answer; a person decides
};

[[nodiscard]] QString recordSyncName(RecordSync sync);
[[nodiscard]] std::optional<RecordSync> recordSyncFromName(QStringView name);

} // namespace sightline
