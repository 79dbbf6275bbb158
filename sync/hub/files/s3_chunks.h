#pragma once

#include "core/base/secret_bytes.h"
#include "sync/hub/files/chunk_store.h"
#include "sync/hub/files/file_place.h"

#include <memory>
#include <mutex>
#include <vector>

namespace sightline::hub {

/// Who asks an S3-compatible store.
struct S3Credentials {
    QString accessKeyId;
    SecretBytes secretAccessKey;
};

/// Reads "access_key_id = …" and "secret_access_key = …" from a file that only its owner may read; names with "aws_" before them, and a
/// line in brackets, as other tools write them, are taken too. Errors: NotFound, NotAllowed (others may read it), InvalidInput.
[[nodiscard]] Result<S3Credentials> readS3Credentials(const QString &path);

/// Chunks as objects of a bucket: Amazon's interface, as many stores speak it. libcurl carries and signs (AWS signature version 4, with the
/// hash of what is sent); connections are used again. A request that says nothing for 20 s is given up: the device sends its chunk again.
class S3Chunks final : public ChunkStore {
public:
    S3Chunks(FilePlace place, S3Credentials credentials);
    ~S3Chunks() override;

    [[nodiscard]] Result<void> put(const QString &name, const QByteArray &bytes) override;
    [[nodiscard]] Result<std::optional<QByteArray>> get(const QString &name) override;
    [[nodiscard]] Result<void> remove(const QString &name) override;
    [[nodiscard]] Result<void> each(const std::function<Result<void>(const ListedChunk &)> &visit) override;

private:
    struct Asked;
    struct Answered;
    struct Handle;
    [[nodiscard]] Result<Answered> ask(const Asked &asked);
    [[nodiscard]] QString addressOf(const QString &name) const { return m_place.bucketUrl + u'/' + m_place.prefix + name; }

    FilePlace m_place;
    S3Credentials m_credentials;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Handle>> m_idle;   ///< each with a connection that may still stand; under m_mutex
};

} // namespace sightline::hub
