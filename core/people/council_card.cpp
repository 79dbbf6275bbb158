#include "core/people/council_card.h"

#include "core/people/person.h"

#include <QRegularExpression>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

QString problemOfPhone(const QString &text)
{
    constexpr qsizetype lengthMax = 40;   // far over any number with its extension
    static const QRegularExpression number(u"^\\+?[0-9(][0-9() .-]*[0-9](,? ?(ext|ext\\.|x) ?[0-9]{1,6})?$"_s);
    if (text.isEmpty() || (text.size() <= lengthMax && number.match(text).hasMatch() && text.count(QRegularExpression(u"[0-9]"_s)) >= 3))
        return {};
    return u"\"%1\" is not a telephone number; write it as people dial it, for example 01632 960123, or 01632 960123 ext 45."_s.arg(text.left(lengthMax));
}

bool isSettingLike(const Json &value, const Json &other)
{
    const auto isTexts = [](const Json &list) { return list.isArray() && list.toStrings().size() == list.toArray().size(); };
    return (value.isBool() && other.isBool()) || (value.isInteger() && other.isInteger()) || (value.isString() && other.isString())
        || (isTexts(value) && isTexts(other));
}

namespace {

Result<QStringList> rolesFromJson(const Json &card, const QString &member)
{
    const Json &list = card[member];
    const QStringList roles = list.toStrings();
    if (!list.isNull() && (!list.isArray() || roles.size() != list.toArray().size() || roles.contains(QString())))
        return Error { ErrorCode::InvalidInput, u"Council: \"%1\" must be a list of names of roles."_s.arg(member) };
    return roles;
}

bool holdsOneOf(const Person &person, const QStringList &roles)
{
    return std::any_of(roles.cbegin(), roles.cend(), [&person](const QString &role) { return person.holds(role); });
}

Result<QMap<QString, qint64>> switchesFromJson(const Json &json)
{
    QMap<QString, qint64> switchedOn;
    for (auto it = json.toObject().cbegin(); it != json.toObject().cend(); ++it) {
        if (it->isInteger() && it->toInteger() > 0)
            switchedOn.insert(it.key(), it->toInteger());
    }
    const bool areAllRead = json.isNull() || (json.isObject() && switchedOn.size() == json.toObject().size());
    if (!areAllRead)
        return Error { ErrorCode::InvalidInput, u"Council: \"switched_on\" must be names with the moment since when."_s };
    return switchedOn;
}

} // namespace

Result<CouncilCard> councilCardFromJson(const Json &json)
{
    const Json &phone = json[u"safeguarding_phone"_s];
    if (!phone.isString() && !phone.isNull())
        return Error { ErrorCode::InvalidInput, u"Council: \"safeguarding_phone\" must be text."_s };
    if (const QString problem = problemOfPhone(phone.toString()); !problem.isEmpty())
        return Error { ErrorCode::InvalidInput, u"Council, safeguarding_phone: "_s + problem };
    const auto publishers = rolesFromJson(json, u"form_publishers"_s);
    const auto owners = rolesFromJson(json, u"framework_owners"_s);
    const auto keepers = rolesFromJson(json, u"people_keepers"_s);
    for (const auto *roles : { &publishers, &owners, &keepers }) {
        if (!*roles)
            return roles->error();
    }
    const Json &rules = json[u"visit_rules"_s];
    if (!rules.isArray() && !rules.isNull())
        return Error { ErrorCode::InvalidInput, u"Council: \"visit_rules\" must be a list."_s };
    const Json &settings = json[u"form_settings"_s];
    const auto &values = settings.toObject();
    const bool areSettings = settings.isNull()
        || (settings.isObject() && std::all_of(values.cbegin(), values.cend(), [](const Json &value) { return isSettingLike(value, value); }));
    if (!areSettings)
        return Error { ErrorCode::InvalidInput, u"Council: \"form_settings\" must be names with yes or no, a whole number, text or a list of texts."_s };
    const auto switchedOn = switchesFromJson(json[u"switched_on"_s]);
    if (!switchedOn)
        return switchedOn.error();
    const qint64 leaseDays = json.contains(u"lease_days"_s) ? json[u"lease_days"_s].toInteger() : leaseDaysUsual;
    if (leaseDays < 1 || leaseDays > leaseDaysMax)
        return Error { ErrorCode::InvalidInput, u"Council: \"lease_days\" must be 1 to %1."_s.arg(leaseDaysMax) };
    const qint64 lockMinutes = json.contains(u"lock_minutes"_s) ? json[u"lock_minutes"_s].toInteger() : lockMinutesUsual;
    if (lockMinutes < 1 || lockMinutes > lockMinutesMax)
        return Error { ErrorCode::InvalidInput, u"Council: \"lock_minutes\" must be 1 to %1."_s.arg(lockMinutesMax) };
    return CouncilCard { phone.toString(), *publishers, values, *switchedOn, int(leaseDays), rules, int(lockMinutes), *owners, *keepers };
}

QMap<QString, Json> settingValues(const Json &settings, const CouncilCard &card)
{
    QMap<QString, Json> values;
    for (auto it = settings.toObject().cbegin(); it != settings.toObject().cend(); ++it) {
        const auto ours = card.formSettings.constFind(it.key());
        values.insert(u"setting."_s + it.key(), ours != card.formSettings.cend() && isSettingLike(*ours, *it) ? *ours : *it);
    }
    return values;
}

Json toJson(const CouncilCard &card)
{
    Json json = Json::object({ { u"safeguarding_phone"_s, card.safeguardingPhone } });
    // Left out where there are none, so that a card says the same as before there were any.
    if (!card.formPublishers.isEmpty())
        json.set(u"form_publishers"_s, Json::strings(card.formPublishers));
    if (!card.formSettings.isEmpty())
        json.set(u"form_settings"_s, Json(card.formSettings));
    Json::Object switchedOn;
    for (auto it = card.switchedOn.cbegin(); it != card.switchedOn.cend(); ++it)
        switchedOn.insert(it.key(), *it);
    if (!switchedOn.isEmpty())
        json.set(u"switched_on"_s, Json(switchedOn));
    if (card.leaseDays != leaseDaysUsual)
        json.set(u"lease_days"_s, card.leaseDays);
    if (card.lockMinutes != lockMinutesUsual)
        json.set(u"lock_minutes"_s, card.lockMinutes);
    if (!card.visitRules.isNull())
        json.set(u"visit_rules"_s, card.visitRules);
    if (!card.frameworkOwners.isEmpty())
        json.set(u"framework_owners"_s, Json::strings(card.frameworkOwners));
    if (!card.peopleKeepers.isEmpty())
        json.set(u"people_keepers"_s, Json::strings(card.peopleKeepers));
    return json;
}

bool mayPublishForms(const Person &person, const CouncilCard &card) { return holdsOneOf(person, card.formPublishers); }
bool ownsFramework(const Person &person, const CouncilCard &card) { return holdsOneOf(person, card.frameworkOwners); }
bool mayKeepPeople(const Person &person, const CouncilCard &card) { return holdsOneOf(person, card.peopleKeepers); }

} // namespace sightline
