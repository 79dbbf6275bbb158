#include "sync/client/team_contacts.h"

#include "core/store/team_contacts.h"
#include "sync/client/ask_hub.h"

namespace sightline::sync {

using namespace Qt::StringLiterals;

Result<void> fetchTeamContacts(StoreAccess &access, Transport &transport, const std::atomic<bool> *givenUp)
{
    const auto answer = askHub(access, transport, Call::Method::Get, u"/v1/contacts"_s, givenUp);
    if (!answer)
        return answer.error();
    const auto contacts = teamContactsFromJson(answer->said);
    if (!contacts)
        return Error { ErrorCode::HubRefused, u"The hub did not say when devices were heard. It may be too old for this."_s };
    Result<void> kept = {};
    const auto ran = access.run([&](Store &store) { kept = store.transact([&] { return keepTeamContacts(store, *contacts); }); });
    return ran ? kept : ran;
}

} // namespace sightline::sync
