#pragma once

#include "core/base/id.h"
#include "core/base/json.h"

namespace sightline {

using SettingId = Name<struct SettingTag>;

/// A place that is visited: a school, an alternative provision, a children's home, an office.
struct Setting {
    SettingId id;
    QString name;
    QString kind;        ///< plain words: "children's home", "alternative provision", "office"
    ServiceId service;   ///< whose visits it belongs to; may be empty
    friend bool operator==(const Setting &, const Setting &) = default;
};

/// Errors: InvalidInput, naming the member that is wrong.
[[nodiscard]] Result<Setting> settingFromJson(const Json &json);
[[nodiscard]] Json toJson(const Setting &setting);

} // namespace sightline
