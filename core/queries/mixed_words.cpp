#include "core/queries/mixed_words.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// How many rows are looked at for a word that begins too many names to be asked of the index.
constexpr int lookedAtMax = 4000;

bool isWide(const WordOrName &sought) { return sought.marks.size() > mixedMarksMax; }

/// Letters, digits and the sign of a mark alone: nothing of it can be read as a part of the question.
QString questionFor(const WordOrName &sought)
{
    QString question = u"(\"%1\" *"_s.arg(sought.word);
    for (const QString &mark : sought.marks)
        question += u" OR \"%1\""_s.arg(mark);
    return question + u')';
}

bool has(const QString &words, const WordOrName &sought)
{
    return words.contains(u' ' + sought.word)
        || std::any_of(sought.marks.cbegin(), sought.marks.cend(), [&words](const QString &mark) { return words.contains(u' ' + mark + u' '); });
}

} // namespace

Result<void> eachMixed(Store &store, const QList<WordOrName> &sought, const std::function<bool(qint64, const QString &)> &row)
{
    QStringList questions;
    QList<WordOrName> wide;
    for (const WordOrName &each : sought) {
        if (isWide(each))
            wide.append(each);
        else
            questions.append(questionFor(each));
    }
    if (questions.isEmpty())
        return {};
    auto statement = store.db().prepare("SELECT rowid, words FROM view_words WHERE view_words MATCH ? ORDER BY rowid DESC", questions.join(u" AND "_s));
    if (!statement)
        return statement.error();
    for (int lookedAt = 0; wide.isEmpty() || lookedAt < lookedAtMax; ++lookedAt) {
        const auto stepped = statement->step();
        if (!stepped)
            return stepped.error();
        if (!*stepped)
            break;
        const QString words = statement->text(1);
        const bool hasAll = std::all_of(wide.cbegin(), wide.cend(), [&words](const WordOrName &each) { return has(words, each); });
        if (hasAll && !row(statement->integer(0), words))
            break;
    }
    return {};
}

} // namespace sightline
