#pragma once

#include "qml/app/store_link.h"
#include "qml/bridge/picture_file.h"

#include <QStringList>

namespace sightline {

/// What is asked of a file that is to be kept.
struct WantedFile {
    QString name;               ///< it gets where it has none of its owner's, without an ending: "photo-2"
    QStringList kinds = {};     ///< that are taken; none: every kind
    qint64 sizeBytesMax = 0;    ///< 0: as much as any file
    bool isOnlyCopy = false;    ///< it exists nowhere else yet
};

/// Makes pictures and files ready on a worker and keeps them in the encrypted store, before anything names them. Thread: user interface.
class FileKeeper : public QObject {
    Q_OBJECT
public:
    using Make = std::function<Result<PictureFile>()>;
    /// The answer that names it, once it is durable. Errors: those of keepFile() and of what makes it; NotAllowed (another kind, or too large).
    using Then = std::function<void(const Result<Json> &answer)>;

    explicit FileKeeper(StoreLink &link) : m_link(link) { }
    /// Where the store lies: files are taken only while its disk has room for words.
    void setStoreFolder(const QString &folder) { m_storeFolder = folder; }
    /// @p make runs on a worker.
    void keep(Make make, const WantedFile &wanted, Then then);

private:
    void store(const PictureFile &file, const QString &name, bool isOnlyCopy, const Then &then);

    StoreLink &m_link;
    QString m_storeFolder;
};

} // namespace sightline
