#include "sync/client/enrol.h"

#include "core/store/reading_lease.h"
#include "sync/client/hub_pins.h"
#include "sync/client/limits.h"
#include "sync/client/refusal.h"
#include "sync/client/reply_fault.h"
#include "sync/client/show_who.h"
#include "sync/protocol/codec.h"

#include <sodium.h>

#include <QtEndian>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

struct KeyPair {
    QByteArray publicKey;
    SecretBytes privateKey;
};

KeyPair newKeyPair()
{
    KeyPair pair { QByteArray(crypto_sign_PUBLICKEYBYTES, '\0'), SecretBytes(crypto_sign_SECRETKEYBYTES) };
    if (sodium_init() < 0 || crypto_sign_keypair(reinterpret_cast<unsigned char *>(pair.publicKey.data()), pair.privateKey.data()) != 0)
        qFatal("libsodium could not make a key pair.");
    return pair;
}

Result<void> checkPerson(Store &store, const PersonId &person)
{
    const auto enrolled = store.meta().isEnrolled();
    if (!enrolled)
        return enrolled.error();
    if (!*enrolled)
        return {};
    const auto present = store.meta().enrolment();
    if (!present)
        return present.error();
    if (present->person == person)
        return {};
    return Error { ErrorCode::NotAllowed, u"This store belongs to another person; use a new folder for each person."_s };
}

/// Stores the new identity. Unsent work goes out under it, numbered from 1 in a new stream (R17).
Result<void> keep(Store &store, const Enrolment &enrolment, const SecretBytes &privateKey, const SessionTokens &tokens, const QList<QByteArray> &pins)
{
    if (const auto same = checkPerson(store, enrolment.person); !same)
        return same;
    const auto before = store.meta().enrolment();
    const bool isSameHub = before && before->hubUrl == enrolment.hubUrl;
    return store.transact([&]() -> Result<void> {
        // A code typed by hand says nothing of a certificate, and takes away nothing that an invitation said.
        if (!pins.isEmpty() || !isSameHub) {
            if (const auto set = setHubPins(store, pins); !set)
                return set;
        }
        if (const auto set = store.meta().setEnrolment(enrolment, privateKey); !set)
            return set;
        if (const auto set = store.meta().setTokens(tokens); !set)
            return set;
        return store.outbox().restartStream(newId<StreamId>(store.clock(), store.random()), OutboxTable::Offer::Unanswered);
    });
}

} // namespace

QByteArray renewalText(const InstallationId &installation, qint64 clockMs, const QString &refreshToken)
{
    QByteArray clock(8, '\0');
    qToBigEndian(clockMs, clock.data());
    return "sightline-refresh" + installation.toBytes() + clock + refreshToken.toUtf8();
}

namespace {

/// Why the hub does not let in whoever showed @p proof.
Error notLetIn(const JoinProof &proof, const Reply &reply, EnrolFault &fault, QString &hubSaid)
{
    const auto said = parseJson(reply.body);
    if (said && (*said)[u"error"_s].toString() == "unknown_person"_L1) {
        fault = EnrolFault::UnknownPerson;
        static constexpr qsizetype lengthMax = 300;
        hubSaid = (*said)[u"detail"_s].toString().left(lengthMax);
        return { ErrorCode::NotAllowed, u"The council's sign-in knows you, and Sightline does not yet. Nothing was changed. "_s + hubSaid };
    }
    if (std::holds_alternative<AccountProof>(proof)) {
        fault = EnrolFault::AccountRefused;
        return {
            ErrorCode::NotAllowed,
            u"The hub does not take the account, the password or the code. After several wrong tries it takes none for some minutes. Nothing was changed."_s
        };
    }
    if (std::holds_alternative<BrowserProof>(proof)) {
        fault = EnrolFault::NotSignedIn;
        return { ErrorCode::NotAllowed, u"The hub could not prove the sign-in. Nothing was changed. Sign in again."_s };
    }
    fault = EnrolFault::CodeRefused;
    return { ErrorCode::NotAllowed, u"The hub does not take this code: it is wrong, used already or too old. Ask for a new one."_s };
}

} // namespace

Result<Enrolment> enrolDevice(StoreAccess &access, Transport &transport, const QString &hubUrl, const JoinProof &proof, const EnrolWatch &watch)
{
    const auto failed = [&watch](EnrolFault fault, const Error &error) {
        if (watch.fault)
            *watch.fault = fault;
        return error;
    };
    const KeyPair keys = newKeyPair();
    std::optional<InstallationId> installation;
    qint64 now = 0;
    const auto asked = access.run([&](Store &store) {
        installation = newId<InstallationId>(store.clock(), store.random());
        now = store.clock().now().msSinceEpoch;
    });
    if (!asked)
        return failed(EnrolFault::Device, asked.error());
    const auto showing = showWho(proof, { keys.publicKey, *installation }, transport, watch);
    if (!showing)
        return showing.error();
    const Reply reply = transport.call({ .path = showing->path, .body = showing->body, .timeoutMs = limits::answerTimeoutMs, .givenUp = watch.givenUp });
    if (isHubsRefusal(reply)) {
        EnrolFault fault = EnrolFault::None;
        QString said;
        const Error error = notLetIn(proof, reply, fault, said);
        if (watch.hubSaid)
            *watch.hubSaid = said;
        return failed(fault, error);
    }
    if (reply.kind == Reply::Kind::Answered && reply.status == 404 && !std::holds_alternative<QString>(proof))
        return failed(EnrolFault::NotOffered, { ErrorCode::NotAllowed, u"This hub lets nobody join so. Nothing was changed. Join with a code."_s });
    // What came may have been cut off on its way back: the hub may have taken the code.
    const QString askAgain = u" If the code is not taken next time, ask for a new one."_s;
    if (!reply.isOk()) {
        Error error = errorOf(reply, u"Joining the hub"_s);
        if (error.code == ErrorCode::HubUnreachable)
            error.detail += askAgain;
        return failed(faultOf(reply), error);
    }
    const auto answer = wire::decodeEnrolAnswer(reply.body);
    if (!answer) {
        const auto fault = answer.error().code == ErrorCode::UnsupportedVersion ? EnrolFault::OtherVersion : EnrolFault::NotAHub;
        return failed(fault, { answer.error().code, answer.error().detail + askAgain });
    }
    const Enrolment enrolment {
        hubUrl, *installation, answer->person, answer->personName, answer->council, keys.publicKey, answer->certificate, answer->recoveryKey, now
    };
    Result<void> kept;
    const auto ran = access.run([&](Store &store) {
        kept = keep(store, enrolment, keys.privateKey, { answer->accessToken, answer->refreshToken, answer->accessUntilMs }, watch.pins);
    });
    if (!ran)
        return failed(EnrolFault::Device, ran.error());
    if (!kept)
        return failed(kept.error().code == ErrorCode::NotAllowed ? EnrolFault::OtherPersons : EnrolFault::Device, kept.error());
    return enrolment;
}

Result<SessionTokens> renewTokens(StoreAccess &access, Transport &transport, qint64 *retryAfterMs)
{
    Result<wire::RefreshRequest> request = Error { ErrorCode::Cancelled, {} };
    const auto ran = access.run([&](Store &store) {
        request = [&]() -> Result<wire::RefreshRequest> {
            const auto enrolment = store.meta().enrolment();
            const auto key = store.meta().privateKey();
            const auto tokens = store.meta().tokens();
            const auto state = store.meta().syncState();
            if (!enrolment || !key || !tokens || !state)
                return !enrolment ? enrolment.error() : !key ? key.error() : !tokens ? tokens.error() : state.error();
            // The hub believes a proof of its own time only; a tablet's clock may be years off, so what was measured is added.
            const qint64 clockMs = store.clock().now().msSinceEpoch + state->hubClockAheadMs;
            wire::RefreshRequest out { enrolment->installation, tokens->refresh, enrolment->certificate, clockMs, QByteArray(crypto_sign_BYTES, '\0') };
            const QByteArray text = renewalText(out.installation, out.clockMs, out.refreshToken);
            crypto_sign_detached(reinterpret_cast<unsigned char *>(out.signature.data()), nullptr, reinterpret_cast<const unsigned char *>(text.constData()),
                                 static_cast<unsigned long long>(text.size()), key->data());
            return out;
        }();
    });
    if (!ran)
        return ran.error();
    if (!request)
        return request.error();
    const Reply reply = transport.call({ .path = u"/v1/session/refresh"_s, .body = wire::encode(*request), .timeoutMs = limits::answerTimeoutMs });
    if (retryAfterMs)
        *retryAfterMs = reply.retryAfterMs;
    if (isHubsRefusal(reply)) {
        Result<void> closed;
        const auto written = access.run([&](Store &store) { closed = closeReading(store); });
        if (!written || !closed)
            return written ? closed.error() : written.error();
        return Error { ErrorCode::NotAllowed, u"The hub no longer takes this device's key; join again with a new code. Work stays here."_s };
    }
    if (!reply.isOk())
        return errorOf(reply, u"Renewing the session"_s);
    const auto answer = wire::decodeEnrolAnswer(reply.body);
    if (!answer)
        return answer.error();
    const SessionTokens tokens { answer->accessToken, answer->refreshToken, answer->accessUntilMs };
    Result<void> kept;
    const auto stored = access.run([&](Store &store) { kept = store.transact([&] { return store.meta().setTokens(tokens); }); });
    if (!stored)
        return stored.error();
    if (!kept)
        return kept.error();
    return tokens;
}

} // namespace sightline::sync
