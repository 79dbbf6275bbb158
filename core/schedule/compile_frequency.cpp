#include "core/schedule/compile_frequency.h"

#include "core/base/limits.h"
#include "core/schedule/frequency_parser.h"

#include <QRegularExpression>

#include <algorithm>
#include <functional>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

using Piece = FrequencyPiece;

const QString nothingPlanned = u"Nothing is planned and nothing is late until this is answered"_s;

void addCondition(Rule &rule, const QString &text)
{
    if (text.isEmpty() || rule.condition == text)
        return;
    rule.condition = rule.condition.isEmpty() ? text : rule.condition + u"; "_s + text;
}

bool isSingleStep(const Rule &rule) { return rule.kind == RuleKind::Periodic && rule.every && rule.every->n == 1 && !rule.every->nMax; }

/// "At least": a count loses its upper bound; a rhythm becomes the least there may be. @p text: what it depends on.
void setFloor(Rule &rule, const QString &text)
{
    if (rule.kind == RuleKind::Quota) {
        rule.max.reset();
        addCondition(rule, text);
        return;
    }
    if (isSingleStep(rule)) {
        rule.min = 1;
        rule.per = rule.every->unit;
    }
    addCondition(rule, text.isEmpty() ? u"minimum"_s : text);
}

void setCeiling(Rule &rule, const QString &text)
{
    if (rule.kind == RuleKind::Quota) {
        rule.min.reset();
        addCondition(rule, text);
        return;
    }
    if (isSingleStep(rule)) {
        rule.max = 1;
        rule.per = rule.every->unit;
    }
    addCondition(rule, text.isEmpty() ? u"maximum"_s : text);
}

/// How often a year a rule asks, where it can be told; used only to see that two rules say the same.
std::optional<int> timesAYear(const Rule &rule)
{
    const auto perYear = [](PeriodUnit unit) {
        switch (unit) {
        case PeriodUnit::Day: return 365;
        case PeriodUnit::Week: return 52;
        case PeriodUnit::Month: return 12;
        case PeriodUnit::Quarter: return 4;
        case PeriodUnit::Term: return 3;
        case PeriodUnit::Year: break;
        }
        return 1;
    };
    if (rule.subjectMode)
        return std::nullopt;
    if (rule.kind == RuleKind::Quota && rule.min && rule.min == rule.max && !rule.every)
        return *rule.min * perYear(*rule.per);
    if (rule.kind == RuleKind::Periodic && !rule.every->nMax && perYear(rule.every->unit) % rule.every->n == 0)
        return perYear(rule.every->unit) / rule.every->n;
    return std::nullopt;
}

struct Draft {
    Rule rule;
    QString note;          ///< words behind it that say nothing about time
    int paragraph = 0;
    int lastParagraph = 0;
    qsizetype first = 0;
    qsizetype end = 0;
};

/// Puts the pieces of a cell together, paragraph by paragraph, into rules. One class, and so one long file, because
/// every kind of piece reads and changes the same few things: the rules so far and what waits for the next one.
class FrequencyCompiler {
public:
    FrequencyCompiler(const QString &what, const Vocabulary &vocabulary) : m_what(what), m_vocabulary(vocabulary) { }

    CompiledFrequency compile(const QString &cell)
    {
        if (cell.isEmpty()) {
            m_out.rules.append(Rule {});
            m_out.paragraphs.append(0);
            ask(QuestionCause::Blank, u"How often is this done? The Frequency cell is blank."_s, nothingPlanned);
            return m_out;
        }
        if (cell.size() > limits::frameworkRuleCharactersMax) {
            m_out.rules.append(Rule {});
            m_out.rules.last().source.quote = cell;
            m_out.paragraphs.append(0);
            ask(QuestionCause::NotUnderstood, u"How often is this done? The Frequency cell is too long to be read as a rule."_s, nothingPlanned);
            return m_out;
        }
        m_paragraphs = cell.split(u'\n');
        for (int i = 0; i < m_paragraphs.size(); ++i)
            readParagraph(i);
        settlePending();
        if (m_drafts.isEmpty()) {
            m_out.rules.append(Rule {});
            m_out.rules.last().source.quote = cell;
            m_out.paragraphs.append(0);
            m_out.assumptions.clear();
            ask(QuestionCause::NotUnderstood, u"How often is this done? “%1” does not say it in words the compiler understands."_s.arg(cell), nothingPlanned);
            return m_out;
        }
        for (const Draft &draft : m_drafts) {
            m_out.rules.append(draft.rule);
            // Of several rules, the words behind one say what it is for.
            if (!draft.note.isEmpty() && m_drafts.size() > 1)
                m_out.rules.last().appliesTo = draft.note;
            else if (!draft.note.isEmpty())
                keepNote(draft.note);
            m_out.rules.last().source.quote = quoteOf(draft);
            m_out.paragraphs.append(draft.paragraph);
        }
        return m_out;
    }

private:
    void ask(QuestionCause cause, const QString &text, const QString &assumed) { m_out.questions.append({ Cell::Frequency, cause, text, assumed }); }

    void keepNote(const QString &text) { m_out.assumptions.append(u"“%1” is kept as a note; it does not change the rule."_s.arg(text)); }

    /// A paragraph below the first that is mostly other words tells of progress or of numbers; it states no rule.
    [[nodiscard]] static bool isMostlyNotes(const QList<Piece> &pieces)
    {
        if (!pieces.isEmpty() && pieces.first().kind == Piece::Kind::Recurrence)
            return false;
        qsizetype noted = 0;
        qsizetype read = 0;
        for (const Piece &piece : pieces)
            (piece.kind == Piece::Kind::Note && piece.wordsMatter ? noted : read) += piece.end - piece.first;
        return noted > read;
    }

    void readParagraph(int index)
    {
        FrequencyParser parser(m_paragraphs[index], m_what, m_vocabulary);
        const QList<Piece> pieces = parser.parse();
        for (const Token &token : parser.tokens()) {
            if (!token.respelt.isEmpty())
                m_out.assumptions.append(u"“%1” is read as “%2”."_s.arg(token.respelt, token.text));
        }
        if (index > 0 && isMostlyNotes(pieces)) {
            keepNote(m_paragraphs[index]);
            return;
        }
        m_parser = &parser;
        m_paragraph = index;
        m_draftsBefore = m_drafts.size();
        for (qsizetype i = 0; i < pieces.size(); ++i)
            take(pieces[i], i + 1 < pieces.size() ? &pieces[i + 1] : nullptr);
        m_parser = nullptr;
    }

    [[nodiscard]] Draft *last() { return m_drafts.isEmpty() ? nullptr : &m_drafts.last(); }

    void extend(const Piece &piece)
    {
        Draft &draft = m_drafts.last();
        if (draft.paragraph == m_paragraph)
            draft.end = std::max(draft.end, piece.end);
        draft.lastParagraph = m_paragraph;
    }

    void append(const Piece &piece)
    {
        Draft draft { piece.rule, {}, m_paragraph, m_paragraph, m_pendingFirst < 0 ? piece.first : m_pendingFirst, piece.end };
        m_pendingFirst = -1;
        for (const auto &apply : m_pending)
            apply(draft.rule);
        m_pending.clear();
        addCondition(draft.rule, piece.text);
        draft.note = m_noteForNext;
        m_noteForNext.clear();
        m_drafts.append(draft);
        m_isEach = piece.isEach;
    }

    /// Applies to the rule before, else to the rule that follows.
    template <typename Apply>
    void qualify(const Piece &piece, bool isForNext, Apply apply)
    {
        if (last() && !isForNext) {
            apply(last()->rule);
            extend(piece);
            return;
        }
        m_pending.append(apply);
        if (m_pendingFirst < 0)
            m_pendingFirst = piece.first;
    }

    void raise(const Piece &piece)
    {
        if (!piece.doubt.isEmpty())
            ask(QuestionCause::Ambiguous, piece.doubt, piece.assumed);
        if (!piece.assumption.isEmpty())
            m_out.assumptions.append(piece.assumption);
    }

    void take(const Piece &piece, const Piece *next)
    {
        const bool isForNext = next && next->kind == Piece::Kind::Recurrence && next->first == piece.end;
        raise(piece);
        switch (piece.kind) {
        case Piece::Kind::Recurrence: takeRecurrence(piece); return;
        case Piece::Kind::Event: takeEvent(piece); return;
        case Piece::Kind::State: takeState(piece); return;
        case Piece::Kind::AsRequired: takeAsRequired(piece); return;
        case Piece::Kind::Floor: qualify(piece, isForNext, [text = piece.text](Rule &rule) { setFloor(rule, text); }); return;
        case Piece::Kind::Ceiling: qualify(piece, isForNext, [](Rule &rule) { setCeiling(rule, {}); }); return;
        case Piece::Kind::Usually:
            if (isForNext && last() && last()->rule.kind == RuleKind::Adhoc)
                m_usually = piece;
            else
                qualify(piece, isForNext, [text = piece.text](Rule &rule) { addCondition(rule, text); });
            return;
        case Piece::Kind::Condition: takeCondition(piece); return;
        case Piece::Kind::Season:
            qualify(piece, isForNext, [text = piece.text, items = piece.items](Rule &rule) {
                rule.season = text;
                addCondition(rule, items.value(0));
            });
            return;
        case Piece::Kind::Day: qualify(piece, isForNext, [day = piece.number](Rule &rule) { rule.dayOfMonth = day; }); return;
        case Piece::Kind::Opens: qualify(piece, isForNext, [month = piece.number](Rule &rule) { rule.opensMonth = month; }); return;
        case Piece::Kind::Alternation: qualify(piece, isForNext, [items = piece.items](Rule &rule) { rule.alternation = items; }); return;
        case Piece::Kind::Subject:
            // "Quarterly (each team once a year)": the second rule is the teams'.
            qualify(piece, isForNext, [text = piece.text](Rule &rule) {
                rule.perSubject = text;
                rule.subjectMode = SubjectMode::Each;
            });
            return;
        case Piece::Kind::Progress: takeProgress(piece); return;
        case Piece::Kind::Note:
            if (!piece.wordsMatter)
                return;
            takeNote(piece, isForNext);
            return;
        }
    }

    void takeNote(const Piece &piece, bool isForNext)
    {
        const QList<Token> tokens = tokensOf(piece.text);
        const bool hasCount =
            std::any_of(tokens.begin(), tokens.end(), [](const Token &token) { return token.kind == Token::Kind::Number && token.number < 1900; });
        if (hasCount && (isForNext || m_drafts.size() > m_draftsBefore)) {
            ask(QuestionCause::NotUnderstood, u"In “%1”, what does “%2” ask for?"_s.arg(m_paragraphs[m_paragraph], piece.text),
                u"It does not change the rule"_s);
            return;
        }
        const bool isOfLast = m_drafts.size() > m_draftsBefore && last()->note.isEmpty() && !piece.inBrackets;
        const bool joinsLast = isOfLast && last()->end == piece.first;
        // "Ongoing, reviewed annually": the word belongs to the rule it touches.
        if (isForNext && !joinsLast && m_noteForNext.isEmpty())
            m_noteForNext = piece.text;
        else if (isOfLast)
            last()->note = piece.text;
        else
            keepNote(piece.text);
    }

    void takeRecurrence(const Piece &piece)
    {
        if (m_usually) {
            // "As required – usually quarterly": advice on the rhythm, no duty.
            Rule &rule = last()->rule;
            rule.every = piece.rule.every;
            addCondition(rule, m_parser->textOf(m_usually->first, piece.end).toLower());
            m_usually.reset();
            extend(piece);
            return;
        }
        if (m_drafts.size() > m_draftsBefore) {
            Rule &before = last()->rule;
            if (before.kind == RuleKind::Event && m_isEach) {
                // "Each worker to be seen twice a year": the rhythm is the rule, the event its subject.
                const QString subject = before.perSubject;
                const qsizetype first = last()->first;
                const QString note = last()->note;
                m_drafts.removeLast();
                append(piece);
                last()->first = first;
                last()->note = note;
                last()->rule.perSubject = subject;
                last()->rule.subjectMode = SubjectMode::Each;
                return;
            }
            if (before.kind == RuleKind::Adhoc && !before.every) {
                // "As required, but at least annually": the rhythm is the least there is.
                const Draft required = m_drafts.takeLast();
                const bool isFloor = !m_pending.isEmpty();
                append(piece);
                last()->first = required.first;
                addCondition(last()->rule, m_parser->textOf(required.first, required.end).toLower());
                if (!isFloor)
                    ask(QuestionCause::Ambiguous, u"“%1” says “as required” and names a rhythm. Is the rhythm a duty?"_s.arg(m_paragraphs[m_paragraph]),
                        u"It is"_s);
                return;
            }
            if (isSaidAgain(before, piece)) {
                addCondition(before, piece.text.isEmpty() && !(before.every == piece.rule.every) ? m_parser->textOf(piece.first, piece.end) : piece.text);
                extend(piece);
                return;
            }
            const bool isDetail = isSingleStep(before) && piece.rule.kind == RuleKind::Quota && piece.rule.per == before.every->unit
                && piece.rule.subjectMode != SubjectMode::Each && !piece.afterOr;
            if (isDetail) {
                const std::optional<Every> every = before.every;
                const QString condition = before.condition;
                before = piece.rule;
                before.every = every;
                before.condition = condition;
                for (const auto &apply : m_pending)
                    apply(before);
                m_pending.clear();
                m_pendingFirst = -1;
                extend(piece);
                return;
            }
            if (piece.afterOr) {
                ask(QuestionCause::Ambiguous, u"“%1” gives two rules joined by “or”. Which of them holds, and when?"_s.arg(m_paragraphs[m_paragraph]),
                    u"The first of them"_s);
                extend(piece);
                return;
            }
        }
        append(piece);
    }

    /// "Weekly on Tuesdays", "monthly (12 per year)": one rule in two ways, not two rules.
    [[nodiscard]] bool isSaidAgain(const Rule &before, const Piece &piece) const
    {
        if (piece.afterOr || !m_pending.isEmpty())
            return false;
        const std::optional<int> often = timesAYear(before);
        return often && often == timesAYear(piece.rule);
    }

    void takeEvent(const Piece &piece)
    {
        if (last() && m_drafts.size() > m_draftsBefore && piece.inBrackets) {
            addCondition(last()->rule, m_parser->textOf(piece.first, piece.end));
            extend(piece);
            return;
        }
        append(piece);
    }

    void takeState(const Piece &piece)
    {
        if (m_drafts.size() == m_draftsBefore) {
            if (piece.rule.kind == RuleKind::Unspecified) {
                ask(QuestionCause::Blank, u"How often is this done? The Frequency cell says only “%1”."_s.arg(m_parser->textOf(piece.first, piece.end)),
                    nothingPlanned);
            }
            append(piece);
            return;
        }
        if (piece.rule.kind == RuleKind::Unspecified) {
            ask(QuestionCause::Ambiguous, u"“%1” gives a rule and says it is still open. Does the rule hold?"_s.arg(m_paragraphs[m_paragraph]), u"It holds"_s);
            extend(piece);
            return;
        }
        if (piece.rule.kind != last()->rule.kind)
            addCondition(last()->rule, m_parser->textOf(piece.first, piece.end).toLower());
        extend(piece);
    }

    void takeAsRequired(const Piece &piece)
    {
        Draft *before = last();
        if (!before) {
            Piece alone = piece;
            alone.text.clear();
            append(alone);
            return;
        }
        if (before->rule.kind == RuleKind::Adhoc) {
            extend(piece);
            return;
        }
        if (piece.isMore) {
            setFloor(before->rule, piece.text);
        } else if (piece.afterOr) {
            setFloor(before->rule, piece.text);
            m_out.assumptions.append(u"“%1” is read as the least there is; more where it is required."_s.arg(m_paragraphs[m_paragraph]));
        } else {
            setCeiling(before->rule, piece.text);
        }
        extend(piece);
    }

    void takeCondition(const Piece &piece)
    {
        if (!last()) {
            qualify(piece, true, [text = piece.text](Rule &rule) { addCondition(rule, text); });
            return;
        }
        FrequencyParser inner(piece.text, m_what, m_vocabulary);
        if (!inner.findRecurrences().isEmpty()) {
            ask(QuestionCause::Ambiguous, u"“%1” changes its rhythm. When does which hold?"_s.arg(m_paragraphs[m_paragraph]),
                u"Only the first rhythm is planned"_s);
        }
        if (piece.afterOr && piece.text.startsWith("risk"_L1)) {
            setFloor(last()->rule, piece.text);
            m_out.assumptions.append(u"“%1” is read as the least there is; risk makes it more often."_s.arg(m_paragraphs[m_paragraph]));
        } else if (piece.afterOr && isSingleStep(last()->rule)) {
            setFloor(last()->rule, piece.text);
        } else {
            addCondition(last()->rule, piece.text);
        }
        extend(piece);
    }

    void takeProgress(const Piece &piece)
    {
        if (last()) {
            ask(QuestionCause::Contradiction, u"The Frequency cell says “%1” and also “%2”. Does this still go on?"_s.arg(quoteOf(*last()), piece.text),
                u"It still goes on"_s);
            return;
        }
        Piece once = piece;
        once.rule.kind = RuleKind::Once;
        once.text = piece.text.first(1).toLower() + piece.text.sliced(1);
        append(once);
    }

    /// "In March", "by the 5th": a season or day with no rhythm beside it.
    void settlePending()
    {
        if (m_pending.isEmpty() || !m_drafts.isEmpty())
            return;
        Rule rule;
        for (const auto &apply : m_pending)
            apply(rule);
        if (rule.season.isEmpty() && !rule.dayOfMonth && !rule.opensMonth)
            return;
        const int seasons = rule.season.isEmpty() ? 1 : static_cast<int>(rule.season.split(QRegularExpression(u" and |[,/&]"_s), Qt::SkipEmptyParts).size());
        if (seasons > 1) {
            rule.kind = RuleKind::Quota;
            rule.min = rule.max = seasons;
            rule.per = PeriodUnit::Year;
        } else {
            rule.kind = RuleKind::Periodic;
            rule.every = Every { 1, rule.dayOfMonth ? PeriodUnit::Month : PeriodUnit::Year, {}, {} };
        }
        m_out.assumptions.append(rule.dayOfMonth ? u"No rhythm is written; a day of the month is read as monthly."_s
                                                 : u"No rhythm is written; a time of year is read as yearly."_s);
        m_drafts.append({ rule, {}, 0, static_cast<int>(m_paragraphs.size()) - 1, 0, 0 });
    }

    /// The words of a rule: its paragraphs whole where it has them to itself, else the words it was read from.
    [[nodiscard]] QString quoteOf(const Draft &draft) const
    {
        const auto sharing = std::count_if(m_drafts.begin(), m_drafts.end(), [&](const Draft &other) { return other.paragraph == draft.paragraph; });
        if (sharing > 1) {
            const FrequencyParser parser(m_paragraphs[draft.paragraph], m_what, m_vocabulary);
            return parser.textOf(draft.first, draft.end);
        }
        return m_paragraphs.mid(draft.paragraph, draft.lastParagraph - draft.paragraph + 1).join(u'\n');
    }

    QString m_what;
    const Vocabulary &m_vocabulary;
    QStringList m_paragraphs;
    CompiledFrequency m_out;
    QList<Draft> m_drafts;
    const FrequencyParser *m_parser = nullptr;
    int m_paragraph = 0;
    qsizetype m_draftsBefore = 0;   ///< drafts of earlier paragraphs
    QList<std::function<void(Rule &)>> m_pending;   ///< qualifiers that stand before their rule
    qsizetype m_pendingFirst = -1;
    std::optional<Piece> m_usually;
    QString m_noteForNext;
    bool m_isEach = false;          ///< the last draft is an event that may yet become a subject
};

} // namespace

CompiledFrequency compileFrequency(const QString &cell, const QString &what, const Vocabulary &vocabulary)
{
    return FrequencyCompiler(what, vocabulary).compile(cell);
}

} // namespace sightline
