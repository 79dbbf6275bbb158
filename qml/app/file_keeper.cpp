#include "qml/app/file_keeper.h"

#include "core/base/digest.h"
#include "core/commands/keep_file.h"
#include "core/forms/answer_value.h"
#include "qml/bridge/on_worker.h"

#include <QStorageInfo>

namespace sightline {

using namespace Qt::StringLiterals;

void FileKeeper::keep(Make make, const WantedFile &wanted, Then then)
{
    onWorker(this, std::move(make), [this, wanted, then = std::move(then)](const Result<PictureFile> &file) {
        if (!file)
            then(file.error());
        else if (!takesKind(wanted.kinds, file->mime) || (wanted.sizeBytesMax > 0 && file->bytes.size() > wanted.sizeBytesMax))
            then(Error { ErrorCode::NotAllowed, u"The form asks for another kind of file."_s });
        else
            store(*file, file->name.isEmpty() ? wanted.name + u'.' + file->ending : file->name, wanted.isOnlyCopy, then);
    });
}

void FileKeeper::store(const PictureFile &file, const QString &name, bool isOnlyCopy, const Then &then)
{
    m_link.ask(
        this,
        [file, folder = m_storeFolder, isOnlyCopy](Store &store) {
            const QStorageInfo disk(folder);
            return keepFile(store, { file.bytes, file.mime, disk.isValid() ? std::optional(disk.bytesAvailable()) : std::nullopt, isOnlyCopy });
        },
        [then, name](const Result<StoredFile> &stored) {
            then(stored ? Result<Json>(attachmentAnswer(toHex(stored->sha), stored->mime, stored->sizeBytes, name)) : stored.error());
        },
        StoreThread::Lane::Save);
}

} // namespace sightline
