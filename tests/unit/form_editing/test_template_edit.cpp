#include "core/forms/answer_value.h"
#include "core/forms/editing/template_checks.h"
#include "core/forms/editing/template_edit.h"
#include "core/forms/publish.h"
#include "core/forms/validate.h"
#include "core/packs/forms/form_packs.h"
#include "tests/support/foreign_members.h"
#include "tests/support/random_questionnaire.h"
#include "tests/unit/forms/form_builder.h"

#include <algorithm>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

class TemplateEditTest : public ::testing::Test {
protected:
    TemplateEdit editOf(const QString &items, const QSet<QString> &released = {}, const Json &meta = {})
    {
        auto edit = TemplateEdit::of({ formFrom(items).original, meta, released }, random);
        EXPECT_TRUE(edit);
        return std::move(edit).value();
    }
    QStringList links(const TemplateEdit &edit, const QString &parent = {})
    {
        QStringList all;
        for (const Json &item : itemsOf(edit.document(), parent))
            all.append(item[u"linkId"_s].toString());
        return all;
    }
    static FormCondition is(const QString &question, const Json &answer) { return { question, EnableOperator::Equal, answer }; }

    SeededRandom random { 11 };
    const QString visit = u"{'linkId':'s','type':'group','text':'Visit','item':[{'linkId':'seen','type':'boolean','text':'Seen?'},"
                          "{'linkId':'why','type':'string','text':'Why not?','enableWhen':[{'question':'seen','operator':'=','answerBoolean':false}]}]},"
                          "{'linkId':'t','type':'group','text':'Then','item':[{'linkId':'note','type':'text','text':'Note'}]}"_s;
};

} // namespace

TEST_F(TemplateEditTest, BuildsATemplateFromNothingThatIsFitToPublish)
{
    auto edit = TemplateEdit::of({ TemplateEdit::blank(u"council-1"_s, u"Doorstep check"_s, u"The visit"_s, random), {}, {} }, random);
    ASSERT_TRUE(edit);
    const QString section = edit->form().items.first().linkId;
    const auto seen = edit->addItem(section, {}, AnswerKind::YesNo, u"Was the child seen?"_s);
    const auto why = edit->addItem(section, {}, AnswerKind::LongText, u"Why not?"_s);
    const auto how = edit->addItem(section, {}, AnswerKind::OneOf, u"How was it?"_s);
    ASSERT_TRUE(seen && why && how);
    ASSERT_TRUE(edit->setChoices(*how, { { {}, u"Calm"_s }, { {}, u"Tense"_s } }));
    ASSERT_TRUE(edit->setShownWhen(*why, { EnableBehavior::All, { is(*seen, false) } }));
    ASSERT_TRUE(edit->setRequired(*why, true));
    ASSERT_TRUE(edit->setGuidance(*why, u"In their words."_s, u"It says what you tried."_s));
    EXPECT_TRUE(templateProblems(edit->form()).isEmpty());
    EXPECT_TRUE(publishRefusals(edit->form()).isEmpty());
    EXPECT_FALSE(isOpen(edit->form(), u"{'%1':true}"_s.arg(*seen), *why));
    EXPECT_TRUE(isOpen(edit->form(), u"{'%1':false}"_s.arg(*seen), *why));
    EXPECT_EQ(guidanceIn(edit->form().find(*why)->help).good, u"It says what you tried."_s);
    EXPECT_EQ(guidanceIn(edit->form().find(*why)->help).hint, u"In their words."_s);
}

TEST_F(TemplateEditTest, GivesEveryNewItemANameThatNothingHasOrEverHad)
{
    QSet<QString> released;
    SeededRandom same(11);   // gives the editor's names before it does
    auto first = TemplateEdit::of({ formFrom(visit).original, {}, {} }, same);
    for (int i = 0; i < 5; ++i)
        released.insert(*first->addItem(u"s"_s, {}, AnswerKind::ShortText, u"Q"_s));
    auto edit = editOf(visit, released);
    for (int i = 0; i < 5; ++i) {
        const auto name = edit.addItem(u"s"_s, {}, AnswerKind::ShortText, u"Q"_s);
        ASSERT_TRUE(name);
        EXPECT_FALSE(released.contains(*name));
    }
}

TEST_F(TemplateEditTest, TakesTheConditionsAlongThatWaitForWhatIsDeletedAndSaysSo)
{
    auto edit = editOf(visit);
    const auto lost = edit.remove(u"seen"_s);
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->conditions, QStringList { u"why"_s });
    EXPECT_TRUE(edit.form().find(u"why"_s)->enableWhen.isEmpty());
    EXPECT_TRUE(edit.form().report.isEmpty());
    ASSERT_TRUE(edit.undo());
    EXPECT_EQ(edit.form().find(u"why"_s)->enableWhen.size(), 1);
}

TEST_F(TemplateEditTest, APictureAVoiceNoteAndAFileTakeWhatTheySay)
{
    auto edit = editOf(visit);
    const auto takes = [&](AnswerKind kind, const QString &mime) {
        const auto added = edit.addItem(u"s"_s, {}, kind, u"What shows it?"_s);
        EXPECT_TRUE(added);
        const FormItem &item = *edit.form().find(*added);
        EXPECT_EQ(answerKindOf(item), kind) << "it is still called what it was made as";
        const Json answer = attachmentAnswer(QString(64, u'a'), mime, 100, u"file-1.x"_s);
        const auto issues = validate(edit.form(), Answers(Answers::Fields { { *added, answer } }), ValidateFor::Draft, {});
        return std::none_of(issues.cbegin(), issues.cend(), [&](const FormIssue &issue) { return issue.linkId == *added; });
    };
    for (const QString &mime : { u"image/jpeg"_s, u"audio/ogg"_s, u"application/pdf"_s }) {
        EXPECT_EQ(takes(AnswerKind::Picture, mime), mime == u"image/jpeg") << qPrintable(mime);
        EXPECT_EQ(takes(AnswerKind::VoiceNote, mime), mime == u"audio/ogg") << qPrintable(mime);
        EXPECT_TRUE(takes(AnswerKind::File, mime)) << qPrintable(mime);
    }
    const auto note = edit.addItem(u"s"_s, {}, AnswerKind::VoiceNote, u"Say it"_s);
    ASSERT_TRUE(note);
    const auto file = edit.setKind(*note, AnswerKind::File);
    ASSERT_TRUE(file);
    EXPECT_TRUE(edit.form().find(file->linkId)->mimeTypes.isEmpty()) << "what it took before says nothing of what it takes now";
}

TEST_F(TemplateEditTest, DeletesNothingTheProductWorksWithAndNotTheLastSection)
{
    auto edit = editOf(visit, {}, jsonFrom(u"{'columns':{'team':'seen'},'steps':[{'kind':'reply','when':{'item':'note','is':['x']}}]}"_s));
    EXPECT_EQ(edit.remove(u"seen"_s).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(edit.remove(u"s"_s).error().code, ErrorCode::NotAllowed) << "with what is below it";
    EXPECT_EQ(edit.remove(u"note"_s).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(edit.setKind(u"seen"_s, AnswerKind::Date).error().code, ErrorCode::NotAllowed);
    EXPECT_TRUE(edit.setText(u"seen"_s, u"Did you see the child?"_s)) << "its words may change";
    EXPECT_TRUE(edit.remove(u"why"_s));
    auto one = editOf(u"{'linkId':'s','type':'group','text':'S'}"_s);
    EXPECT_EQ(one.remove(u"s"_s).error().code, ErrorCode::NotAllowed);
}

TEST_F(TemplateEditTest, AReleasedQuestionThatAsksSomethingElseIsAnotherQuestion)
{
    auto edit = editOf(visit, { u"seen"_s, u"why"_s });
    const auto changed = edit.setKind(u"seen"_s, AnswerKind::Date);
    ASSERT_TRUE(changed);
    EXPECT_NE(changed->linkId, u"seen"_s);
    EXPECT_EQ(changed->lost.conditions, QStringList { u"why"_s }) << "a date is never false";
    EXPECT_FALSE(edit.form().find(u"seen"_s));
    EXPECT_EQ(edit.form().find(changed->linkId)->text, u"Seen?"_s);
    const auto fresh = edit.setKind(changed->linkId, AnswerKind::LongText);
    ASSERT_TRUE(fresh);
    EXPECT_EQ(fresh->linkId, changed->linkId) << "nobody has answered it yet";
    ASSERT_TRUE(edit.setText(u"why"_s, u"Why was that?"_s));
    EXPECT_TRUE(edit.form().find(u"why"_s)) << "other words are the same question";
}

TEST_F(TemplateEditTest, MovesThroughSectionsAndBack)
{
    auto edit = editOf(visit);
    ASSERT_TRUE(edit.setGuidance(u"t"_s, u"Help of the section"_s, {}));
    ASSERT_TRUE(edit.move(u"seen"_s, TemplateEdit::Direction::Down));
    EXPECT_EQ(links(edit, u"s"_s), (QStringList { u"why"_s, u"seen"_s }));
    ASSERT_TRUE(edit.move(u"seen"_s, TemplateEdit::Direction::Down));
    EXPECT_EQ(links(edit, u"t"_s), (QStringList { u"t.help"_s, u"seen"_s, u"note"_s })) << "behind the section's own words";
    EXPECT_FALSE(edit.canMove(u"t"_s, TemplateEdit::Direction::Down));
    ASSERT_TRUE(edit.move(u"seen"_s, TemplateEdit::Direction::Up));
    EXPECT_EQ(links(edit, u"s"_s), (QStringList { u"why"_s, u"seen"_s }));
    ASSERT_TRUE(edit.move(u"t"_s, TemplateEdit::Direction::Up));
    EXPECT_EQ(links(edit), (QStringList { u"t"_s, u"s"_s }));
    EXPECT_EQ(edit.moveTo(u"s"_s, u"s"_s, {}).error().code, ErrorCode::NotAllowed);
}

TEST_F(TemplateEditTest, AChoiceKeepsItsCodeWhateverItIsCalled)
{
    auto edit =
        editOf(u"{'linkId':'s','type':'group','text':'S','item':[{'linkId':'c','type':'choice','text':'C','answerOption':["
               "{'valueCoding':{'system':'u','code':'a','display':'A','userSelected':true},'extension':[{'url':'x','valueString':'kept'}]},"
               "{'valueCoding':{'system':'u','code':'b','display':'B'}}]},{'linkId':'d','type':'string','text':'D','enableBehavior':'any','enableWhen':["
               "{'question':'c','operator':'=','answerCoding':{'system':'u','code':'a'}},"
               "{'question':'c','operator':'=','answerCoding':{'system':'u','code':'b'}}]}]}"_s);
    auto choices = edit.choicesOf(u"c"_s);
    ASSERT_EQ(choices.size(), 2);
    choices[0].label = u"Always"_s;
    choices.append({ {}, u"Never"_s });
    const auto renamed = edit.setChoices(u"c"_s, choices);
    ASSERT_TRUE(renamed);
    EXPECT_TRUE(renamed->lost.conditions.isEmpty());
    const Json option = itemIn(edit.document(), u"c"_s)[u"answerOption"_s].toArray()[0];
    EXPECT_EQ(option[u"valueCoding"_s][u"code"_s].toString(), u"a"_s);
    EXPECT_EQ(option[u"valueCoding"_s][u"display"_s].toString(), u"Always"_s);
    EXPECT_TRUE(option[u"valueCoding"_s][u"userSelected"_s].toBool());
    EXPECT_EQ(option[u"extension"_s].toArray().size(), 1);
    EXPECT_TRUE(publishRefusals(edit.form()).isEmpty());

    choices = edit.choicesOf(u"c"_s);
    choices.removeAt(1);
    const auto lost = edit.setChoices(u"c"_s, choices);
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->lost.conditions, QStringList { u"d"_s });
    EXPECT_EQ(edit.form().find(u"d"_s)->enableWhen.size(), 1);
    EXPECT_TRUE(publishRefusals(edit.form()).isEmpty());
}

TEST_F(TemplateEditTest, EveryShippedScaleCanAnswerAQuestion)
{
    QList<Questionnaire> forms;
    for (const FormPack &pack : builtInForms())
        forms.append(readQuestionnaire(pack.questionnaire).value());
    const auto scales = scalesOf(forms);
    EXPECT_GE(scales.size(), 13);
    auto edit = editOf(visit);
    for (const NamedScale &scale : scales) {
        EXPECT_FALSE(scale.title().isEmpty());
        const auto question = edit.addItem(u"s"_s, {}, AnswerKind::ShortText, u"How was it?"_s);
        const auto scaled = edit.setScale(*question, scale);
        ASSERT_TRUE(scaled) << qPrintable(scale.id);
        const FormItem *item = edit.form().find(scaled->linkId);
        EXPECT_EQ(item->options, scale.steps);
        EXPECT_EQ(answerKindOf(*item), AnswerKind::Scale);
    }
    EXPECT_EQ(edit.document()[u"contained"_s].toArray().size(), scales.size());
    EXPECT_TRUE(publishRefusals(edit.form()).isEmpty());
    EXPECT_TRUE(templateProblems(edit.form()).isEmpty());
    const auto again = edit.addItem(u"s"_s, {}, AnswerKind::ShortText, u"And then?"_s);
    ASSERT_TRUE(edit.setScale(*again, scales.first()));
    EXPECT_EQ(edit.document()[u"contained"_s].toArray().size(), scales.size()) << "a scale comes along once";
    // Its steps as choices of one's own: the scale's list stays what it is.
    auto steps = edit.choicesOf(*again);
    steps[0].label = u"Mine"_s;
    ASSERT_TRUE(edit.setChoices(*again, steps));
    EXPECT_EQ(answerKindOf(*edit.form().find(*again)), AnswerKind::OneOf);
    EXPECT_EQ(edit.document()[u"contained"_s].toArray()[0][u"compose"_s], scales.first().valueSet[u"compose"_s]);
}

TEST_F(TemplateEditTest, ConditionsKeepWhatTheyHoldAndAskOnlyWhatCanBeAsked)
{
    auto edit =
        editOf(u"{'linkId':'s','type':'group','text':'S','item':[{'linkId':'n','type':'integer','text':'N'},{'linkId':'k','type':'group','repeats':true,"
               "'text':'Each','item':[{'linkId':'age','type':'integer','text':'Age'},{'linkId':'school','type':'string','text':'School','enableWhen':["
               "{'question':'age','operator':'>','answerInteger':4,'extension':[{'url':'x','valueString':'kept'}]}]}]},"
               "{'linkId':'m','type':'string','text':'M'}]}"_s);
    EXPECT_EQ(edit.questionsToAskAbout(u"school"_s), (QStringList { u"n"_s, u"age"_s, u"m"_s }));
    EXPECT_EQ(edit.questionsToAskAbout(u"m"_s), QStringList { u"n"_s }) << "which of the rows' ages?";
    EXPECT_EQ(edit.questionsToAskAbout(u"k"_s), (QStringList { u"n"_s, u"m"_s })) << "not what stands in it";
    ShownWhen when = edit.shownWhen(u"school"_s);
    when.behavior = EnableBehavior::Any;
    when.conditions.append({ u"n"_s, EnableOperator::GreaterOrEqual, qint64 { 2 } });
    ASSERT_TRUE(edit.setShownWhen(u"school"_s, when));
    const Json item = itemIn(edit.document(), u"school"_s);
    EXPECT_EQ(item[u"enableWhen"_s].toArray()[0][u"extension"_s].toArray().size(), 1);
    EXPECT_EQ(item[u"enableBehavior"_s].toString(), u"any"_s);
    EXPECT_EQ(edit.shownWhen(u"school"_s), when);
    EXPECT_TRUE(publishRefusals(edit.form()).isEmpty());
    ASSERT_TRUE(edit.setShownWhen(u"school"_s, {}));
    EXPECT_FALSE(itemIn(edit.document(), u"school"_s).contains(u"enableWhen"_s));
}

TEST_F(TemplateEditTest, TypingIsOneStepBackAndEverythingElseAStepOfItsOwn)
{
    auto edit = editOf(visit);
    const Json before = edit.document();
    for (const QString &typed : { u"W"_s, u"Wh"_s, u"Why"_s })
        ASSERT_TRUE(edit.setText(u"why"_s, typed));
    ASSERT_TRUE(edit.setRequired(u"why"_s, true));
    ASSERT_TRUE(edit.setText(u"why"_s, u"Why so"_s));
    ASSERT_TRUE(edit.undo());
    EXPECT_EQ(edit.form().find(u"why"_s)->text, u"Why"_s);
    ASSERT_TRUE(edit.undo());
    EXPECT_FALSE(edit.form().find(u"why"_s)->required);
    ASSERT_TRUE(edit.undo());
    EXPECT_EQ(edit.document(), before);
    EXPECT_FALSE(edit.undo());
    ASSERT_TRUE(edit.redo() && edit.redo() && edit.redo());
    EXPECT_EQ(edit.form().find(u"why"_s)->text, u"Why so"_s);
    EXPECT_FALSE(edit.redo());
}

TEST_F(TemplateEditTest, WhatNobodyCouldSeeIsNotTakenIntoALabel)
{
    auto edit = editOf(visit);
    ASSERT_TRUE(edit.setText(u"why"_s, u"Why\u202Enot"_s));
    EXPECT_EQ(edit.form().find(u"why"_s)->text, u"Whynot"_s);
    EXPECT_TRUE(edit.form().report.isEmpty());
}

TEST_F(TemplateEditTest, KeepsWhatItDoesNotKnowInEveryShippedTemplate)
{
    int members = 0;
    for (const FormPack &pack : builtInForms()) {
        Json document = withEachItem(pack.questionnaire, [](Json &item) { item.set(u"futureMember"_s, u"kept"_s); });
        document.set(u"futureMember"_s, u"kept"_s);
        auto edit = TemplateEdit::of({ document, pack.meta, linkIdsIn(document) }, random);
        ASSERT_TRUE(edit) << qPrintable(pack.id);
        const QString section = edit->form().items[edit->form().roots.first()].linkId;
        ASSERT_TRUE(edit->addItem(section, {}, AnswerKind::LongText, u"Another"_s));
        ASSERT_TRUE(edit->setText(section, u"Renamed"_s));
        ASSERT_TRUE(edit->move(section, TemplateEdit::Direction::Down));
        EXPECT_TRUE(templateProblems(edit->form()).isEmpty())
            << qPrintable(pack.id + templateProblems(edit->form()).value(0).linkId + templateProblems(edit->form()).value(0).text);
        int kept = 0;
        eachItem(edit->document(), [&kept](const Json &item) { kept += item[u"futureMember"_s].toString() == u"kept" ? 1 : 0; });
        EXPECT_EQ(kept, linkIdsIn(document).size());
        EXPECT_EQ(edit->document()[u"futureMember"_s].toString(), u"kept"_s);
        members += kept;
    }
    std::printf("%d unknown members kept through edits of every shipped template\n", members);
    EXPECT_GT(members, 2000);
}

TEST_F(TemplateEditTest, ACharacterThatCannotBeStoredIsRefusedWhereverItIsTypedAndWhatWasThereStays)
{
    auto edit = editOf(visit);
    const Json before = edit.document();
    const QString half = u"Seen"_s + QChar(0xd800);
    for (const auto &refused : { edit.setTitle(half), edit.setAbout(half), edit.setText(u"seen"_s, half), edit.setGuidance(u"seen"_s, half, {}) }) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidInput);
        EXPECT_TRUE(refused.error().detail.contains(u"was not taken. What was here before is kept."_s)) << qPrintable(refused.error().detail);
    }
    EXPECT_EQ(edit.document(), before);
    EXPECT_TRUE(edit.setText(u"seen"_s, u"Seen \U0001F44B"_s)) << "a whole pair is a character";
}
