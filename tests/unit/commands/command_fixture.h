#pragma once

#include "core/commands/complete_record.h"
#include "core/commands/save_draft.h"
#include "core/people/person.h"
#include "core/records/published.h"
#include "tests/unit/store/store_fixture.h"

namespace sightline {

/// A store that has been synced once: it knows a form, its person and the scopes that person may write into.
class CommandTest : public StoreTest {
protected:
    static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:visit","version":"1.0","status":"active","title":"Visit",
        "item":[{"linkId":"when","text":"When","type":"date","required":true},
                {"linkId":"seen","text":"Was the child seen?","type":"boolean"},
                {"linkId":"why","text":"Why not?","type":"string","required":true,
                 "enableWhen":[{"question":"seen","operator":"=","answerBoolean":false}]},
                {"linkId":"note","text":"Note","type":"text"}]})";

    CommandTest() { learnCouncil(); }

    void learnCouncil()
    {
        putReference(
            newRecord(),
            publishedFormBody({ QStringLiteral("V@1.0"), QStringLiteral("Visit"), form, { { QStringLiteral("author") }, { QStringLiteral("author") } } }));
        addPerson(QStringLiteral("p1"), QStringLiteral("Social Worker A"), QStringLiteral("t1"));
        addPerson(QStringLiteral("p2"), QStringLiteral("Social Worker B"), QStringLiteral("t2"));
        addPerson(QStringLiteral("p3"), QStringLiteral("Social Worker C"), QStringLiteral("t3"));
        const auto scoped = store->transact([&]() -> Result<void> {
            for (const char *scope : { "ref", "user:p1", "team:t1", "service:s1", "lead:t2", "service:s2" }) {
                if (const auto put = store->scopes().put({ QString::fromLatin1(scope), 1, 0, QByteArray(16, '\0') }); !put)
                    return put.error();
            }
            return {};
        });
        EXPECT_TRUE(scoped);
    }

    void putReference(const RecordId &id, const RecordBody &body)
    {
        const auto stored = store->transact([&] { return store->base().put(baseRow(id, body, 1)); });
        EXPECT_TRUE(stored) << (stored ? "" : stored.error().detail.toStdString());
    }
    void addPerson(const QString &id, const QString &name, const QString &team)
    {
        Person one { .id = PersonId(id), .name = name, .roles = { QStringLiteral("Social Worker") }, .service = ServiceId(QStringLiteral("s1")) };
        one.teams = { TeamId(team) };
        putReference(newRecord(), publishedBody(RecordType::Person, toJson(one)));
    }

    Answers goodAnswers(const QString &note = QStringLiteral("Warm welcome"))
    {
        Answers answers;
        answers.set(QStringLiteral("when"), QStringLiteral("2026-11-20"));
        answers.set(QStringLiteral("seen"), true);
        answers.set(QStringLiteral("note"), note);
        return answers;
    }
    Draft begin(const Answers &answers,
                std::optional<TaskReference> task = TaskReference { ActivityKey(QStringLiteral("s1:visits")), QStringLiteral("service:s1"),
                                                                    QStringLiteral("2026-10-01") })
    {
        auto draft = beginDraft(*store, { QStringLiteral("V@1.0"), std::move(task), ServiceId(QStringLiteral("s2")), {}, {}, answers });
        EXPECT_TRUE(draft) << (draft ? "" : draft.error().detail.toStdString());
        return std::move(draft).value();
    }
    Result<Completion> complete(const RecordId &draft, CompleteOptions::Undo undo = CompleteOptions::Undo::No)
    {
        CompleteOptions options;
        options.undo = undo;
        options.context.today = QDate(2026, 11, 23);
        return completeRecord(*store, draft, options);
    }
    RecordId givenCompleted(const QString &note = QStringLiteral("Warm welcome"))
    {
        const auto done = complete(begin(goodAnswers(note)).id);
        EXPECT_TRUE(done && done->record);
        return *done->record;
    }
};

} // namespace sightline
