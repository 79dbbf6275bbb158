// What a question that asks for a record is offered: all of them, or those of the templates it names.
#include "qml/app/form_candidates.h"
#include "qml/features/capture/form_row.h"
#include "tests/unit/queries/demo_store.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class FormCandidatesTest : public DemoStoreTest {
protected:
    void given(const QString &name)
    {
        RecordBody body;
        body.form = name;
        body.state = RecordState::Completed;
        body.author = me;
        body.service = ServiceId(u"early-support"_s);
        body.completedAtMs = clock.at.msSinceEpoch;
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            put(body);
            return {};
        }));
    }
};

} // namespace

TEST_F(FormCandidatesTest, AQuestionThatWantsRecordsOfCertainTemplatesIsOfferedThoseAlone)
{
    learnBuiltInForms();
    for (const QString &name : { u"T02@1.3.0"_s, u"T02@1.3.0"_s, u"T03@1.2.0"_s, u"V@1.0"_s })
        given(name);
    const auto observation = findForm(*store, u"T01"_s);
    ASSERT_TRUE(observation);
    const Questionnaire &questions = (*observation)->questionnaire;
    const auto candidates = formCandidates(*store, englandCalendar(), questions);
    ASSERT_TRUE(candidates) << qPrintable(candidates.error().detail);
    EXPECT_EQ(candidates->of(recordKind).size(), 4);
    const FormItem *visit = questions.find(u"linked_visit"_s);
    ASSERT_TRUE(visit);
    EXPECT_EQ(templatesAskedFor(*visit), QStringList { u"T02"_s });
    EXPECT_EQ(candidates->of(pickListName(*visit)).size(), 2);
    for (const Candidate &one : candidates->of(pickListName(*visit)))
        EXPECT_EQ(one.name, u"Home visit note"_s);
}

TEST_F(FormCandidatesTest, WhereThereIsNoneOfThemNoneIsOffered)
{
    learnBuiltInForms();
    given(u"T03@1.2.0"_s);
    const auto observation = findForm(*store, u"T01"_s);
    ASSERT_TRUE(observation);
    const auto candidates = formCandidates(*store, englandCalendar(), (*observation)->questionnaire);
    ASSERT_TRUE(candidates);
    EXPECT_TRUE(candidates->of(pickListName(*(*observation)->questionnaire.find(u"linked_visit"_s))).isEmpty());
}
