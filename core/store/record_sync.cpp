#include "core/store/record_sync.h"

#include <array>
#include <utility>

namespace sightline {

namespace {
constexpr std::array<std::pair<RecordSync, QLatin1StringView>, 6> names { {
    { RecordSync::Draft, QLatin1StringView("draft") },
    { RecordSync::Here, QLatin1StringView("here") },
    { RecordSync::Sent, QLatin1StringView("sent") },
    { RecordSync::OnHub, QLatin1StringView("on-hub") },
    { RecordSync::Kept, QLatin1StringView("kept") },
    { RecordSync::Conflict, QLatin1StringView("conflict") },
} };
}

QString recordSyncName(RecordSync sync)
{
    for (const auto &[value, name] : names) {
        if (value == sync)
            return name;
    }
    return {};
}

std::optional<RecordSync> recordSyncFromName(QStringView name)
{
    for (const auto &[value, text] : names) {
        if (text == name)
            return value;
    }
    return std::nullopt;
}

} // namespace sightline
