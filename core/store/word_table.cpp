#include "core/store/word_table.h"

#include <QStringList>

namespace sightline {

using namespace Qt::StringLiterals;

Result<void> WordTable::tryPut(qint64 n, const QString &words)
{
    // An answer of the hub, or a notice, derives a row again whose words are the same: writing them again would cost for nothing.
    bool isThere = false, isSame = false;
    const auto read = m_db.each(
        "SELECT words FROM view_words WHERE rowid = ?",
        [&](const Statement &row) {
            isThere = true;
            isSame = row.text(0) == words;
        },
        n);
    if (!read)
        return read.error();
    if (isSame)
        return {};
    if (isThere) {
        if (const auto removed = tryRemove(n); !removed)
            return removed;
    }
    if (words.isEmpty())
        return {};
    const auto put = m_db.run("INSERT INTO view_words (rowid, words) VALUES (?, ?)", n, words);
    return put ? Result<void>() : put.error();
}

Result<void> WordTable::tryRemove(qint64 n)
{
    const auto removed = m_db.run("DELETE FROM view_words WHERE rowid = ?", n);
    return removed ? Result<void>() : removed.error();
}

Result<void> WordTable::clear()
{
    // Made anew and not emptied: emptying reads what may be damaged. The same as migration 0005 makes; a test compares them.
    return m_db.execute("DROP TABLE IF EXISTS view_words;"
                        "CREATE VIRTUAL TABLE view_words USING fts5(words, tokenize = 'ascii', detail = none, columnsize = 0, prefix = '1 2 3 4 5');"
                        "INSERT INTO view_words (view_words, rank) VALUES ('secure-delete', 1);");
}

Result<void> WordTable::startAnewIfDamaged(const Result<void> &done)
{
    if (done || done.error().code != ErrorCode::Corrupt)
        return done;
    if (const auto cleared = clear(); !cleared)
        return cleared;
    const auto noted = m_db.run("UPDATE meta SET v = 0 WHERE k = 'view.derivation'");
    return noted ? Result<void>() : noted.error();
}

Result<void> WordTable::put(qint64 n, const QString &words) { return startAnewIfDamaged(tryPut(n, words)); }

Result<void> WordTable::remove(qint64 n) { return startAnewIfDamaged(tryRemove(n)); }

Result<void> WordTable::find(const QStringList &words, const std::function<bool(qint64, const QString &)> &row)
{
    if (words.isEmpty())
        return {};
    // Each word is made of letters and digits alone, so nothing of it can be read as a part of the question.
    QString question;
    for (const QString &word : words)
        question += u"\"%1\"* "_s.arg(word);
    auto statement = m_db.prepare("SELECT rowid, words FROM view_words WHERE view_words MATCH ? ORDER BY rowid DESC", question);
    if (!statement)
        return statement.error();
    for (;;) {
        const auto stepped = statement->step();
        if (!stepped)
            return stepped.error();
        if (!*stepped || !row(statement->integer(0), statement->text(1)))
            return {};
    }
}

} // namespace sightline
