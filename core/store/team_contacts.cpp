#include "core/store/team_contacts.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString contactsName = u"team.contacts"_s;

std::optional<qint64> numberIn(const Json &json) { return json.isInteger() ? std::optional(json.toInteger()) : std::nullopt; }

Json toJson(const TeamContacts &contacts)
{
    Json devices = Json::array();
    for (const DeviceContact &device : contacts.devices) {
        Json one = Json::object({ { u"person"_s, device.person.toString() }, { u"at"_s, Json() } });
        if (device.atMs)
            one.set(u"at"_s, *device.atMs);
        if (device.left)
            one.set(u"left"_s, *device.left);
        devices.append(one);
    }
    return Json::object({ { u"clock"_s, contacts.asOfMs }, { u"devices"_s, devices } });
}

} // namespace

Result<TeamContacts> teamContactsFromJson(const Json &json)
{
    TeamContacts contacts { json[u"clock"_s].toInteger(), {} };
    if (contacts.asOfMs <= 0 || !json[u"devices"_s].isArray())
        return Error { ErrorCode::InvalidInput, u"What the hub said of devices has no \"clock\" or no \"devices\"."_s };
    for (const Json &one : json[u"devices"_s].toArray()) {
        const auto person = PersonId::fromString(one[u"person"_s].toString());
        if (!person)
            return Error { ErrorCode::InvalidInput, u"What the hub said of devices names nobody."_s };
        contacts.devices.append({ *person, numberIn(one[u"at"_s]), numberIn(one[u"left"_s]) });
    }
    return contacts;
}

Result<void> keepTeamContacts(Store &store, const TeamContacts &contacts)
{
    return store.meta().setText(contactsName, QString::fromUtf8(writeJson(toJson(contacts))));
}

Result<std::optional<TeamContacts>> keptTeamContacts(Store &store)
{
    const auto text = store.meta().text(contactsName);
    if (!text)
        return text.error();
    if (text->isEmpty())
        return std::optional<TeamContacts>();
    const auto json = parseJson(text->toUtf8());
    auto contacts = json ? teamContactsFromJson(*json) : Result<TeamContacts>(json.error());
    return contacts ? Result<std::optional<TeamContacts>>(std::move(contacts).value()) : contacts.error();
}

} // namespace sightline
