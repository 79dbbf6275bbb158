#pragma once

#include "core/ports/secret_store.h"

#include <QStringList>

namespace sightline {

/// Somebody who has a store on this device.
struct DevicePerson {
    QString id;
    QString name;   ///< empty: not known; joining was cut off, or the person has not opened it since
};

/// The people who share this device under one account of the system. Each has a store with a key of its own: the first in `store`, every
/// other in `people/ID`, where ID says nothing. No name lies in these folders: names are kept where the keys are, in the system's secret
/// store. Waits for the disk and for that: not on the interface's thread.
class DevicePeople {
public:
    explicit DevicePeople(QString folder) : m_folder(std::move(folder)) { }

    /// The first person's id.
    [[nodiscard]] static QString firstId() { return QStringLiteral("first"); }
    [[nodiscard]] static QString newId();
    /// Whether @p id is one that we give: nothing else becomes a path.
    [[nodiscard]] static bool isId(const QString &id);

    [[nodiscard]] QString storeOf(const QString &id) const;
    /// Everybody who has a store here, the first first.
    [[nodiscard]] QStringList ids() const;
    /// Whether anybody but @p id has one.
    [[nodiscard]] bool hasOthers(const QString &id) const;
    [[nodiscard]] QList<DevicePerson> all(SecretStore &secrets) const;
    /// Errors: those of the secret store.
    [[nodiscard]] Result<void> keepName(SecretStore &secrets, const QString &id, const QString &name) const;
    /// Who was here last; the first where nobody was yet, or where they have no store any more.
    [[nodiscard]] QString lastId() const;
    /// Errors: those of durable_file.
    [[nodiscard]] Result<void> keepLast(const QString &id) const;

private:
    QString m_folder;
};

} // namespace sightline
