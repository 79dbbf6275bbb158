#pragma once

#include "core/packs/calendar/england_calendar.h"
#include "core/packs/council/demo_council.h"
#include "core/packs/forms/form_packs.h"
#include "core/packs/framework/framework_pack.h"
#include "core/people/scope.h"
#include "core/queries/today_board.h"
#include "core/records/published.h"
#include "core/schedule/framework_json.h"
#include "tests/unit/commands/command_fixture.h"

namespace sightline {

/// The store of a team manager who has synced once: the demo council, the built-in framework and one small form.
class DemoStoreTest : public StoreTest {
protected:
    DemoStoreTest()
    {
        const Enrolment enrolment { QStringLiteral("http://127.0.0.1:1"),
                                    newId<InstallationId>(clock, random),
                                    me,
                                    QStringLiteral("Team Manager"),
                                    QStringLiteral("Demo council"),
                                    QByteArray(32, 'p'),
                                    QByteArray("cert"),
                                    QByteArray(32, 'r'),
                                    1 };
        clock.at = *instantFromIso(u"2026-11-23T10:00:00Z");
        const auto filled = store->transact([&]() -> Result<void> {
            if (const auto set = store->meta().setEnrolment(enrolment, SecretBytes::random(64)); !set)
                return set.error();
            const Council &council = demoCouncil();
            for (const Person &each : council.people())
                put(publishedBody(RecordType::Person, toJson(each)));
            for (const Team &team : council.teams())
                put(publishedBody(RecordType::Team, toJson(team)));
            edition = newRecord();
            putAs(*edition, builtInEdition());
            put(publishedFormBody({ QStringLiteral("V@1.0"), QStringLiteral("Visit"), form, {}, {} }));
            for (const Scope &scope : sightline::scopesOf(me, council, today))
                EXPECT_TRUE(store->scopes().put({ scope.toString(), 1, 0, QByteArray(16, '\0') }));
            return {};
        });
        EXPECT_TRUE(filled);
    }
    /// Compiled once: a hundred stores hold the same.
    static const RecordBody &builtInEdition()
    {
        static const RecordBody body = [] {
            const auto framework = compileWithBuiltInTables(builtInFramework());
            EXPECT_TRUE(framework);
            return publishedEditionBody({ QStringLiteral("2026-11"), QStringLiteral("Demo framework"), QDate(2026, 4, 1), writeJson(toJson(*framework)) });
        }();
        return body;
    }
    void learnBuiltInForms()
    {
        const auto filled = store->transact([&]() -> Result<void> {
            for (const FormPack &pack : builtInForms()) {
                const Json &visibility = pack.meta[QStringLiteral("visibility")];
                put(publishedFormBody({ pack.id + QChar(u'@') + pack.version,
                                        pack.title,
                                        writeJson(pack.questionnaire),
                                        { visibility[QStringLiteral("draft")].toStrings(), visibility[QStringLiteral("completed")].toStrings() },
                                        pack.meta }));
            }
            return {};
        });
        EXPECT_TRUE(filled);
    }
    void putAs(const RecordId &id, const RecordBody &body) { EXPECT_TRUE(store->base().put(baseRow(id, body, ++seq))); }
    void put(const RecordBody &body) { putAs(newRecord(), body); }

    RecordId givenDone(const Task &task)
    {
        const auto draft = beginDraft(
            *store,
            { QStringLiteral("V@1.0"), referenceTo(task), task.service, {}, {}, Answers(Answers::Fields { { QStringLiteral("note"), QStringLiteral("x") } }) });
        EXPECT_TRUE(draft);
        CompleteOptions options;
        options.context.today = today;
        const auto done = completeRecord(*store, draft->id, options);
        EXPECT_TRUE(done && done->record);
        return *done->record;
    }
    Result<TodayBoard> board(TodayOf whose = TodayOf::Me) { return todayBoard(*store, englandCalendar(), today, whose); }

    static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:visit","version":"1.0","status":"active","title":"Visit",
        "item":[{"linkId":"note","text":"Note","type":"text"}]})";
    const PersonId me { QStringLiteral("tm-early-support-north") };
    const QDate today { 2026, 11, 23 };
    qint64 seq = 1;
    std::optional<RecordId> edition;
};

} // namespace sightline
