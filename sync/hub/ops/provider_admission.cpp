#include "sync/hub/ops/provider_admission.h"

#include "core/people/council.h"
#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/ops/seed.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// @p person as the provider says they are now. None: it gives them no role here.
std::optional<Person> asIdentified(Person person, const Identified &identified, const Council &council)
{
    if (identified.roles) {
        if (identified.roles->isEmpty())
            return std::nullopt;
        person.roles = *identified.roles;
    }
    if (identified.teams) {
        person.teams.clear();
        for (const QString &name : *identified.teams) {
            const auto id = TeamId::fromString(name);
            if (id && council.team(*id))
                person.teams.append(*id);
        }
    }
    return person;
}

} // namespace

Result<ProviderAdmission> admitIdentified(HubTransaction &transaction, HubService &service, Doorkeeper &door, const Clock &clock, const Identified &identified,
                                          const wire::ProviderSignIn &request)
{
    const auto turnAway = [&](const QString &whose, const QString &why) -> Result<ProviderAdmission> {
        const Json::Object about { { u"by"_s, u"provider"_s }, { u"why"_s, why } };
        const auto told = appendAudit(transaction, clock.now(), { AuditAction::JoinRefused, whose, request.installation, about });
        if (!told)
            return told.error();
        return ProviderAdmission { { std::nullopt, ErrorCode::HubRefused, {} }, true, {} };
    };
    const auto council = service.council(transaction);
    if (!council)
        return council.error();
    const auto id = PersonId::fromString(identified.person);
    const Person *known = id ? council->person(*id) : nullptr;
    if (!known)
        return turnAway({}, u"nobody of that name"_s);
    if (!known->isHereOn(service.today()))
        return turnAway(id->toString(), u"not here today"_s);
    const auto person = asIdentified(*known, identified, *council);
    if (!person)
        return turnAway(id->toString(), u"no role"_s);
    ProviderAdmission out;
    Json::Object about { { u"by"_s, u"provider"_s } };
    if (!(*person == *known)) {
        auto touched = service.publish(transaction, { publicationOf(*person) });
        if (!touched)
            return touched.error();
        out.touched = std::move(*touched);
        about.insert(u"roles"_s, Json::strings(person->roles));
        QStringList teams;
        for (const TeamId &team : person->teams)
            teams.append(team.toString());
        about.insert(u"teams"_s, Json::strings(teams));
    }
    auto admitted = door.admitProven(transaction, { *id, about, identified.once }, request.installation, request.publicKey);
    if (!admitted)
        return admitted.error();
    out.admission = std::move(*admitted);
    return out;
}

} // namespace sightline::hub
