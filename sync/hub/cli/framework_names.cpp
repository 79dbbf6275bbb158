#include "sync/hub/cli/framework_names.h"

#include "core/packs/framework/framework_pack.h"
#include "sync/hub/ops/seed.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

QString listed(QStringList names)
{
    names.sort();
    names.removeDuplicates();
    return names.join(u", "_s);
}

} // namespace

Result<void> checkNamesOf(HubSnapshot &snapshot, const Council &council, const Person &person)
{
    const auto editions = editionsBefore(snapshot, {});
    if (!editions)
        return editions.error();
    if (editions->isEmpty())
        return {};
    const auto tables = builtInTables();
    if (!tables)
        return tables.error();

    QStringList services;
    QStringList roles;
    for (const CompiledFramework &edition : *editions) {
        for (const CompiledService &service : edition.services)
            services.append(service.id.toString());
    }
    for (const Role &role : tables->roles.roles())
        roles.append(role.name);
    for (const Person &other : council.people()) {
        services.append(other.service.toString());
        roles.append(other.roles);
    }
    QStringList wanted { person.service.toString() };
    for (const ServiceId &service : person.services)
        wanted.append(service.toString());
    for (const QString &service : std::as_const(wanted)) {
        if (!services.contains(service))
            return Error { ErrorCode::InvalidInput, u"The framework has no service \"%1\". Its services: %2."_s.arg(service, listed(services)) };
    }
    for (const QString &role : person.roles) {
        if (!roles.contains(role))
            return Error { ErrorCode::InvalidInput, u"The framework knows no role \"%1\". Its roles: %2."_s.arg(role, listed(roles)) };
    }
    return {};
}

} // namespace sightline::hub
