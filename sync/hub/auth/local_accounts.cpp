#include "sync/hub/auth/local_accounts.h"

#include "core/base/digest.h"
#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/auth/six_digits.h"

#include <sodium.h>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype recoveryHashBytes = 32;
constexpr qsizetype seedNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype seedTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

/// What nobody's password has, at the usual cost: whoever tries a name that is none waits as long as for one that is.
const QString &hashOfNobody()
{
    static const QString hash = passwordHash(QString::fromLatin1(SecretBytes::random(32).view().toByteArray().toHex()), {});
    return hash;
}

const unsigned char *accountBytes(const QByteArray &bytes) { return reinterpret_cast<const unsigned char *>(bytes.constData()); }

QByteArray recoveryHash(const PersonId &person, const QString &code)
{
    return sha256("recovery:" + person.toString().toUtf8() + ':' + plainCode(code).toUtf8());
}

} // namespace

LocalAccounts::LocalAccounts(Doorkeeper &door, const HubKeys &keys, const Clock &clock, RandomSource &random, AccountBounds bounds)
    : m_door(door), m_key(keys.accounts()), m_clock(clock), m_random(random), m_bounds(bounds)
{
}

/// Bound to its person: a row's seed that is put into another's opens nothing.
QByteArray LocalAccounts::sealed(const QByteArray &seed, const PersonId &person) const
{
    const QByteArray nonce = SecretBytes::random(std::size_t(seedNonceBytes)).view().toByteArray();
    const QByteArray name = person.toString().toUtf8();
    QByteArray out(seed.size() + seedTagBytes, '\0');
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char *>(out.data()), nullptr, accountBytes(seed),
                                               static_cast<unsigned long long>(seed.size()), accountBytes(name), static_cast<unsigned long long>(name.size()),
                                               nullptr, accountBytes(nonce), m_key.data());
    return nonce + out;
}

/// Empty: it was sealed by another key, or for somebody else.
QByteArray LocalAccounts::opened(const QByteArray &sealedSeed, const PersonId &person) const
{
    if (sealedSeed.size() <= seedNonceBytes + seedTagBytes)
        return {};
    const QByteArray box = sealedSeed.sliced(seedNonceBytes);
    const QByteArray name = person.toString().toUtf8();
    QByteArray seed(box.size() - seedTagBytes, '\0');
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char *>(seed.data()), nullptr, nullptr, accountBytes(box),
                                                                  static_cast<unsigned long long>(box.size()), accountBytes(name),
                                                                  static_cast<unsigned long long>(name.size()), accountBytes(sealedSeed), m_key.data());
    return failed ? QByteArray() : seed;
}

Result<LocalAccounts::Given> LocalAccounts::give(HubTransaction &transaction, const PersonId &person, const QString &hash, Make make)
{
    const auto isHere = m_door.isHere(transaction, person);
    if (!isHere)
        return isHere.error();
    if (!*isHere)
        return Error { ErrorCode::NotFound, u"Nobody with the id \"%1\" is here today. \"user list\" names everybody."_s.arg(person.toString()) };
    const auto present = transaction.localAccount(person);
    if (!present)
        return present.error();
    if (make == Make::New && *present)
        return Error { ErrorCode::AlreadyExists, u"\"%1\" has an account already. \"account reset\" gives it a new password."_s.arg(person.toString()) };
    if (make == Make::Anew && !*present)
        return Error { ErrorCode::NotFound, u"\"%1\" has no account. \"account add\" makes one."_s.arg(person.toString()) };
    Given given { SecretBytes::random(sixDigitsSeedBytes).view().toByteArray(), {} };
    QByteArray hashes;
    for (int i = 0; i < m_bounds.recoveryCodes; ++i) {
        given.recoveryCodes.append(spokenCode(m_random));
        hashes += recoveryHash(person, given.recoveryCodes.last());
    }
    const LocalAccountRow row { person, hash, sealed(given.seed, person), hashes, 0, 0, 0, m_clock.now().msSinceEpoch, 0 };
    const auto kept = transaction.setLocalAccount(row);
    return kept ? Result<Given>(given) : kept.error();
}

Result<bool> LocalAccounts::disable(HubTransaction &transaction, const PersonId &person)
{
    auto account = transaction.localAccount(person);
    if (!account)
        return account.error();
    if (!*account || (*account)->disabledAtMs > 0)
        return false;
    (*account)->disabledAtMs = m_clock.now().msSinceEpoch;
    const auto kept = transaction.setLocalAccount(**account);
    return kept ? Result<bool>(true) : kept.error();
}

Result<LocalAccounts::Try> LocalAccounts::begin(HubTransaction &transaction, const wire::LocalSignIn &request)
{
    const Try ofNobody { std::nullopt, hashOfNobody() };
    const auto person = PersonId::fromString(request.account.trimmed().toLower());
    if (!person)
        return ofNobody;
    auto account = transaction.localAccount(*person);
    if (!account)
        return account.error();
    const qint64 now = m_clock.now().msSinceEpoch;
    // A try while it is closed is not looked at, so it need not be counted: nobody is kept out for longer by being tried at.
    if (!*account || (*account)->disabledAtMs > 0 || (*account)->closedUntilMs > now)
        return ofNobody;
    LocalAccountRow &row = **account;
    row.failures += 1;
    if (row.failures >= m_bounds.triesMax) {
        static constexpr qint64 doublingsMax = 20;
        const qint64 doublings = std::min<qint64>(row.failures - m_bounds.triesMax, doublingsMax);
        row.closedUntilMs = now + std::min(m_bounds.closedMs << doublings, m_bounds.closedMsMax);
    }
    if (const auto counted = transaction.setLocalAccount(row); !counted)
        return counted.error();
    return Try { *person, row.passwordHash };
}

/// How @p second proves that it is them, in a word for the trail, and uses it up; empty: it does not.
QString LocalAccounts::takeSecond(LocalAccountRow &account, const QString &second) const
{
    const QString plain = plainCode(second);
    const QByteArray seed = opened(account.sealedSeed, account.person);
    const auto step = seed.isEmpty() ? std::nullopt : stepOfDigits(seed, plain, m_clock.now().msSinceEpoch);
    if (step && *step > account.lastStep) {
        account.lastStep = *step;
        return u"six digits"_s;
    }
    const QByteArray hash = recoveryHash(account.person, plain);
    for (qsizetype at = 0; at + recoveryHashBytes <= account.recoveryHashes.size(); at += recoveryHashBytes) {
        if (sodium_memcmp(account.recoveryHashes.constData() + at, hash.constData(), std::size_t(recoveryHashBytes)) != 0)
            continue;
        account.recoveryHashes.remove(at, recoveryHashBytes);
        return u"recovery code"_s;
    }
    return {};
}

Result<Admission> LocalAccounts::finish(HubTransaction &transaction, const wire::LocalSignIn &request, const Try &begun, bool isPasswordRight)
{
    static const QString notRight = u"The account, the password or the code is not right. After several wrong tries an account is closed for some minutes."_s;
    auto account = begun.person ? transaction.localAccount(*begun.person) : Result<std::optional<LocalAccountRow>>(std::optional<LocalAccountRow>());
    if (!account)
        return account.error();
    // Given a new password, or disabled, while the one that was tried was looked at.
    const bool isSame = *account && (*account)->disabledAtMs == 0 && (*account)->passwordHash == begun.hash;
    const QString second = isSame && isPasswordRight ? takeSecond(**account, request.second) : QString();
    if (second.isEmpty()) {
        Json::Object about { { u"by"_s, u"account"_s } };
        if (*account && (*account)->closedUntilMs > m_clock.now().msSinceEpoch)
            about.insert(u"closed_until"_s, toIso(Instant { (*account)->closedUntilMs }));
        const AuditEntry refusedOne { AuditAction::JoinRefused, begun.person ? begun.person->toString() : QString(), request.installation, about };
        const auto told = appendAudit(transaction, m_clock.now(), refusedOne);
        return told ? Result<Admission>(Admission { std::nullopt, ErrorCode::NotAllowed, notRight }) : Result<Admission>(told.error());
    }
    (*account)->failures = 0;
    (*account)->closedUntilMs = 0;
    if (const auto kept = transaction.setLocalAccount(**account); !kept)
        return kept.error();
    const Json::Object about { { u"by"_s, u"account"_s },
                               { u"second"_s, second },
                               { u"recovery_codes_left"_s, (*account)->recoveryHashes.size() / recoveryHashBytes } };
    return m_door.admitProven(transaction, { *begun.person, about }, request.installation, request.publicKey);
}

} // namespace sightline::hub
