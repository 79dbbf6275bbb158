#include "core/forms/editing/template_changes.h"
#include "core/forms/editing/template_edit.h"
#include "tests/support/random_questionnaire.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString items =
    u"{'linkId':'s','type':'group','text':'Visit','item':[{'linkId':'a','type':'boolean','text':'Seen?'},{'linkId':'b','type':'string','text':'Why?'},"
    "{'linkId':'c','type':'text','text':'Note'}]}"_s;

QStringList wordsOf(const Questionnaire &before, const Questionnaire &after)
{
    QStringList all;
    for (const TemplateChange &change : templateChanges(before, after))
        all.append(changeWords(change));
    return all;
}

} // namespace

TEST(TemplateChangesTest, SayInWordsWhatANewVersionBrings)
{
    SeededRandom random(3);
    const Questionnaire before = formFrom(items);
    auto edit = TemplateEdit::of({ before.original, {}, linkIdsIn(before.original) }, random);
    EXPECT_TRUE(wordsOf(before, edit->form()).isEmpty());
    ASSERT_TRUE(edit->setTitle(u"Doorstep"_s));
    ASSERT_TRUE(edit->setText(u"b"_s, u"Why not?"_s));
    ASSERT_TRUE(edit->setRequired(u"a"_s, true));
    ASSERT_TRUE(edit->setShownWhen(u"b"_s, { EnableBehavior::All, { { u"a"_s, EnableOperator::Equal, false } } }));
    ASSERT_TRUE(edit->setSensitive(u"c"_s, true));
    ASSERT_TRUE(edit->moveTo(u"c"_s, u"s"_s, {}));
    ASSERT_TRUE(edit->addItem(u"s"_s, {}, AnswerKind::Date, u"When?"_s));
    ASSERT_TRUE(edit->addSection(u"Then"_s));
    EXPECT_EQ(wordsOf(before, edit->form()),
              (QStringList { u"The template was called “T” and is called “Doorstep”."_s, u"Whether “Note” is covered on the screen has changed."_s,
                             u"“Note” stands elsewhere."_s, u"“Seen?” must be answered."_s, u"“Why?” now reads “Why not?”."_s,
                             u"“Why not?” is shown at other times."_s, u"New in “Visit”: “When?”."_s, u"New section: “Then”."_s }));
    ASSERT_TRUE(edit->remove(u"c"_s));
    EXPECT_TRUE(wordsOf(before, edit->form()).contains(u"Taken out of “Visit”: “Note”."_s));
}

TEST(TemplateChangesTest, NameTheOneThatMovedNotThoseItMovedPast)
{
    const Questionnaire before = formFrom(items);
    const Questionnaire after =
        formFrom(u"{'linkId':'s','type':'group','text':'Visit','item':[{'linkId':'b','type':'string','text':'Why?'},{'linkId':'c','type':'text','text':'Note'},"
                 "{'linkId':'a','type':'boolean','text':'Seen?'}]}"_s);
    EXPECT_EQ(wordsOf(before, after), QStringList { u"“Seen?” stands elsewhere."_s });
}
