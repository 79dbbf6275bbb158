#pragma once

#include <QStringList>

namespace sightline::integration {

/// What a search for words in files found.
struct WordSearch {
    int files = 0;         ///< examined
    qint64 bytes = 0;
    QStringList found;     ///< paths of files that hold one of the words
};

/// Reads every file under @p folder as raw bytes and looks for each of @p words as UTF-8 and as UTF-16.
[[nodiscard]] WordSearch searchWords(const QString &folder, const QStringList &words);

} // namespace sightline::integration
