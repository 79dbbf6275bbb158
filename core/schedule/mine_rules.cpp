#include "core/schedule/mine_rules.h"

#include "core/schedule/frequency_parser.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

void mineDay(CompiledActivity &compiled, Cell cell, const Vocabulary &vocabulary)
{
    const Rule first = compiled.rules.first().rule;
    if (first.kind != RuleKind::Periodic || first.dayOfMonth || compiled.rules.size() > 1)
        return;
    FrequencyParser parser(compiled.activity.cell(cell), compiled.activity.what, vocabulary);
    const std::optional<FrequencyPiece> day = parser.findDay();
    if (!day)
        return;
    Rule rule;
    rule.kind = RuleKind::Periodic;
    rule.every = first.every;
    rule.dayOfMonth = day->number;
    rule.source = { cell, parser.textOf(day->first, day->end) };
    CompiledRule refining { rule };
    refining.refines = true;
    compiled.rules.append(refining);
}

/// "Quarterly report" in a row that is done monthly is a second promise.
void mineReports(CompiledActivity &compiled, const Vocabulary &vocabulary)
{
    FrequencyParser parser(compiled.activity.how, compiled.activity.what, vocabulary);
    for (const FrequencyPiece &piece : parser.findRecurrences()) {
        if (piece.rule.kind != RuleKind::Periodic || piece.end >= parser.tokens().size())
            continue;
        const QString next = singularOf(parser.tokens()[piece.end].text);
        const bool isKnown =
            std::any_of(compiled.rules.begin(), compiled.rules.end(), [&](const CompiledRule &rule) { return rule.rule.every == piece.rule.every; });
        if (next != "report"_L1 || isKnown)
            continue;
        Rule rule = piece.rule;
        rule.appliesTo = next;
        rule.source = { Cell::How, parser.textOf(piece.first, piece.end + 1) };
        compiled.rules.append(CompiledRule { rule });
    }
}

void mineCounts(CompiledActivity &compiled, Cell cell, const Vocabulary &vocabulary)
{
    FrequencyParser parser(compiled.activity.cell(cell), compiled.activity.what, vocabulary);
    for (const FrequencyPiece &piece : parser.findRecurrences()) {
        // Running text is full of "monthly"; only a count of times is a promise.
        if (piece.rule.kind != RuleKind::Quota || piece.rule.subjectMode)
            continue;
        Rule rule = piece.rule;
        rule.source = { cell, parser.textOf(piece.first, piece.end) };
        compiled.rules.append(CompiledRule { rule });
        for (Question &question : compiled.questions) {
            if (question.cell == Cell::Frequency)
                question.assumed = u"As the %1 cell says: “%2”"_s.arg(cell == Cell::How ? u"How"_s : u"Why"_s, rule.source.quote);
        }
        return;
    }
}

} // namespace

void mineRules(CompiledActivity &compiled, const Vocabulary &vocabulary)
{
    mineDay(compiled, Cell::How, vocabulary);
    mineReports(compiled, vocabulary);
    if (compiled.rules.size() == 1 && compiled.rules.first().rule.kind == RuleKind::Unspecified) {
        mineCounts(compiled, Cell::How, vocabulary);
        if (compiled.rules.size() == 1)
            mineCounts(compiled, Cell::Why, vocabulary);
    }
}

} // namespace sightline
