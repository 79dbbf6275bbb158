#include "core/schedule/cross_check.h"

#include "core/schedule/frequency_parser.h"
#include "core/schedule/say_rule.h"

#include <QHash>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Words after a rhythm that are looked at to see what it speaks of.
constexpr qsizetype lookAhead = 6;
/// Most rows compared for one limit, and most rows looked through for a namesake: enough for any council.
constexpr qsizetype limitRowsMax = 8;
constexpr qsizetype namesakesMax = 200;

/// Words that would leave a quotation hanging.
bool isCarrier(const QString &word)
{
    static const QSet<QString> words { u"will"_s, u"is"_s, u"are"_s, u"and"_s, u"of"_s, u"to"_s, u"the"_s, u"with"_s, u"by"_s, u"for"_s, u"which"_s, u","_s };
    return words.contains(word);
}

QSet<QString> contentWords(const QString &text)
{
    static const QSet<QString> empty { u"and"_s, u"of"_s, u"the"_s, u"to"_s, u"a"_s, u"for"_s, u"in"_s, u"on"_s, u"with"_s, u"or"_s };
    QSet<QString> words;
    for (const Token &token : tokensOf(text)) {
        if (token.kind == Token::Kind::Word && !empty.contains(token.text))
            words.insert(singularOf(token.text));
    }
    return words;
}

/// "The weekly performance and case review meeting" in a row named so but done fortnightly.
void checkRhythm(CompiledActivity &compiled, Cell cell, const Vocabulary &vocabulary)
{
    const QSet<QString> named = contentWords(compiled.activity.what);
    FrequencyParser parser(compiled.activity.cell(cell), compiled.activity.what, vocabulary);
    for (const FrequencyPiece &piece : parser.findRecurrences()) {
        const bool startsSentence =
            piece.first == 0 || parser.tokens()[piece.first - 1].kind == Token::Kind::NewParagraph || parser.tokens()[piece.first - 1].text == "the"_L1;
        if (piece.rule.kind != RuleKind::Periodic || !startsSentence)
            continue;
        qsizetype end = std::min<qsizetype>(parser.tokens().size(), piece.end + lookAhead);
        while (end > piece.end && isCarrier(parser.tokens()[end - 1].text))
            --end;
        if (piece.end >= end)
            continue;
        const QSet<QString> spokenOf = contentWords(parser.textOf(piece.end, end));
        const bool isTheActivity = (QSet<QString>(named) & spokenOf).size() >= 2;
        const bool agrees = std::any_of(compiled.rules.begin(), compiled.rules.end(),
                                        [&](const CompiledRule &rule) { return rule.rule.kind != RuleKind::Periodic || rule.rule.every == piece.rule.every; });
        if (!isTheActivity || agrees)
            continue;
        const QString cellTitle = cell == Cell::How ? u"How"_s : u"Why"_s;
        compiled.questions.append({ Cell::Frequency, QuestionCause::Contradiction,
                                    u"The Frequency cell says “%1”, the %2 cell speaks of “%3”. Which holds?"_s.arg(
                                        compiled.activity.frequency, cellTitle, parser.textOf(std::max<qsizetype>(0, piece.first - 1), end)),
                                    u"As the Frequency cell says: %1"_s.arg(sayRule(compiled.rules.first().rule).toLower()) });
        return;
    }
}

/// A named limit as one row gives it.
struct Limit {
    CompiledActivity *activity;
    Cell cell;
    QString amount;
};

/// "A financial limit of £20k per term" in one row and "the agreed financial limit of £15k" in another.
void checkLimits(CompiledService &service)
{
    static const QRegularExpression limit(u"\\b(\\w{1,40} (?:limit|threshold|ceiling|cap)) of (£\\s?[\\d,.]{0,15}\\d(?:k|m)?(?: per \\w{1,20})?)"_s,
                                          QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QMap<QString, QList<Limit>> named;
    for (CompiledActivity &compiled : service.activities) {
        for (const Cell cell : { Cell::How, Cell::Why }) {
            for (auto matches = limit.globalMatch(compiled.activity.cell(cell)); matches.hasNext();) {
                const QRegularExpressionMatch match = matches.next();
                QList<Limit> &rows = named[match.captured(1).toLower()];
                // One row is asked once about one limit, and a handful of rows is enough to ask.
                const bool isNew = std::none_of(rows.begin(), rows.end(), [&](const Limit &row) { return row.activity == &compiled; });
                if (isNew && rows.size() < limitRowsMax)
                    rows.append({ &compiled, cell, match.captured(2) });
            }
        }
    }
    for (auto it = named.begin(); it != named.end(); ++it) {
        for (const Limit &one : it.value()) {
            const auto other = std::find_if(it.value().begin(), it.value().end(), [&](const Limit &row) { return row.amount != one.amount; });
            if (other == it.value().end())
                continue;
            one.activity->questions.append(
                { one.cell, QuestionCause::Contradiction,
                  u"This row gives a %1 of %2, %3 “%4” gives %5. Which holds?"_s.arg(it.key(), one.amount, other->activity->activity.ref,
                                                                                     other->activity->activity.what.section(u'\n', 0, 0), other->amount),
                  u"Both are shown as written; no date depends on them"_s });
        }
    }
}

/// Rows that have a frequency, by each word of their names.
class NamedRows {
public:
    explicit NamedRows(const CompiledFramework &framework)
    {
        for (const CompiledService &service : framework.services) {
            for (const CompiledActivity &compiled : service.activities) {
                if (compiled.activity.frequency.isEmpty())
                    continue;
                const qsizetype index = m_rows.size();
                m_rows.append({ &service, &compiled, contentWords(compiled.activity.what) });
                for (const QString &word : m_rows.last().words) {
                    if (m_byWord[word].size() < namesakesMax)
                        m_byWord[word].append(index);
                }
            }
        }
    }

    struct Row {
        const CompiledService *service;
        const CompiledActivity *activity;
        QSet<QString> words;
    };

    /// A row whose name holds every word of @p words and at most two more: "Corporate Parenting Board." and "Corporate
    /// Parenting Board", "Scrutiny Panel" and "Children’s Service’s Scrutiny Panel".
    [[nodiscard]] const Row *namesakeOf(const QSet<QString> &words) const
    {
        if (words.size() < 2)
            return nullptr;
        for (const qsizetype index : m_byWord.value(*std::min_element(words.begin(), words.end()))) {
            const Row &row = m_rows.at(index);
            if (row.words.size() - words.size() <= 2 && row.words.contains(words))
                return &row;
        }
        return nullptr;
    }

private:
    QList<Row> m_rows;
    QHash<QString, QList<qsizetype>> m_byWord;
};

void linkBlank(CompiledActivity &blank, const NamedRows &rows)
{
    const NamedRows::Row *row = rows.namesakeOf(contentWords(blank.activity.what));
    if (!row)
        return;
    const Activity &other = row->activity->activity;
    for (Question &question : blank.questions) {
        if (question.cell != Cell::Frequency || question.cause != QuestionCause::Blank)
            continue;
        question.text += u" %1 “%2” (%3) says “%4”; is it the same?"_s.arg(other.ref, other.what.section(u'\n', 0, 0), row->service->title(),
                                                                           other.frequency.section(u'\n', 0, 0));
        question.assumed = u"Nothing is planned here; %1 is"_s.arg(other.ref);
        return;
    }
}

} // namespace

void crossCheck(CompiledFramework &framework, const Vocabulary &vocabulary)
{
    for (CompiledService &service : framework.services) {
        checkLimits(service);
        for (CompiledActivity &compiled : service.activities) {
            checkRhythm(compiled, Cell::How, vocabulary);
            checkRhythm(compiled, Cell::Why, vocabulary);
        }
    }
    const CompiledFramework before = framework;   // shared, so the pointers below stay while questions change
    const NamedRows rows(before);
    for (CompiledService &service : framework.services) {
        for (CompiledActivity &compiled : service.activities) {
            if (compiled.activity.frequency.isEmpty())
                linkBlank(compiled, rows);
        }
    }
}

} // namespace sightline
