// Every condition of every template, made true and made false on its own: the item it belongs to must follow it.
#include "core/packs/forms/form_packs.h"
#include "tests/support/rounds.h"
#include "tests/unit/packs/switchboard.h"

#include <gtest/gtest.h>

#include <cstdio>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// Sets every condition of the item but @p at to what leaves the decision to that one.
void leaveItTo(Switchboard &board, const FormItem &item, qsizetype at)
{
    const bool neutral = item.enableBehavior == EnableBehavior::All;
    for (qsizetype other = 0; other < item.enableWhen.size(); ++other) {
        if (other != at)
            board.set(item.enableWhen[other], neutral);
    }
}

} // namespace

TEST(FormConditionsTest, MakeEveryConditionOfEveryTemplateTrueAndFalse)
{
    constexpr int every = rounds(1, 5);   // condition
    qsizetype seen = 0;
    qsizetype conditions = 0;
    qsizetype items = 0;
    for (const FormPack &pack : builtInForms()) {
        const Questionnaire form = readQuestionnaire(pack.questionnaire).value();
        for (int index = 0; index < form.items.size(); ++index) {
            const FormItem &item = form.items[index];
            items += item.enableWhen.isEmpty() ? 0 : 1;
            for (qsizetype at = 0; at < item.enableWhen.size(); ++at) {
                if (seen++ % every != 0)
                    continue;
                for (const bool wanted : { true, false }) {
                    Switchboard board(form);
                    const QString base = board.open(index);
                    leaveItTo(board, item, at);
                    board.set(item.enableWhen[at], wanted);
                    if (!wanted && !board.isParentShown(index, base))
                        board.answerOtherwise(item.enableWhen[at], index, base);
                    const QByteArray where = (pack.id + u' ' + item.linkId + u" by "_s + item.enableWhen[at].question).toUtf8();
                    ASSERT_TRUE(board.isParentShown(index, base)) << where.constData();
                    EXPECT_EQ(board.isShown(index, base), wanted) << where.constData();
                }
                ++conditions;
            }
        }
    }
    std::printf("%lld conditions of %lld items made true and false\n", static_cast<long long>(conditions), static_cast<long long>(items));
    EXPECT_GT(conditions, 300 / every);
}
