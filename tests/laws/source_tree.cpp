#include "tests/laws/source_tree.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>

namespace sightline::laws {

bool pathIsIn(QStringView path, QStringView folder)
{
    if (!path.startsWith(folder))
        return false;
    const QStringView rest = path.sliced(folder.size());
    return rest.isEmpty() || rest.front() == u'/' || rest.front() == u'.';
}

bool SourceFile::isIn(QStringView folder) const { return pathIsIn(path, folder); }

bool SourceFile::isInAnyOf(const QStringList &folders) const
{
    return std::any_of(folders.cbegin(), folders.cend(), [this](const QString &folder) { return isIn(folder); });
}

SourceTree readSourceTree(const QString &root)
{
    static const QStringList patterns { QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.qml"), QStringLiteral("*.sql"),
                                        QStringLiteral("CMakeLists.txt") };
    SourceTree tree;
    for (const QString &top : { QStringLiteral("core"), QStringLiteral("sync"), QStringLiteral("platform"), QStringLiteral("qml"), QStringLiteral("tests") }) {
        QDirIterator files(root + u'/' + top, patterns, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("%s cannot be read.", qPrintable(file.fileName()));
            const QByteArray bytes = file.readAll();
            tree.append({ file.fileName().sliced(root.size() + 1), bytes, QString::fromUtf8(bytes) });
        }
    }
    std::sort(tree.begin(), tree.end(), [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
    return tree;
}

SourceTree plantedTree(const QString &path, const QString &text) { return { { path, text.toUtf8(), text } }; }

} // namespace sightline::laws
