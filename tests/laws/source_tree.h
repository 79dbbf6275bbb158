#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace sightline::laws {

/// One text file of the project.
struct SourceFile {
    QString path;       ///< from the project's root: "core/base/result.h"
    QByteArray bytes;   ///< as stored, for digests
    QString text;

    [[nodiscard]] bool isCpp() const { return path.endsWith(u".cpp") || path.endsWith(u".h"); }
    [[nodiscard]] bool isQml() const { return path.endsWith(u".qml"); }
    /// Whether it lies in @p folder or is the file that @p folder names without its ending.
    [[nodiscard]] bool isIn(QStringView folder) const;
    [[nodiscard]] bool isInAnyOf(const QStringList &folders) const;
};

/// Whether @p path is @p folder, lies below it, or is @p folder with an ending ("core/store/store_thread" + ".h").
[[nodiscard]] bool pathIsIn(QStringView path, QStringView folder);

using SourceTree = QList<SourceFile>;

/// Every file of ours below @p root: core, sync, platform, qml, tests. Build folders and generated files are not ours.
[[nodiscard]] SourceTree readSourceTree(const QString &root);

/// A tree of one made-up file, for planting a violation.
[[nodiscard]] SourceTree plantedTree(const QString &path, const QString &text);

} // namespace sightline::laws
