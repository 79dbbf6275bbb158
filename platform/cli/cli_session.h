#pragma once

#include "core/store/store_directory.h"
#include "platform/cli/cli_options.h"
#include "platform/cli/cli_world.h"

namespace sightline::cli {

/// One run of the program: its options, its world and, once asked for, the open store.
class CliSession {
public:
    CliSession(const CliOptions &options, const CliWorld &world) : m_options(options), m_world(world) { }

    [[nodiscard]] const CliOptions &options() const { return m_options; }
    [[nodiscard]] const CliWorld &world() const { return m_world; }
    [[nodiscard]] StoreDirectory directory() const { return StoreDirectory(m_options.store); }
    /// The passphrase of --key-file (a trailing newline is not part of it), else the system's secret store; with the PIN of --pin-file.
    /// Errors: InvalidInput, in words that say what to give.
    [[nodiscard]] Result<StoreCredentials> credentials() const;
    /// The secret in the file @p path, a trailing newline not part of it; @p what names it. Errors: InvalidInput.
    [[nodiscard]] static Result<SecretBytes> secretIn(const QString &path, const QString &what);
    /// Opens the store once. Errors: those of StoreDirectory::open.
    [[nodiscard]] Result<Store *> store();
    void closeStore() { m_store.reset(); }
    /// The council's present day.
    [[nodiscard]] QDate today() const { return m_world.calendar.today(m_world.clock.now()); }
    /// A day as it was typed; @p otherwise where nothing was. Errors: InvalidInput.
    [[nodiscard]] static Result<QDate> day(const QString &text, QDate otherwise);
    /// An identifier as it was typed. Errors: InvalidInput naming @p what.
    template <typename IdType>
    [[nodiscard]] static Result<IdType> identifier(const QString &text, const QString &what)
    {
        const auto id = IdType::fromString(text);
        if (!id)
            return Error { ErrorCode::InvalidInput, QStringLiteral("\"%1\" is not the identifier of a %2; copy it from the list.").arg(text.left(60), what) };
        return id;
    }

private:
    CliOptions m_options;
    const CliWorld &m_world;
    std::unique_ptr<Store> m_store;
};

} // namespace sightline::cli
