#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QMap>
#include <QStringList>

namespace sightline {

struct Person;

inline constexpr int leaseDaysUsual = 14, leaseDaysMax = 90;
inline constexpr int lockMinutesUsual = 5, lockMinutesMax = 60;

/// What a council says of itself to every device.
struct CouncilCard {
    QString safeguardingPhone;   ///< the number to ring about an urgent concern, as people write it; empty: not given, and never invented
    QStringList formPublishers = {};   ///< canonical names of the roles that may publish a version of a form; none: nobody may
    Json::Object formSettings = {}; ///< what the council decides of its forms, by the names of their `settings`; what is not among them stays as the form says
    QMap<QString, qint64> switchedOn = {}; ///< the council's switches of who else reads a form's records: name → since when, milliseconds UTC; others are off
    int leaseDays = leaseDaysUsual; ///< how long a device may go without its hub before records on it are closed to reading (decisions 9)
    Json visitRules = {}; ///< how often children are visited, a list; core/records/visit_rule reads it; null: not given
    int lockMinutes = lockMinutesUsual; ///< after how many minutes without a touch a device with a PIN locks itself (assurance.md B2)
    QStringList frameworkOwners = {}; ///< canonical names of the roles that may publish an edition of the framework; none: nobody may
    QStringList peopleKeepers = {}; ///< canonical names of the roles that may take in tables of people, teams and settings; none: nobody may
    friend bool operator==(const CouncilCard &, const CouncilCard &) = default;
};

/// Whether @p person may publish a version of a form to the whole council. Judged by the hub; devices ask it to know what to offer.
[[nodiscard]] bool mayPublishForms(const Person &person, const CouncilCard &card);

/// Whether @p person owns the framework: answers what is asked about it, changes its rows, publishes editions. Judged as mayPublishForms().
[[nodiscard]] bool ownsFramework(const Person &person, const CouncilCard &card);
/// Whether @p person may take in tables of people, teams and settings. Judged as mayPublishForms().
[[nodiscard]] bool mayKeepPeople(const Person &person, const CouncilCard &card);

/// Whether @p value can stand in place of @p other as a form's setting: both yes or no, both a whole number, both text, or both a list of texts.
[[nodiscard]] bool isSettingLike(const Json &value, const Json &other);

/// What @p settings of a form are here, as a form knows them: "setting.NAME", the council's where it has decided. Thread: any.
[[nodiscard]] QMap<QString, Json> settingValues(const Json &settings, const CouncilCard &card);

/// What keeps @p text from being a telephone number to ring, in one sentence; empty if nothing does. No text is no number.
[[nodiscard]] QString problemOfPhone(const QString &text);

/// Errors: InvalidInput, naming the member that is wrong.
[[nodiscard]] Result<CouncilCard> councilCardFromJson(const Json &json);
[[nodiscard]] Json toJson(const CouncilCard &card);

} // namespace sightline
