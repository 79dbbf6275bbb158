#include "platform/cli/cli_session.h"

#include <QFile>

namespace sightline::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 keyFileBytesMax = 4096;

void wipe(QByteArray &bytes)
{
    // Through a volatile pointer, so that the compiler keeps it.
    for (volatile char *at = bytes.data(), *end = bytes.data() + bytes.size(); at != end; ++at)
        *at = 0;
}

Result<SecretBytes> readPassphrase(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error { ErrorCode::InvalidInput, u"The key file %1 cannot be read: %2."_s.arg(path, file.errorString()) };
    QByteArray bytes = file.read(keyFileBytesMax + 1);
    qsizetype length = bytes.size();
    if (length > keyFileBytesMax)
        return Error { ErrorCode::InvalidInput, u"The key file %1 is over %2 bytes; it should hold one passphrase."_s.arg(path).arg(keyFileBytesMax) };
    if (length > 0 && bytes.at(length - 1) == '\n')
        --length;
    if (length > 0 && bytes.at(length - 1) == '\r')
        --length;
    SecretBytes passphrase = SecretBytes::copyOf(QByteArrayView(bytes).first(length));
    wipe(bytes);
    if (passphrase.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The key file %1 is empty; put a passphrase of 12 or more characters in it."_s.arg(path) };
    return passphrase;
}

} // namespace

Result<StoreCredentials> CliSession::credentials() const
{
    StoreCredentials credentials { {}, m_world.secretStore, m_world.cost };
    if (!m_options.keyFile.isEmpty()) {
        auto passphrase = readPassphrase(m_options.keyFile);
        if (!passphrase)
            return passphrase.error();
        credentials.passphrase = std::move(passphrase).value();
        return credentials;
    }
    if (!credentials.secretStore)
        return Error { ErrorCode::InvalidInput,
                       u"Give the file that holds the passphrase: --key-file FILE. This program has no secret store of the system to use instead."_s };
    return credentials;
}

Result<Store *> CliSession::store()
{
    if (m_store)
        return m_store.get();
    const auto given = credentials();
    if (!given)
        return given.error();
    auto opened = directory().open(*given, m_world.clock, m_world.random);
    if (!opened) {
        if (opened.error().code == ErrorCode::NotFound)
            return Error { ErrorCode::NotFound,
                           u"There is no Sightline store in %1. Make one with: sightline-cli --store DIR --key-file FILE init --hub URL --enrol CODE"_s.arg(
                               m_options.store) };
        return opened.error();
    }
    m_store = std::move(opened).value();
    return m_store.get();
}

Result<QDate> CliSession::day(const QString &text, QDate otherwise)
{
    if (text.isEmpty())
        return otherwise;
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (!day.isValid() || text.size() != 10)
        return Error { ErrorCode::InvalidInput, u"\"%1\" is not a date; write it as YYYY-MM-DD."_s.arg(text.left(40)) };
    return day;
}

} // namespace sightline::cli
