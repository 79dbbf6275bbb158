#include "core/forms/xlsform/xlsform_expression.h"

#include <QRegularExpression>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype expressionLengthMax = 4000;   // far above any condition a person writes

struct Joined {
    QStringList terms;
    QString by;   ///< "and", "or", or empty for one term
};

/// Splits at `and` and `or` outside quotes and brackets. Nothing if both occur or a quote is open.
std::optional<Joined> split(const QString &expression)
{
    if (expression.size() > expressionLengthMax)
        return std::nullopt;
    Joined joined;
    QString term;
    QChar quote;
    int depth = 0;
    for (qsizetype at = 0; at < expression.size(); ++at) {
        const QChar c = expression[at];
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
            term += c;
            continue;
        }
        if (c == u'\'' || c == u'"')
            quote = c;
        depth += c == u'(' ? 1 : c == u')' ? -1 : 0;
        const bool isWordStart = c.isSpace() && depth == 0;
        const QString next = isWordStart ? expression.sliced(at + 1).section(QRegularExpression(u"[\\s(]"_s), 0, 0) : QString();
        if (next == u"and" || next == u"or") {
            if (!joined.by.isEmpty() && joined.by != next)
                return std::nullopt;
            joined.by = next;
            joined.terms.append(term.trimmed());
            term.clear();
            at += next.size();
            continue;
        }
        term += c;
    }
    if (!quote.isNull() || depth != 0)
        return std::nullopt;
    joined.terms.append(term.trimmed());
    return joined;
}

std::optional<RelevantTerm> termOf(const QString &text)
{
    static const QRegularExpression comparison(
        u"\\A\\$\\{\\s*([A-Za-z_][\\w.-]*)\\s*\\}\\s*(=|!=|<=|>=|<|>)\\s*(?:'([^']*)'|\"([^\"]*)\"|(-?\\d+(?:\\.\\d+)?))\\z"_s);
    static const QRegularExpression selected(
        u"\\A(not\\s*\\(\\s*)?selected\\s*\\(\\s*\\$\\{\\s*([A-Za-z_][\\w.-]*)\\s*\\}\\s*,\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*\\)\\s*(\\))?\\z"_s);
    static const QHash<QString, EnableOperator> operators { { u"="_s, EnableOperator::Equal },        { u"!="_s, EnableOperator::NotEqual },
                                                            { u"<"_s, EnableOperator::Less },         { u">"_s, EnableOperator::Greater },
                                                            { u"<="_s, EnableOperator::LessOrEqual }, { u">="_s, EnableOperator::GreaterOrEqual } };
    if (const auto match = comparison.match(text); match.hasMatch()) {
        const bool isNumber = !match.captured(5).isEmpty();
        RelevantTerm term { match.captured(1), operators.value(match.captured(2)), isNumber ? match.captured(5) : match.captured(3) + match.captured(4),
                            !isNumber };
        const bool asksWhetherAnswered = !isNumber && term.value.isEmpty();
        if (!asksWhetherAnswered)
            return term;
        if (term.op != EnableOperator::Equal && term.op != EnableOperator::NotEqual)
            return std::nullopt;
        term.value = term.op == EnableOperator::NotEqual ? u"true"_s : u"false"_s;
        term.op = EnableOperator::Exists;
        return term;
    }
    const auto match = selected.match(text);
    const bool isNegated = !match.captured(1).isEmpty();
    const bool isClosed = isNegated == !match.captured(5).isEmpty();
    if (!match.hasMatch() || !isClosed)
        return std::nullopt;
    return RelevantTerm { match.captured(2), isNegated ? EnableOperator::NotEqual : EnableOperator::Equal, match.captured(3) + match.captured(4), true };
}

/// The next whole number beyond @p number; empty if it is not one.
QString beyond(const QString &number, int by)
{
    bool isWhole = false;
    const qint64 value = number.toLongLong(&isWhole);
    return isWhole ? QString::number(value + by) : QString();
}

} // namespace

std::optional<Relevant> parseRelevant(const QString &expression)
{
    const auto joined = split(expression.trimmed());
    if (!joined)
        return std::nullopt;
    Relevant relevant;
    relevant.behavior = joined->by == u"or" ? EnableBehavior::Any : EnableBehavior::All;
    for (const QString &text : joined->terms) {
        const auto term = termOf(text);
        if (!term)
            return std::nullopt;
        relevant.terms.append(*term);
    }
    return relevant;
}

std::optional<Constraint> parseConstraint(const QString &expression, bool isWhole)
{
    static const QRegularExpression bound(
        u"\\A\\.\\s*(<=|>=|<|>)\\s*(?:'(\\d{4}-\\d{2}-\\d{2})'|date\\(\\s*'(\\d{4}-\\d{2}-\\d{2})'\\s*\\)|(-?\\d+(?:\\.\\d+)?))\\z"_s);
    static const QRegularExpression length(u"\\Astring-length\\(\\s*\\.\\s*\\)\\s*(<=|>=|<|>)\\s*(\\d{1,6})\\z"_s);
    static const QRegularExpression pattern(u"\\Aregex\\(\\s*\\.\\s*,\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*\\)\\z"_s);
    const auto joined = split(expression.trimmed());
    if (!joined || joined->by == u"or")
        return std::nullopt;
    Constraint constraint;
    for (const QString &text : joined->terms) {
        if (const auto match = bound.match(text); match.hasMatch()) {
            const QString op = match.captured(1);
            QString value = match.captured(2) + match.captured(3) + match.captured(4);
            const bool isStrict = op.size() == 1;
            if (isStrict)
                value = isWhole ? beyond(value, op == u">" ? 1 : -1) : QString();
            if (value.isEmpty())
                return std::nullopt;
            (op.startsWith(u'>') ? constraint.minValue : constraint.maxValue) = value;
        } else if (const auto ofLength = length.match(text); ofLength.hasMatch()) {
            const QString op = ofLength.captured(1);
            const int count = ofLength.captured(2).toInt() + (op == u">" ? 1 : op == u"<" ? -1 : 0);
            if (count < 0)
                return std::nullopt;
            (op.startsWith(u'>') ? constraint.minLength : constraint.maxLength) = count;
        } else if (const auto ofPattern = pattern.match(text); ofPattern.hasMatch()) {
            constraint.regex = ofPattern.captured(1) + ofPattern.captured(2);
        } else {
            return std::nullopt;
        }
    }
    return constraint;
}

} // namespace sightline
