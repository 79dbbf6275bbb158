// Who answers what, and what an answer may be: parts of later hands, bounds and lengths, as the editor gives and takes them.
#include "core/forms/editing/template_checks.h"
#include "core/forms/editing/template_edit.h"
#include "core/forms/validate.h"
#include "core/packs/forms/form_packs.h"
#include "core/records/hand_rule.h"
#include "tests/support/random_questionnaire.h"
#include "tests/unit/forms/form_builder.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

class TemplateHandsTest : public ::testing::Test {
protected:
    TemplateEdit editOf(const QString &items, const Json &meta = {})
    {
        auto edit = TemplateEdit::of({ formFrom(items).original, meta, {} }, random);
        EXPECT_TRUE(edit);
        return std::move(edit).value();
    }
    static QStringList partsOf(const TemplateEdit &edit)
    {
        QStringList parts;
        const auto hands = handRules(edit.meta());
        EXPECT_TRUE(hands) << "what the editor writes is what hands are read from";
        for (const HandRule &hand : hands.valueOr({}))
            parts.append(hand.part);
        return parts;
    }
    SeededRandom random { 5 };
    const QString observation = u"{'linkId':'s','type':'group','text':'Seen','item':[{'linkId':'who','type':'reference','text':'Who?','extension':["
                                "{'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource','valueCode':'Practitioner'}]},"
                                "{'linkId':'note','type':'text','text':'Note'}]},"
                                "{'linkId':'t','type':'group','text':'Then','item':[{'linkId':'reply','type':'text','text':'Reply'}]}"_s;
};

} // namespace

TEST_F(TemplateHandsTest, GiveAPartToTheLineManagerAndTakeTheHandAwayWithTheLastQuestion)
{
    auto edit = editOf(observation);
    EXPECT_EQ(
        offeredHands(edit.meta()),
        (QList<OfferedHand> { OfferedHand::LineManager, OfferedHand::Observed, OfferedHand::ObservedManager, OfferedHand::TeamManager, OfferedHand::Outside }));
    ASSERT_TRUE(edit.setHand(u"t"_s, OfferedHand::LineManager));
    EXPECT_EQ(partsOf(edit), QStringList { u"line-manager"_s });
    EXPECT_EQ(edit.form().laterRoles(), QStringList { u"line-manager"_s });
    EXPECT_EQ(edit.form().find(u"reply"_s)->completedByRole, u"line-manager"_s) << "with all below it";
    EXPECT_FALSE(offeredHands(edit.meta()).contains(OfferedHand::LineManager));
    EXPECT_EQ(offeredHands(edit.meta()).size(), 4);
    ASSERT_TRUE(edit.setHand(u"note"_s, OfferedHand::LineManager)) << "a second time it is the same hand";
    EXPECT_EQ(partsOf(edit).size(), 1);
    EXPECT_TRUE(templateProblems(edit.form()).isEmpty());
    ASSERT_TRUE(edit.setRole(u"note"_s, {}));
    ASSERT_TRUE(edit.setRole(u"t"_s, {}));
    EXPECT_TRUE(partsOf(edit).isEmpty()) << "nobody waits for a hand that has nothing to answer";
    EXPECT_TRUE(edit.undo());
    EXPECT_EQ(partsOf(edit).size(), 1) << "undoing brings the hand back with its part";
    ASSERT_TRUE(edit.remove(u"t"_s));
    EXPECT_TRUE(partsOf(edit).isEmpty());
}

TEST_F(TemplateHandsTest, TheObservedPersonIsWhoeverTheRecordNames)
{
    auto edit = editOf(observation);
    ASSERT_TRUE(edit.setHand(u"t"_s, OfferedHand::Observed));
    const auto hands = handRules(edit.meta());
    ASSERT_TRUE(hands && hands->size() == 1);
    EXPECT_EQ(hands->first().owner, (HandOwner { HandOwner::Kind::Named, u"who"_s, {} }));
    EXPECT_EQ(edit.meta()[u"columns"_s][u"observed"_s].toString(), u"who"_s);
    EXPECT_EQ(edit.remove(u"who"_s).error().code, ErrorCode::NotAllowed) << "the product works with who that is";
    ASSERT_TRUE(edit.setRole(u"t"_s, {}));
    EXPECT_FALSE(edit.meta().contains(u"columns"_s));
    EXPECT_TRUE(edit.remove(u"who"_s));
    const auto refused = edit.setHand(u"t"_s, OfferedHand::Observed);
    EXPECT_EQ(refused.error().code, ErrorCode::NotAllowed) << "nothing says who is observed";
    EXPECT_TRUE(partsOf(edit).isEmpty());
    // The one who is observed cannot be named by their own part.
    auto own = editOf(observation);
    EXPECT_EQ(own.setHand(u"s"_s, OfferedHand::Observed).error().code, ErrorCode::NotAllowed);
}

TEST_F(TemplateHandsTest, AnyRoleOfTheCouncilAndEveryKindOfPersonCanAnswer)
{
    const QStringList roles { u"Head of Service"_s, u"QA Manager (residential)"_s };
    const QList<std::pair<OfferedHand, HandOwner>> hands {
        { OfferedHand::LineManager, { HandOwner::Kind::ManagerOfAuthor, {}, {} } },
        { OfferedHand::Observed, { HandOwner::Kind::Named, u"who"_s, {} } },
        { OfferedHand::ObservedManager, { HandOwner::Kind::ManagerOfObserved, {}, {} } },
        { OfferedHand::TeamManager, { HandOwner::Kind::ManagerOfTeam, {}, {} } },
        { OfferedHand::Outside, { HandOwner::Kind::Outside, {}, {} } },
        { OfferedHand::holding(roles[0]), { HandOwner::Kind::Holder, {}, { roles[0] } } },
        { OfferedHand::holding(roles[1]), { HandOwner::Kind::Holder, {}, { roles[1] } } },
    };
    EXPECT_EQ(offeredHands(Json(), roles).size(), hands.size());
    for (const auto &[hand, owner] : hands) {
        auto edit = editOf(observation);
        const Json before = edit.meta();
        ASSERT_TRUE(edit.setHand(u"t"_s, hand));
        const auto rules = handRules(edit.meta());
        ASSERT_TRUE(rules && rules->size() == 1) << "what the editor writes is what hands are read from";
        EXPECT_EQ(rules->first().owner, owner);
        EXPECT_EQ(rules->first().part, edit.form().find(u"reply"_s)->completedByRole);
        EXPECT_TRUE(rules->first().required);
        EXPECT_TRUE(templateProblems(edit.form()).isEmpty());
        EXPECT_FALSE(offeredHands(edit.meta(), roles).contains(hand));
        ASSERT_TRUE(edit.setRole(u"t"_s, {}));
        EXPECT_EQ(edit.meta()[u"steps"_s], before[u"steps"_s]);
        EXPECT_FALSE(edit.meta().contains(u"columns"_s)) << "taken away with the hand that needed it";
    }
    // Two roles are two hands, one after the other; the same one a second time is the same hand.
    auto edit = editOf(observation);
    ASSERT_TRUE(edit.setHand(u"t"_s, OfferedHand::holding(roles[0])));
    ASSERT_TRUE(edit.setHand(u"note"_s, OfferedHand::holding(roles[1])));
    ASSERT_TRUE(edit.setHand(u"note"_s, OfferedHand::holding(roles[1])));
    EXPECT_EQ(partsOf(edit), (QStringList { u"holder-head-of-service"_s, u"holder-qa-manager-residential"_s }));
    // Roles that differ only in their signs, or have no Latin letter, are hands of their own, each taken away with its last question.
    const QStringList alike { u"QA Manager (residential)"_s, u"QA Manager, residential"_s, u"मुख्य"_s, u"社工"_s };
    auto four = editOf(u"{'linkId':'a','type':'text','text':'A'},{'linkId':'b','type':'text','text':'B'},{'linkId':'c','type':'text','text':'C'},"
                       "{'linkId':'d','type':'text','text':'D'},{'linkId':'e','type':'text','text':'E'}"_s);
    const QStringList questions { u"a"_s, u"b"_s, u"c"_s, u"d"_s };
    for (int i = 0; i < 4; ++i) {
        EXPECT_TRUE(offeredHands(four.meta(), alike).contains(OfferedHand::holding(alike[i]))) << i;
        ASSERT_TRUE(four.setHand(questions[i], OfferedHand::holding(alike[i])));
        EXPECT_FALSE(offeredHands(four.meta(), alike).contains(OfferedHand::holding(alike[i]))) << i;
    }
    EXPECT_EQ(partsOf(four), (QStringList { u"holder-qa-manager-residential"_s, u"holder-qa-manager-residential-2"_s, u"holder-role"_s, u"holder-role-2"_s }));
    const auto ofFour = handRules(four.meta());
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(ofFour->at(i).owner, (HandOwner { HandOwner::Kind::Holder, {}, { alike[i] } })) << i;
        EXPECT_EQ(four.form().find(questions[i])->completedByRole, ofFour->at(i).part) << i;
    }
    EXPECT_TRUE(templateProblems(four.form()).isEmpty());
    ASSERT_TRUE(four.setHand(u"e"_s, OfferedHand::holding(alike[1]))) << "a second question of the same role";
    EXPECT_EQ(four.form().find(u"e"_s)->completedByRole, u"holder-qa-manager-residential-2"_s);
    ASSERT_TRUE(four.setRole(u"a"_s, {}));
    EXPECT_EQ(partsOf(four), (QStringList { u"holder-qa-manager-residential-2"_s, u"holder-role"_s, u"holder-role-2"_s }));
    ASSERT_TRUE(four.setHand(u"a"_s, OfferedHand::holding(alike[1]))) << "it keeps its own name where the other is gone";
    EXPECT_EQ(four.form().find(u"a"_s)->completedByRole, u"holder-qa-manager-residential-2"_s);
    // Whoever is observed stays known as long as one of the two hands needs them.
    auto both = editOf(observation);
    ASSERT_TRUE(both.setHand(u"t"_s, OfferedHand::Observed));
    ASSERT_TRUE(both.setHand(u"note"_s, OfferedHand::ObservedManager));
    ASSERT_TRUE(both.setRole(u"t"_s, {}));
    EXPECT_EQ(both.meta()[u"columns"_s][u"observed"_s].toString(), u"who"_s);
    EXPECT_EQ(editOf(u"{'linkId':'n','type':'text','text':'N'}"_s).setHand(u"n"_s, OfferedHand::ObservedManager).error().code, ErrorCode::NotAllowed);
}

TEST_F(TemplateHandsTest, WhoIsObservedStaysAsTheTemplateSaysItself)
{
    const QString staff = u"'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource','valueCode':'Practitioner'}]"_s;
    const QString items = u"{'linkId':'lead','type':'reference','text':'Led by','readOnly':true,%1},{'linkId':'first','type':'reference','text':'With',%1},"
                          "{'linkId':'who','type':'reference','text':'Who?',%1},{'linkId':'note','type':'text','text':'Note'}"_s.arg(staff);
    const Json ownColumns = Json::object({ { u"observed"_s, u"who"_s } });
    auto edit = editOf(items, Json::object({ { u"columns"_s, ownColumns } }));
    ASSERT_TRUE(edit.setHand(u"note"_s, OfferedHand::Observed));
    EXPECT_EQ(handRules(edit.meta())->first().owner.item, u"who") << "and not another question that comes before it";
    ASSERT_TRUE(edit.setRole(u"note"_s, {}));
    EXPECT_TRUE(partsOf(edit).isEmpty());
    EXPECT_EQ(edit.meta()[u"columns"_s], ownColumns) << "the template's own is not taken away with the editor's hand";
    auto other = editOf(items);
    ASSERT_TRUE(other.setHand(u"note"_s, OfferedHand::ObservedManager));
    EXPECT_EQ(other.meta()[u"columns"_s][u"observed"_s].toString(), u"first"_s) << "what the device fills in names nobody observed";
    ASSERT_TRUE(other.setRole(u"note"_s, {}));
    EXPECT_FALSE(other.meta().contains(u"columns"_s) || other.meta().contains(u"observedAdded"_s)) << "taken away with the hand that needed it";
}

TEST_F(TemplateHandsTest, ActivitiesAreTiedAndUndoneAsAnyChange)
{
    auto edit = editOf(observation, Json::object({ { u"id"_s, u"T"_s } }));
    ASSERT_TRUE(edit.setActivities({ u"early-support:who"_s, u"who"_s }));
    EXPECT_EQ(edit.activities(), (QStringList { u"early-support:who"_s, u"who"_s }));
    EXPECT_TRUE(edit.remove(u"who"_s)) << "a key is no question, whatever it is called";
    EXPECT_TRUE(edit.undo() && edit.undo());
    EXPECT_EQ(edit.meta(), Json::object({ { u"id"_s, u"T"_s } }));
    EXPECT_TRUE(edit.redo());
    ASSERT_TRUE(edit.setActivities({}));
    EXPECT_FALSE(edit.meta().contains(u"activities"_s));
}

TEST_F(TemplateHandsTest, LeaveTheHandsOfAShippedTemplateAlone)
{
    int hands = 0;
    for (const FormPack &pack : builtInForms()) {
        const Questionnaire form = readQuestionnaire(pack.questionnaire).value();
        Questionnaire empty = form;
        empty.items.clear();
        EXPECT_EQ(withoutIdleHands(pack.meta, empty), pack.meta) << qPrintable(pack.id);
        hands += int(handRules(pack.meta).valueOr({}).size());
    }
    EXPECT_GT(hands, 20);
}

TEST_F(TemplateHandsTest, AnAnswerOutsideItsBoundsOrOverItsLengthIsRefusedWhenItIsFilled)
{
    auto edit = editOf(u"{'linkId':'n','type':'integer','text':'N'},{'linkId':'d','type':'decimal','text':'D'},{'linkId':'on','type':'date','text':'On'},"
                       "{'linkId':'t','type':'text','text':'T','maxLength':4},{'linkId':'b','type':'boolean','text':'B'}"_s);
    ASSERT_TRUE(edit.setLimits(u"n"_s, { 1, 5 }));
    ASSERT_TRUE(edit.setLimits(u"d"_s, { u"0.5"_s, {} }));
    ASSERT_TRUE(edit.setLimits(u"on"_s, { u"2026-01-01"_s, u"2026-12-31"_s }));
    ASSERT_TRUE(edit.setLimits(u"t"_s, { {}, {}, 10 }));
    EXPECT_EQ(edit.limitsOf(u"n"_s), (AnswerLimits { 1, 5 }));
    EXPECT_EQ(edit.limitsOf(u"t"_s).lengthMax, 10);
    EXPECT_TRUE(templateProblems(edit.form()).isEmpty());
    const auto kindsOf = [&](const QString &key, const Json &value) {
        QList<FormIssue::Kind> kinds;
        for (const FormIssue &issue : checkPatch(edit.form(), { { key, value } }))
            kinds.append(issue.kind);
        return kinds;
    };
    using Kind = FormIssue::Kind;
    EXPECT_EQ(kindsOf(u"n"_s, 1), QList<Kind> {});
    EXPECT_EQ(kindsOf(u"n"_s, 0), QList<Kind> { Kind::TooLow });
    EXPECT_EQ(kindsOf(u"n"_s, 6), QList<Kind> { Kind::TooHigh });
    EXPECT_EQ(kindsOf(u"d"_s, u"0.4"_s), QList<Kind> { Kind::TooLow });
    EXPECT_EQ(kindsOf(u"d"_s, u"0.50"_s), QList<Kind> {});
    EXPECT_EQ(kindsOf(u"on"_s, u"2027-01-01"_s), QList<Kind> { Kind::TooHigh });
    EXPECT_EQ(kindsOf(u"t"_s, u"0123456789"_s), QList<Kind> {});
    EXPECT_FALSE(kindsOf(u"t"_s, u"0123456789x"_s).isEmpty());
    ASSERT_TRUE(edit.setLimits(u"n"_s, {}));
    EXPECT_EQ(kindsOf(u"n"_s, 600), QList<Kind> {});
    EXPECT_TRUE(edit.undo());
    EXPECT_EQ(edit.limitsOf(u"n"_s), (AnswerLimits { 1, 5 }));
}

TEST_F(TemplateHandsTest, ABoundThatCannotBeIsRefusedAndOneThatContradictsIsSaid)
{
    auto edit =
        editOf(u"{'linkId':'n','type':'integer','text':'N'},{'linkId':'on','type':'date','text':'On'},{'linkId':'t','type':'string','text':'T',"
               "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/minLength','valueInteger':5}]},{'linkId':'b','type':'boolean','text':'B'}"_s);
    const Json before = edit.document();
    EXPECT_EQ(edit.setLimits(u"n"_s, { u"some"_s, {} }).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(edit.setLimits(u"on"_s, { u"2026-02-31"_s, {} }).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(edit.setLimits(u"t"_s, { {}, {}, -1 }).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(edit.setLimits(u"b"_s, { true, {} }).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(edit.setLimits(u"n"_s, { {}, {}, 3 }).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(edit.document(), before);
    ASSERT_TRUE(edit.setLimits(u"n"_s, { 5, 1 }));
    ASSERT_TRUE(edit.setLimits(u"t"_s, { {}, {}, 3 }));
    const auto problems = templateProblems(edit.form());
    EXPECT_EQ(problems,
              (QList<TemplateProblem> { { u"n"_s, u"The least it may be is more than the most."_s },
                                        { u"t"_s, u"The longest answer is shorter than the shortest."_s } }));
}
