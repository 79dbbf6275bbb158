#pragma once

#include "core/base/json.h"
#include "sync/hub/auth/hub_keys.h"

#include <memory>

namespace sightline::hub {

/// A file beside the keys, signed by them and replaced whole, so that a database that is put back takes nothing out of it. Held by one program
/// at a time: who opens it waits for the one that has it.
class SignedFile {
public:
    /// @p called: what people are told it is, "recovery". Errors: StorageFailure.
    [[nodiscard]] static Result<std::unique_ptr<SignedFile>> open(const QString &path, const QString &called, const HubKeys &keys);
    ~SignedFile();
    SignedFile(const SignedFile &) = delete;
    SignedFile &operator=(const SignedFile &) = delete;

    /// What was written last; an empty object where nothing was. Errors: Corrupt (it was changed by other hands), StorageFailure.
    [[nodiscard]] Result<Json> read() const;
    /// Durable when it returns. Errors: StorageFailure; what was there is there still.
    [[nodiscard]] Result<void> write(Json content) const;

private:
    SignedFile(QString path, QString called, const HubKeys &keys, int lock) : m_path(std::move(path)), m_called(std::move(called)), m_keys(keys), m_lock(lock)
    {
    }
    [[nodiscard]] Error cannotWrite() const;

    QString m_path;
    QString m_called;
    const HubKeys &m_keys;
    int m_lock = -1;
};

} // namespace sightline::hub
