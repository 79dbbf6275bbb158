#include "sync/hub/auth/passwords.h"

#include <sodium.h>

#include <QSet>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// One keyboard writes a letter with its accent as one character, another as two: both are the same password.
QByteArray bytesOfPassword(const QString &password) { return password.normalized(QString::NormalizationForm_C).toUtf8(); }

} // namespace

QString whyNoPassword(const QString &password, const QString &account)
{
    static constexpr qsizetype differentMin = 5;
    if (password.size() < passwordLengthMin || password.size() > passwordLengthMax)
        return u"A password has %1 to %2 characters; three words that do not belong together are a good one."_s.arg(passwordLengthMin).arg(passwordLengthMax);
    if (QSet<QChar>(password.cbegin(), password.cend()).size() < differentMin)
        return u"This password is too easily guessed: it is made of fewer than %1 different characters."_s.arg(differentMin);
    if (password.contains(account, Qt::CaseInsensitive) && account.size() > 3)
        return u"This password is too easily guessed: the account's name is in it."_s;
    return {};
}

QString passwordHash(const QString &password, const PasswordCost &cost)
{
    QByteArray bytes = bytesOfPassword(password);
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    const int failed = crypto_pwhash_str(hash.data(), bytes.constData(), static_cast<unsigned long long>(bytes.size()), cost.passes, cost.bytes);
    sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return failed ? QString() : QString::fromLatin1(hash.constData());
}

bool isPassword(const QString &password, const QString &hash)
{
    QByteArray bytes = bytesOfPassword(password);
    const bool isRight = crypto_pwhash_str_verify(hash.toLatin1().constData(), bytes.constData(), static_cast<unsigned long long>(bytes.size())) == 0;
    sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return isRight;
}

} // namespace sightline::hub
