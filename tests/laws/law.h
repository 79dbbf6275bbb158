#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace sightline::laws {

/// What the files of one folder may use.
struct FolderLaw {
    QString folder;
    QStringList mayInclude;   ///< folders, groups already spelt out
    QStringList libraries;
};

/// tests/laws/law.txt, read.
class Law {
public:
    /// Errors: InvalidInput, naming the line that is no law. A law never names a folder or library it did not declare.
    [[nodiscard]] static Result<Law> read(const QString &text);

    /// The row that @p path obeys; nullptr if no row holds it.
    [[nodiscard]] const FolderLaw *lawFor(QStringView path) const;
    /// The library of header @p header ("sqlite3.h", "boost/asio.hpp"); empty if none is declared for it.
    [[nodiscard]] QString libraryOf(QStringView header) const;
    [[nodiscard]] bool isForbidden(QStringView header) const;
    /// The folder that gives QML module @p uri; empty if none is declared.
    [[nodiscard]] QString folderOfModule(const QString &uri) const { return m_modules.value(uri); }
    [[nodiscard]] const QList<FolderLaw> &folders() const { return m_folders; }

private:
    struct Header {
        QString name;      ///< a header, or a prefix ending in '/'
        QString library;
    };
    Result<void> readLine(const QString &line);
    Result<void> readFolder(const QString &rest);

    QHash<QString, QStringList> m_groups;
    QHash<QString, QString> m_modules;
    QList<Header> m_headers;
    QStringList m_forbidden;
    QList<FolderLaw> m_folders;
};

} // namespace sightline::laws
