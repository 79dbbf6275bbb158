#include "core/forms/editing/moved_answers.h"
#include "core/forms/editing/template_edit.h"
#include "core/forms/validate.h"
#include "core/packs/forms/form_packs.h"
#include "tests/support/random_questionnaire.h"
#include "tests/support/rounds.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

TEST(MovedAnswersTest, KeepWhatFitsAndNameWhatDoesNot)
{
    const Questionnaire from =
        formFrom(u"{'linkId':'s','type':'group','text':'S','item':[{'linkId':'a','type':'string','text':'A'},{'linkId':'gone','type':'text','text':'Gone'},"
                 "{'linkId':'c','type':'choice','text':'C','answerOption':[{'valueCoding':{'system':'u','code':'x','display':'X'}},"
                 "{'valueCoding':{'system':'u','code':'y','display':'Y'}}]},{'linkId':'k','type':'group','repeats':true,'text':'Each','item':["
                 "{'linkId':'name','type':'string','text':'Name'},{'linkId':'age','type':'integer','text':'Age'}]}]}"_s);
    const Questionnaire to =
        formFrom(u"{'linkId':'t','type':'group','text':'T','item':[{'linkId':'a','type':'string','text':'A'},{'linkId':'new','type':'date','text':'New?'},"
                 "{'linkId':'c','type':'choice','text':'C','answerOption':[{'valueCoding':{'system':'u','code':'y','display':'Y'}}]},"
                 "{'linkId':'k','type':'group','repeats':true,'text':'Each','item':[{'linkId':'name','type':'string','text':'Name'}]}]}"_s);
    const Answers answers = answersFrom(u"{'a':'kept','gone':'her words','c':{'system':'u','code':'x','display':'X'},"
                                        "'k#':[{'id':'r1','at':'V'}],'k#r1/name':'Ann','k#r1/age':4}"_s);
    const MovedAnswers moved = moveAnswers(from, to, answers);
    EXPECT_EQ(moved.answers, answersFrom(u"{'a':'kept','k#':[{'id':'r1','at':'V'}],'k#r1/name':'Ann'}"_s));
    EXPECT_EQ(moved.left, (QList<MovedAnswers::Left> { { u"Gone"_s, u"her words"_s }, { u"C"_s, u"X"_s }, { u"Age"_s, u"4"_s } }));
    EXPECT_EQ(moved.asked, QStringList { u"New?"_s });
}

TEST(MovedAnswersTest, ToTheSameVersionKeepEveryAnswerOfEveryShippedTemplate)
{
    qsizetype kept = 0;
    for (const FormPack &pack : builtInForms()) {
        const auto form = readQuestionnaire(pack.questionnaire);
        for (quint64 seed = 1; seed <= rounds(3, 1); ++seed) {
            const Answers answers = randomAnswers(*form, seed);
            const MovedAnswers moved = moveAnswers(*form, *form, answers);
            EXPECT_EQ(moved.answers, answers) << qPrintable(pack.id);
            EXPECT_TRUE(moved.left.isEmpty() && moved.asked.isEmpty());
            kept += answers.fields().size();
        }
    }
    EXPECT_GT(kept, 160 * rounds(3, 1));
}

TEST(MovedAnswersTest, ToAnEditedVersionLoseNothingThatIsNotNamed)
{
    for (quint64 seed = 1; seed <= rounds(40, 5); ++seed) {
        const auto form = readQuestionnaire(randomQuestionnaire(seed));
        SeededRandom random(seed);
        auto edit = TemplateEdit::of({ form->original, {}, linkIdsIn(form->original) }, random);
        for (int i = 0; i < 6; ++i) {
            const QString item = edit->form().items[random.below(int(edit->form().items.size()))].linkId;
            (void)(random.chance(50) ? edit->remove(item).hasValue() : edit->setKind(item, AnswerKind::Date).hasValue());
        }
        const Answers answers = randomAnswers(*form, seed);
        const MovedAnswers moved = moveAnswers(*form, edit->form(), answers);
        qsizetype rows = 0;
        for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
            const bool isHere = moved.answers.contains(it.key());
            rows += !isHere && it.key().endsWith(u'#') ? 1 : 0;
        }
        EXPECT_EQ(moved.answers.fields().size() + moved.left.size() + rows, answers.fields().size()) << "seed " << seed;
        EXPECT_FALSE(hasErrors(checkPatch(edit->form(), moved.answers.fields()))) << "seed " << seed;
    }
}
