#pragma once

#include "core/people/person.h"
#include "core/records/published.h"
#include "sync/hub/service/hub_service.h"

#include <gtest/gtest.h>

namespace sightline::sync {

/// Begins a council in @p service whose one person is the practitioner "sw1".
inline void beginCouncilOfOne(hub::HubService &service)
{
    EXPECT_TRUE(service.begin(QStringLiteral("Test council")));
    Person person;
    person.id = PersonId(QStringLiteral("sw1"));
    person.name = QStringLiteral("Role phrase");
    person.roles = { QStringLiteral("Practitioner") };
    EXPECT_TRUE(service.publish({ { hub::publishedId(RecordType::Person, person.id.toString()), publishedBody(RecordType::Person, toJson(person)) } }));
}

} // namespace sightline::sync
