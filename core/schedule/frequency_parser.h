#pragma once

#include "core/schedule/rule.h"
#include "core/schedule/token.h"
#include "core/schedule/vocabulary.h"

#include <initializer_list>

namespace sightline {

/// What a run of words in a frequency cell says.
struct FrequencyPiece {
    enum class Kind {
        Recurrence,    ///< a rhythm or a count: `rule`
        Event,         ///< "on every placement": `rule`
        State,         ///< ongoing, once, planned, to be confirmed: `rule`
        AsRequired,    ///< `rule` is ad hoc; after a rhythm it makes that advisory, or adds to it
        Floor,         ///< "minimum", "or more"; `text` holds what it depends on, where it says
        Ceiling,       ///< "up to", "maximum"
        Usually,       ///< "usually", "approximately"
        Condition,     ///< `text`
        Season,        ///< `text`
        Day,           ///< `number`: by this day of the month
        Opens,         ///< `number`: opens in this month
        Alternation,   ///< `items`
        Subject,       ///< `text`: for each of these
        Progress,      ///< "completed"
        Note,          ///< words that say nothing about time
    };
    Kind kind = Kind::Note;
    Rule rule;
    QString text;
    QStringList items;
    int number = 0;
    bool isEach = false;       ///< Event: "each worker", which a rhythm after it turns into its subject
    bool isMore = false;       ///< AsRequired: "then as required", "plus additional ones as required"
    bool afterOr = false;      ///< "or" stands before it
    bool inBrackets = false;
    bool wordsMatter = false;  ///< Note: holds words that mean something, not only "held", "the", "meetings"
    QString doubt;             ///< a question these words raise
    QString assumed;           ///< what is assumed meanwhile
    QString assumption;        ///< an explained reading that is no question
    qsizetype first = 0;       ///< tokens [first, end)
    qsizetype end = 0;
};

/// Reads one paragraph of a frequency cell by recursive descent: at each token the grammar's forms are tried, longest
/// first; words no form takes become notes. Linear but for short look-aheads.
class FrequencyParser {
public:
    FrequencyParser(const QString &text, const QString &what, const Vocabulary &vocabulary);

    [[nodiscard]] QList<FrequencyPiece> parse();
    /// The rhythms and counts alone, found anywhere in running text (for cells other than Frequency).
    [[nodiscard]] QList<FrequencyPiece> findRecurrences();
    /// "By the 7th of each month" anywhere in running text.
    [[nodiscard]] std::optional<FrequencyPiece> findDay();

    [[nodiscard]] const QList<Token> &tokens() const { return m_tokens; }
    /// The text of tokens [first, end), as written.
    [[nodiscard]] QString textOf(qsizetype first, qsizetype end) const;

private:
    using Words = std::initializer_list<QLatin1StringView>;
    using Piece = FrequencyPiece;

    struct Spell {            ///< a length of time
        int n = 1;
        PeriodUnit unit = PeriodUnit::Month;
        std::optional<YearKind> year;
        int parts = 1;        ///< counted in halves: "half term" is a term in 2 parts
        qsizetype end = 0;
        QString doubt;        ///< of "bi-monthly" and its like
        QString assumed;
        bool isTwice = false; ///< "bi-annually": twice a year
    };

    // Tokens
    [[nodiscard]] bool isAt(qsizetype p, Token::Kind kind) const { return p < m_tokens.size() && m_tokens[p].kind == kind; }
    [[nodiscard]] bool isWord(qsizetype p, Words words) const;
    [[nodiscard]] bool isWord(qsizetype p, QLatin1StringView word) const { return isWord(p, { word }); }
    [[nodiscard]] bool areWords(qsizetype p, Words words) const;   ///< this sequence
    [[nodiscard]] qsizetype afterWords(qsizetype p, std::initializer_list<Words> phrases) const;   ///< end of the first phrase that stands at p, or p
    [[nodiscard]] bool isDash(qsizetype p) const { return isAt(p, Token::Kind::Dash); }
    [[nodiscard]] bool isNumber(qsizetype p) const { return isAt(p, Token::Kind::Number); }
    [[nodiscard]] qsizetype clauseEnd(qsizetype p) const;

    // Lengths of time (frequency_units.cpp)
    [[nodiscard]] std::optional<Spell> unitAt(qsizetype p) const;
    [[nodiscard]] std::optional<Spell> adverbAt(qsizetype p) const;
    [[nodiscard]] std::optional<Spell> plainAdverbAt(qsizetype p) const;
    [[nodiscard]] bool weekdayAt(qsizetype p) const;
    [[nodiscard]] int monthAt(qsizetype p) const;
    [[nodiscard]] qsizetype seasonEnd(qsizetype p) const;   ///< end of a month's or season's name, or p
    [[nodiscard]] bool isTimeWord(qsizetype p) const;

    // Forms; each gives a piece that starts at p, or nothing
    [[nodiscard]] std::optional<Piece> recurrenceAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> numberedAdverbAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> adverbFormAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> everyFormAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> weekdayFormAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> lengthFormAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> countFormAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> eventAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> clauseEventAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> allEventAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> midwayAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> asRequiredAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> stateAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> plannedAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> modifierAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> floorAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> dayAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> seasonAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> opensAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> alternationAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> subjectAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> conditionAt(qsizetype p) const;
    [[nodiscard]] std::optional<Piece> pieceAt(qsizetype p) const;

    struct Count {
        std::optional<int> min;
        std::optional<int> max;
        qsizetype end = 0;
        bool hasTimes = false;
        bool isOnce = false;
    };
    [[nodiscard]] std::optional<Count> countAt(qsizetype p) const;
    [[nodiscard]] qsizetype nounEnd(qsizetype p) const;
    [[nodiscard]] QString happening(const QString &noun, bool isAfter) const;
    [[nodiscard]] bool namesTheActivity(qsizetype first, qsizetype end) const;

    [[nodiscard]] static Piece piece(Piece::Kind kind, qsizetype first, qsizetype end);
    [[nodiscard]] static Piece periodic(const Spell &spell, qsizetype first, qsizetype end);
    [[nodiscard]] static Piece range(const Every &every, qsizetype first, qsizetype end);

    QString m_text;
    QString m_what;
    mutable std::optional<QSet<QString>> m_whatWords;   ///< the activity's head noun, singular; made when first asked for
    const Vocabulary &m_vocabulary;
    QList<Token> m_tokens;
    bool m_hasRule = false;   ///< a rule stands before the token being looked at
};

} // namespace sightline
