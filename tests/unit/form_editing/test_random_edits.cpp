// Whatever somebody does in whatever order: the template can be read, what the editor does not know is kept, undo gives every step back,
// and a template in which the editor finds nothing wrong is one that publishing takes.
#include "core/forms/editing/leaning.h"
#include "core/forms/editing/template_checks.h"
#include "core/forms/editing/template_edit.h"
#include "core/forms/publish.h"
#include "core/packs/forms/form_packs.h"
#include "tests/support/random_questionnaire.h"
#include "tests/support/rounds.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString mark = u"futureMember"_s;

struct Tally {
    int done = 0, refused = 0, fit = 0, unfit = 0;
};

class RandomEditor {
public:
    RandomEditor(TemplateEdit &edit, const QList<NamedScale> &scales, quint64 seed) : m_edit(edit), m_scales(scales), m_random(seed) { }

    /// One operation, whichever; false if it was refused.
    bool step()
    {
        const QString item = any();
        switch (m_random.below(18)) {
        case 0: return m_edit.addSection(words()).hasValue();
        case 1:
        case 2:
        case 3: return m_edit.addItem(anyGroup(), any(), kind(), words()).hasValue();
        case 4: return m_edit.remove(item).hasValue();
        case 5: return m_edit.move(item, m_random.chance(50) ? TemplateEdit::Direction::Up : TemplateEdit::Direction::Down).hasValue();
        case 6: return m_edit.moveTo(item, m_random.chance(20) ? QString() : anyGroup(), any()).hasValue();
        case 7: return m_edit.setText(item, words()).hasValue();
        case 8: return m_edit.setGuidance(item, m_random.chance(70) ? words() : QString(), m_random.chance(50) ? words() : QString()).hasValue();
        case 9: return m_edit.setRequired(item, m_random.chance(50)).hasValue();
        case 10: return m_edit.setSensitive(item, m_random.chance(50)).hasValue();
        case 11: return m_edit.setRole(item, m_random.chance(50) ? u"manager"_s : QString()).hasValue();
        case 12: return m_edit.setKind(item, kind()).hasValue();
        case 13: return m_edit.setScale(item, m_scales[m_random.below(int(m_scales.size()))]).hasValue();
        case 14: return changeChoices(item);
        case 15: return m_edit.setHand(item, m_random.chance(50) ? OfferedHand::LineManager : OfferedHand::Observed).hasValue();
        case 16: return changeLimits(item);
        default: return changeConditions(item);
        }
    }

private:
    QString any() { return m_edit.form().items[m_random.below(int(m_edit.form().items.size()))].linkId; }
    QString anyGroup()
    {
        for (int tries = 0; tries < 20; ++tries) {
            const QString item = any();
            if (m_edit.form().find(item)->type == ItemType::Group)
                return item;
        }
        return {};
    }
    AnswerKind kind()
    {
        const QList<AnswerKind> kinds = questionKinds() + QList<AnswerKind> { AnswerKind::Section, AnswerKind::List };
        return kinds[m_random.below(int(kinds.size()))];
    }
    QString words() { return m_random.chance(8) ? QString() : u"Words %1"_s.arg(m_random.below(1000)); }

    bool changeChoices(const QString &item)
    {
        auto choices = m_edit.choicesOf(item);
        if (!choices.isEmpty() && m_random.chance(40))
            choices.removeAt(m_random.below(int(choices.size())));
        if (!choices.isEmpty() && m_random.chance(40))
            choices[m_random.below(int(choices.size()))].label = words();
        if (m_random.chance(70))
            choices.append({ {}, words() });
        return m_edit.setChoices(item, choices).hasValue();
    }

    bool changeLimits(const QString &item)
    {
        const FormItem &one = *m_edit.form().find(item);
        const bool isBounded = takesBounds(one);
        return m_edit
            .setLimits(item,
                       { isBounded && m_random.chance(50) ? randomAnswer(one, m_random) : Json(), isBounded ? randomAnswer(one, m_random) : Json(),
                         m_random.chance(30) ? m_random.below(400) : 0 })
            .hasValue();
    }

    bool changeConditions(const QString &item)
    {
        const QStringList questions = m_edit.questionsToAskAbout(item);
        if (questions.isEmpty())
            return false;
        ShownWhen when;
        when.behavior = m_random.chance(50) ? EnableBehavior::All : EnableBehavior::Any;
        for (int count = m_random.below(3); count >= 0; --count) {
            const FormItem &question = *m_edit.form().find(questions[m_random.below(int(questions.size()))]);
            const auto ops = TemplateEdit::comparisonsFor(question);
            const EnableOperator op = ops[m_random.below(int(ops.size()))];
            if (op == EnableOperator::Exists)
                when.conditions.append({ question.linkId, op, m_random.chance(50) });
            else if (!question.options.isEmpty())
                when.conditions.append({ question.linkId, op, question.options[m_random.below(int(question.options.size()))].value });
            else if (question.optionList.isEmpty())
                when.conditions.append({ question.linkId, op, randomAnswer(question, m_random) });
        }
        return m_edit.setShownWhen(item, when).hasValue();
    }

    TemplateEdit &m_edit;
    const QList<NamedScale> &m_scales;
    SeededRandom m_random;
};

QList<NamedScale> shippedScales()
{
    QList<Questionnaire> forms;
    for (const FormPack &pack : builtInForms())
        forms.append(readQuestionnaire(pack.questionnaire).value());
    return scalesOf(forms);
}

void editAtRandom(const Json &document, const Json &meta, quint64 seed, const QList<NamedScale> &scales, int steps, Tally &tally)
{
    SeededRandom names(seed + 1000);
    auto edit = TemplateEdit::of({ document, meta, linkIdsIn(document) }, names);
    ASSERT_TRUE(edit);
    RandomEditor editor(*edit, scales, seed);
    QList<Json> seen { edit->document() };
    for (int step = 0; step < steps; ++step) {
        const Json before = edit->document();
        const bool isDone = editor.step();
        isDone ? ++tally.done : ++tally.refused;
        EXPECT_TRUE(isDone || edit->document() == before) << "what was refused changed something; seed " << seed;
        edit->endTyping();
        if (!(edit->document() == before))
            seen.append(edit->document());
        ASSERT_TRUE(readQuestionnaire(edit->document())) << "seed " << seed << " step " << step;

        const auto refusals = publishRefusals(edit->form());
        const auto problems = templateProblems(edit->form());
        problems.isEmpty() ? ++tally.fit : ++tally.unfit;
        ASSERT_TRUE(refusals.isEmpty() || !problems.isEmpty()) << "seed " << seed << ": " << qPrintable(refusals[0].linkId + u": "_s + refusals[0].text);
        for (const ImportNote &refusal : refusals) {
            ASSERT_TRUE(std::any_of(problems.cbegin(), problems.cend(), [&](const TemplateProblem &one) { return one.linkId == refusal.linkId; }))
                << "refused in silence: " << qPrintable(refusal.text);
        }
    }
    // Every item that was there and still is has what the editor does not know.
    const QSet<QString> first = linkIdsIn(document);
    eachItem(edit->document(), [&](const Json &item) {
        const bool wasThere = first.contains(item[u"linkId"_s].toString()) && !isWordsOfParent(item);
        EXPECT_TRUE(!wasThere || item[mark].toString() == u"kept") << "seed " << seed;
    });
    const Json last = edit->document();
    for (qsizetype at = seen.size() - 2; at >= 0; --at) {
        ASSERT_TRUE(edit->undo());
        ASSERT_EQ(edit->document(), seen[at]) << "seed " << seed;
    }
    while (edit->redo()) { }
    EXPECT_EQ(edit->document(), last);
}

Json marked(const Json &document)
{
    return withEachItem(document, [](Json &item) { item.set(mark, u"kept"_s); });
}

} // namespace

TEST(RandomEditsTest, NeverSpoilATemplateBegunFromNothing)
{
    const auto scales = shippedScales();
    Tally tally;
    constexpr int forms = rounds(60, 6);
    for (quint64 seed = 1; seed <= forms; ++seed) {
        SeededRandom random(seed);
        editAtRandom(marked(TemplateEdit::blank(u"council-1"_s, u"T"_s, u"S"_s, random)), {}, seed, scales, 60, tally);
    }
    std::printf("%d edits done, %d refused; %d times fit to publish, %d times not\n", tally.done, tally.refused, tally.fit, tally.unfit);
    EXPECT_GT(tally.done, forms * 20);
    EXPECT_GT(tally.refused, forms * 2);
    EXPECT_GT(tally.fit, forms / 3);
    EXPECT_GT(tally.unfit, forms * 20);
}

TEST(RandomEditsTest, NeverSpoilARandomForm)
{
    const auto scales = shippedScales();
    Tally tally;
    constexpr int forms = rounds(40, 3);
    for (quint64 seed = 1; seed <= forms; ++seed)
        editAtRandom(marked(randomQuestionnaire(seed)), {}, seed, scales, 40, tally);
    EXPECT_GT(tally.done, forms * 20);
}

TEST(RandomEditsTest, NeverTakeFromAShippedTemplateWhatTheProductWorksWith)
{
    const auto scales = shippedScales();
    Tally tally;
    quint64 seed = 0;
    int named = 0;
    constexpr int stepsEach = rounds(30, 4);
    for (const FormPack &pack : builtInForms()) {
        SeededRandom names(++seed);
        const QSet<QString> leanedOn = TemplateEdit::of({ pack.questionnaire, pack.meta, {} }, names)->leanedOn();
        EXPECT_FALSE(pack.meta[u"steps"_s].isArray() && leanedOn.isEmpty()) << qPrintable(pack.id);
        auto edit = TemplateEdit::of({ marked(pack.questionnaire), pack.meta, linkIdsIn(pack.questionnaire) }, names);
        RandomEditor editor(*edit, scales, seed);
        for (int step = 0; step < stepsEach; ++step)
            editor.step() ? ++tally.done : ++tally.refused;
        // By its meta alone: what only a question names may go once that question has.
        const Json bare = withEachItem(pack.questionnaire, [](Json &item) { item.remove(u"extension"_s); });
        Json withoutRules = bare;
        withoutRules.remove(u"extension"_s);
        const QSet<QString> byMeta = leanedOnItems(withoutRules, pack.meta);
        for (const QString &link : byMeta)
            EXPECT_TRUE(edit->form().find(link)) << qPrintable(pack.id + u' ' + link);
        named += int(byMeta.size());
    }
    std::printf("%d edits done, %d refused; all %d items that metas name are still there\n", tally.done, tally.refused, named);
    EXPECT_GT(named, 150);
    EXPECT_GT(tally.done, 8 * stepsEach);
}
