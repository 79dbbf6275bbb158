#include "tests/integration/word_search.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace sightline::integration {

WordSearch searchWords(const QString &folder, const QStringList &words)
{
    QByteArrayList needles;
    for (const QString &word : words)
        needles << word.toUtf8() << QByteArray(reinterpret_cast<const char *>(word.utf16()), word.size() * 2);
    WordSearch search;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;   // a socket
        const QByteArray content = file.readAll();
        ++search.files;
        search.bytes += content.size();
        if (std::any_of(needles.cbegin(), needles.cend(), [&content](const QByteArray &needle) { return content.contains(needle); }))
            search.found.append(file.fileName());
    }
    return search;
}

} // namespace sightline::integration
