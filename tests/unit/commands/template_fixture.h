#pragma once

#include "core/commands/edit_template.h"
#include "core/people/council_card.h"
#include "tests/unit/commands/command_fixture.h"

namespace sightline {

/// A store whose council lets this device's person publish forms.
class TemplateTest : public CommandTest {
protected:
    TemplateTest() { letPublish({ QStringLiteral("Social Worker") }); }

    void letPublish(const QStringList &roles)
    {
        putReference(publishedId(RecordType::Council, QStringLiteral("council")), publishedBody(RecordType::Council, toJson(CouncilCard { {}, roles })));
    }
    /// The version that the outbox holds comes back from the hub.
    void takeOnHub(const RecordId &id)
    {
        const auto body = store->view().body(id);
        ASSERT_TRUE(body && *body);
        const RecordBody taken = **body;
        const auto own = store->outbox().all();
        ASSERT_TRUE(own);
        const auto stored = store->transact([&]() -> Result<void> { return store->base().put(baseRow(id, taken, 50)); });
        ASSERT_TRUE(stored) << stored.error().detail.toStdString();
    }
    PublishTerms terms(QDate from = QDate(2026, 12, 1)) const { return { from, {}, {}, QDate(2026, 11, 23) }; }
};

} // namespace sightline
