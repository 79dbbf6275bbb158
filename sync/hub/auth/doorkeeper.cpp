#include "sync/hub/auth/doorkeeper.h"

#include "core/base/digest.h"
#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/auth/calendar_door.h"
#include "sync/hub/auth/certificate.h"

#include <QtEndian>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Letters and digits that are not mistaken for one another when read aloud; 32, so each carries 5 bits.
constexpr char codeAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int codeLength = 12;   // 60 bits

QByteArray hashOf(QStringView token) { return sha256(token.toUtf8()); }

QByteArray hashOfCode(const QString &code) { return hashOf(u"code:"_s + plainCode(code)); }

Admission refused(const QString &sentence, ErrorCode code = ErrorCode::NotAllowed) { return { std::nullopt, code, sentence }; }

const QString enrolAgain = u"This device has to be enrolled again. Its unsent work is kept."_s;
/// What the hub's list of what is done once says of an installation that is to be wiped.
QString wipeMark(const InstallationId &installation) { return u"wipe:"_s + installation.toString(); }

const QString isRevoked = u"This device's enrolment was withdrawn. Its unsent work is kept."_s;

} // namespace

QString spokenCode(RandomSource &random)
{
    const QByteArray bytes = random.bytes(codeLength);
    QString code;
    for (int i = 0; i < codeLength; ++i) {
        if (i > 0 && i % 4 == 0)
            code.append(u'-');
        code.append(QLatin1Char(codeAlphabet[quint8(bytes[i]) % 32]));
    }
    return code;
}

QString plainCode(const QString &code)
{
    QString plain;
    for (const QChar c : code.toUpper()) {
        if (c == u'O')
            plain.append(u'0');
        else if (c == u'I' || c == u'L')
            plain.append(u'1');
        else if (c.isLetterOrNumber())
            plain.append(c);
    }
    return plain;
}

QByteArray refreshProof(const InstallationId &installation, qint64 clockMs, const QString &refreshToken)
{
    QByteArray clock(8, Qt::Uninitialized);
    qToBigEndian(clockMs, clock.data());
    return QByteArrayLiteral("sightline-refresh") + installation.toBytes() + clock + refreshToken.toUtf8();
}

Doorkeeper::Doorkeeper(HubService &service, const HubKeys &keys, const Clock &clock, RandomSource &random, TokenTimes times)
    : m_service(service), m_keys(keys), m_clock(clock), m_random(random), m_times(times)
{
}

/// None for somebody who is unknown, or who left too long ago to hand anything in.
Result<std::optional<Caller::Access>> Doorkeeper::accessOf(HubSnapshot &snapshot, const PersonId &person)
{
    const auto found = m_service.person(snapshot, person);
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<Caller::Access>();
    const QDate today = m_service.today();
    if ((*found)->isHereOn(today))
        return std::optional(Caller::Access::Full);
    const bool leftLately = (*found)->to.isValid() && (*found)->to < today && (*found)->to.daysTo(today) <= m_times.dropBoxDays;
    return leftLately ? std::optional(Caller::Access::PushOnly) : std::nullopt;
}

Result<QString> Doorkeeper::issueCode(HubTransaction &transaction, const PersonId &person)
{
    const auto access = accessOf(transaction, person);
    if (!access)
        return access.error();
    if (*access != Caller::Access::Full)
        return Error { ErrorCode::NotFound, u"Nobody with the id \"%1\" is here today. \"user list\" names everybody."_s.arg(person.toString()) };
    // One that has run out is refused as one that never was; it need not be kept to say so.
    if (const auto forgotten = transaction.forgetEnrolments(now() - m_times.codeKeptMs); !forgotten)
        return forgotten.error();
    const QString code = spokenCode(m_random);
    const EnrolmentRow row { hashOfCode(code), person, now() + m_times.codeMs, 0 };
    if (const auto kept = transaction.setEnrolment(row); !kept)
        return kept.error();
    return code;
}

Result<bool> Doorkeeper::isHere(HubSnapshot &snapshot, const PersonId &person)
{
    const auto access = accessOf(snapshot, person);
    return access ? Result<bool>(*access == Caller::Access::Full) : access.error();
}

Result<Admission> Doorkeeper::turnAway(HubTransaction &transaction, const QString &whose, const InstallationId &installation, const Json::Object &about,
                                       const QString &why)
{
    const auto told = appendAudit(transaction, m_clock.now(), { AuditAction::JoinRefused, whose, installation, about });
    return told ? Result<Admission>(refused(why)) : Result<Admission>(told.error());
}

Result<Admission> Doorkeeper::enrol(HubTransaction &transaction, const wire::EnrolRequest &request)
{
    static const QString badCode = u"The code is not valid: it may have been used, or have run out. Ask for a new one."_s;
    const auto enrolment = transaction.enrolment(hashOfCode(request.code));
    if (!enrolment)
        return enrolment.error();
    const bool isGood = *enrolment && (*enrolment)->usedAtMs == 0 && (*enrolment)->expiresAtMs > now() && request.publicKey.size() == 32;
    const auto here = isGood ? isHere(transaction, (*enrolment)->person) : Result<bool>(false);
    if (!here)
        return here.error();
    if (!*here)
        return turnAway(transaction, *enrolment ? (*enrolment)->person.toString() : QString(), request.installation, {}, badCode);
    return join(transaction, **enrolment, request.installation, request.publicKey, {});
}

Result<Admission> Doorkeeper::admitProven(HubTransaction &transaction, const Proven &proven, const InstallationId &installation, const QByteArray &publicKey)
{
    const auto here = isHere(transaction, proven.person);
    if (!here)
        return here.error();
    if (!*here || publicKey.size() != 32)
        return turnAway(transaction, proven.person.toString(), installation, proven.about, u"You are not among the people of this council's records."_s);
    // What must not come twice is noted like a code that was used; it is forgotten when such a code would be.
    if (const auto forgotten = transaction.forgetEnrolments(now() - m_times.codeKeptMs); !forgotten)
        return forgotten.error();
    const QByteArray once = proven.once.isEmpty() ? m_random.bytes(32) : proven.once;
    const EnrolmentRow enrolment { sha256("proof:" + once), proven.person, now() + m_times.codeMs, 0 };
    const auto earlier = transaction.enrolment(enrolment.codeHash);
    if (!earlier)
        return earlier.error();
    if (*earlier)
        return turnAway(transaction, proven.person.toString(), installation, proven.about, u"This sign-in was used already. Sign in again."_s);
    return join(transaction, enrolment, installation, publicKey, proven.about);
}

/// Whoever @p enrolment is for has shown that it is them.
Result<Admission> Doorkeeper::join(HubTransaction &transaction, EnrolmentRow enrolment, const InstallationId &installation, const QByteArray &publicKey,
                                   const Json::Object &about)
{
    const PersonId person = enrolment.person;
    const auto earlier = transaction.installation(installation);
    if (!earlier)
        return earlier.error();
    if (*earlier && (*earlier)->person != person)
        return turnAway(transaction, person.toString(), installation, about,
                        u"This device is enrolled for somebody else. Use a store of its own for each person."_s);
    enrolment.usedAtMs = now();
    if (const auto used = transaction.setEnrolment(enrolment); !used)
        return used.error();
    // An enrolment ends whatever this installation held before.
    if (const auto ended = transaction.revokeTokensOf(installation, now()); !ended)
        return ended.error();
    const InstallationRow row { installation, person, publicKey, now(), 0, *earlier ? (*earlier)->forgottenRestoreAtMs : 0 };
    if (const auto kept = transaction.setInstallation(row); !kept)
        return kept.error();
    if (const auto told = appendAudit(transaction, m_clock.now(), { AuditAction::Joined, person.toString(), row.id, about }); !told)
        return told.error();
    return admit(transaction, row, m_random.bytes(16), 1);
}

/// A new access token and the next refresh token of @p family.
Result<Admission> Doorkeeper::admit(HubTransaction &transaction, const InstallationRow &installation, const QByteArray &family, qint64 generation)
{
    const auto person = m_service.person(transaction, installation.person);
    if (!person)
        return person.error();
    const auto state = transaction.state();
    if (!state)
        return state.error();
    const auto newToken = [this] { return QString::fromLatin1(m_random.bytes(32).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)); };
    wire::EnrolAnswer answer;
    answer.accessToken = newToken();
    answer.refreshToken = newToken();
    answer.accessUntilMs = now() + m_times.accessMs;
    answer.person = installation.person;
    answer.personName = *person ? (*person)->name : QString();
    answer.certificate = certificateBytes({ installation.id, installation.person, installation.publicKey, installation.enrolledAtMs }, m_keys);
    answer.recoveryKey = m_keys.recoveryPublicKey();
    answer.council = state->council;
    if (const auto forgotten = transaction.forgetTokens(family, now() - m_times.accessKeptMs, now() - m_times.refreshKeptMs); !forgotten)
        return forgotten.error();
    const TokenRow access { hashOf(answer.accessToken), false, installation.id, family, generation, answer.accessUntilMs, 0, 0 };
    const TokenRow refresh { hashOf(answer.refreshToken), true, installation.id, family, generation, now() + m_times.refreshMs, 0, 0 };
    for (const TokenRow &token : { access, refresh }) {
        if (const auto kept = transaction.setToken(token); !kept)
            return kept.error();
    }
    return Admission { answer, {}, {} };
}

Result<Admission> Doorkeeper::refresh(HubTransaction &transaction, const wire::RefreshRequest &request)
{
    const auto installation = transaction.installation(request.installation);
    if (!installation)
        return installation.error();
    if (*installation && (*installation)->revokedAtMs > 0) {
        const auto mayCome = mayComeToBeWiped(transaction, **installation);
        if (!mayCome)
            return mayCome.error();
        if (!*mayCome)
            return refused(isRevoked, ErrorCode::HubRefused);
    }
    const auto token = transaction.token(hashOf(request.refreshToken));
    if (!token)
        return token.error();
    const bool isTheirs = *token && (*token)->refresh && (*token)->installation == request.installation && *installation;
    if (isTheirs)
        return refreshKnown(transaction, request, **token, **installation);
    return refreshByProof(transaction, request, *installation);
}

Result<Admission> Doorkeeper::refreshKnown(HubTransaction &transaction, const wire::RefreshRequest &request, const TokenRow &token,
                                           const InstallationRow &installation)
{
    if (!isSignedBy(installation.publicKey, refreshProof(request.installation, request.clockMs, request.refreshToken), request.signature))
        return refused(enrolAgain);
    const auto access = accessOf(transaction, installation.person);
    if (!access)
        return access.error();
    if (token.revokedAtMs > 0 || token.expiresAtMs <= now() || !*access)
        return refused(enrolAgain);
    const auto newest = transaction.newestRefresh(token.family);
    if (!newest)
        return newest.error();
    // The answer to the first use may have been lost: then its successor was never used, and is replaced. A use of anything
    // older means that two hold the family, and the installation ends for both.
    const bool answerWasLost = token.usedAtMs > 0 && (*newest)->generation == token.generation + 1 && (*newest)->usedAtMs == 0;
    if (token.usedAtMs > 0 && !answerWasLost) {
        // Whoever copied the tokens may well hold the key and the certificate too, so a proof of key must not let them in again:
        // the installation ends, and its owner enrols anew.
        if (const auto ended = revoke(transaction, installation.id); !ended)
            return ended.error();
        const auto told = appendAudit(transaction, m_clock.now(), { AuditAction::TokenReused, installation.person.toString(), installation.id });
        return told ? refused(enrolAgain) : Result<Admission>(told.error());
    }
    if (answerWasLost) {
        TokenRow unused = **newest;
        unused.revokedAtMs = now();
        if (const auto ended = transaction.setToken(unused); !ended)
            return ended.error();
    }
    TokenRow used = token;
    used.usedAtMs = now();
    if (const auto kept = transaction.setToken(used); !kept)
        return kept.error();
    // A replaced successor keeps its generation's place, so that the one after it is told apart from it.
    return admit(transaction, installation, token.family, token.generation + 1);
}

/// The hub does not know the token: it was restored to a time before it. The enrolment, signed by a key that was not in the
/// database, and a fresh signature by the installation's key start a new family (decisions 10).
Result<Admission> Doorkeeper::refreshByProof(HubTransaction &transaction, const wire::RefreshRequest &request,
                                             const std::optional<InstallationRow> &installation)
{
    const auto certificate = readCertificate(request.certificate, m_keys);
    const bool isTheirs = certificate && certificate->installation == request.installation
        && (!installation || (installation->publicKey == certificate->publicKey && installation->person == certificate->person));
    const QByteArray proof = refreshProof(request.installation, request.clockMs, request.refreshToken);
    if (!isTheirs || !isSignedBy(certificate->publicKey, proof, request.signature))
        return refused(enrolAgain);
    if (qAbs(request.clockMs - now()) > m_times.proofClockMs)
        return refused(u"This device's clock is more than ten minutes off. Set it right and try again."_s, ErrorCode::InvalidInput);
    const auto access = accessOf(transaction, certificate->person);
    if (!access)
        return access.error();
    if (!*access)
        return refused(enrolAgain);
    InstallationRow row { certificate->installation, certificate->person, certificate->publicKey, certificate->enrolledAtMs, 0, 0 };
    if (installation)
        row.forgottenRestoreAtMs = installation->forgottenRestoreAtMs;
    if (const auto kept = transaction.setInstallation(row); !kept)
        return kept.error();
    const AuditEntry joined { AuditAction::Joined, row.person.toString(), row.id, { { u"by"_s, u"certificate"_s } } };
    if (const auto told = appendAudit(transaction, m_clock.now(), joined); !told)
        return told.error();
    return admit(transaction, row, m_random.bytes(16), 1);
}

/// It reads nothing any more from now on.
Result<void> Doorkeeper::withdraw(HubTransaction &transaction, const InstallationId &installation)
{
    auto row = transaction.installation(installation);
    if (!row)
        return row.error();
    if (!*row)
        return Error { ErrorCode::NotFound, u"No installation has that id."_s };
    (*row)->revokedAtMs = now();
    return transaction.setInstallation(**row);
}

Result<void> Doorkeeper::revoke(HubTransaction &transaction, const InstallationId &installation)
{
    const auto withdrawn = withdraw(transaction, installation);
    return withdrawn ? transaction.revokeTokensOf(installation, now()) : withdrawn;
}

Result<void> Doorkeeper::revokeAndWipe(HubTransaction &transaction, const InstallationId &installation)
{
    // Its tokens stay good: they let it in to be told.
    const auto withdrawn = withdraw(transaction, installation);
    return withdrawn ? transaction.noteDone(wipeMark(installation)) : withdrawn;
}

Result<bool> Doorkeeper::isToBeWiped(HubSnapshot &snapshot, const InstallationId &installation) { return snapshot.isDone(wipeMark(installation)); }

Result<bool> Doorkeeper::mayComeToBeWiped(HubSnapshot &snapshot, const InstallationRow &installation)
{
    const bool isInTime = now() - installation.revokedAtMs < m_times.wipeDays * 24LL * 3600 * 1000;
    return isInTime ? isToBeWiped(snapshot, installation.id) : Result<bool>(false);
}

Result<qint64> Doorkeeper::revokeAllOf(HubTransaction &transaction, const PersonId &person)
{
    const auto installations = transaction.installationsOf(person);
    if (!installations)
        return installations.error();
    for (const InstallationRow &installation : *installations) {
        if (const auto ended = revoke(transaction, installation.id); !ended)
            return ended.error();
    }
    if (const auto ended = withdrawCalendarAddress(transaction, person, m_clock.now()); !ended)
        return ended.error();
    const auto codes = transaction.useUpEnrolmentsOf(person, now());
    return codes ? Result<qint64>(installations->size()) : codes.error();
}

Result<Caller> Doorkeeper::authenticate(HubSnapshot &snapshot, const QString &accessToken)
{
    static const QString notValid = u"The access token is not valid. Renew it."_s;
    const auto token = snapshot.token(hashOf(accessToken));
    if (!token)
        return token.error();
    if (!*token || (*token)->refresh)
        return Error { ErrorCode::NotAllowed, notValid };
    const auto installation = snapshot.installation((*token)->installation);
    if (!installation)
        return installation.error();
    if (!*installation)
        return Error { ErrorCode::NotAllowed, notValid };
    const bool isWithdrawn = (*installation)->revokedAtMs > 0;
    if (isWithdrawn) {
        const auto mayCome = mayComeToBeWiped(snapshot, **installation);
        if (!mayCome)
            return mayCome.error();
        if (!*mayCome)
            return Error { ErrorCode::HubRefused, isRevoked };
    }
    if ((*token)->revokedAtMs > 0 || (*token)->expiresAtMs <= now())
        return Error { ErrorCode::NotAllowed, notValid };
    const auto access = accessOf(snapshot, (*installation)->person);
    if (!access)
        return access.error();
    if (!*access)
        return Error { ErrorCode::NotAllowed, notValid };
    return Caller { (*installation)->id, (*installation)->person, isWithdrawn ? Caller::Access::PushOnly : **access, isWithdrawn };
}

} // namespace sightline::hub
