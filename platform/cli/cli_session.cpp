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

} // namespace

Result<SecretBytes> CliSession::secretIn(const QString &path, const QString &what)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error { ErrorCode::InvalidInput, u"The file of the %1, %2, cannot be read: %3."_s.arg(what, path, file.errorString()) };
    QByteArray bytes = file.read(keyFileBytesMax + 1);
    qsizetype length = bytes.size();
    if (length > keyFileBytesMax)
        return Error { ErrorCode::InvalidInput,
                       u"The file of the %1, %2, is over %3 bytes; it should hold that alone."_s.arg(what, path).arg(keyFileBytesMax) };
    if (length > 0 && bytes.at(length - 1) == '\n')
        --length;
    if (length > 0 && bytes.at(length - 1) == '\r')
        --length;
    SecretBytes secret = SecretBytes::copyOf(QByteArrayView(bytes).first(length));
    wipe(bytes);
    if (secret.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The file of the %1, %2, is empty."_s.arg(what, path) };
    return secret;
}

Result<StoreCredentials> CliSession::credentials() const
{
    StoreCredentials credentials { {}, m_world.secretStore, m_world.cost };
    credentials.uptime = m_world.uptime;
    credentials.pinCost = m_world.pinCost;
    if (!m_options.keyFile.isEmpty()) {
        auto passphrase = secretIn(m_options.keyFile, u"passphrase"_s);
        if (!passphrase)
            return passphrase.error();
        credentials.passphrase = std::move(passphrase).value();
        return credentials;
    }
    if (!credentials.secretStore)
        return Error { ErrorCode::InvalidInput,
                       u"Give the file that holds the passphrase: --key-file FILE. This program has no secret store of the system to use instead."_s };
    if (!m_options.pinFile.isEmpty()) {
        auto pin = secretIn(m_options.pinFile, u"PIN"_s);
        if (!pin)
            return pin.error();
        credentials.pin = std::move(pin).value();
    }
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
