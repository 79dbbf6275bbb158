#include "sync/hub/ops/recovery_book.h"

#include "core/base/digest.h"
#include "core/base/json.h"

#include <sodium.h>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype caseIdLength = 8;

Error noSuchCase(const QString &id) { return { ErrorCode::NotFound, u"No recovery is called \"%1\". \"recovery list\" names them."_s.arg(id.left(40)) }; }

Json caseJson(const RecoveryCase &one)
{
    Json approvals = Json::array();
    for (const RecoveryApproval &approval : one.approvals)
        approvals.append(Json::object({ { u"by"_s, approval.by.toString() }, { u"at"_s, approval.atMs } }));
    return Json::object({ { u"request"_s, wire::recoveryRequestText(one.request) },
                          { u"person"_s, one.person.toString() },
                          { u"asked"_s, one.askedMs },
                          { u"approvals"_s, approvals },
                          { u"answered"_s, one.answeredMs } });
}

QString caseIdOf(const wire::RecoveryRequest &request) { return toHex(sha256(wire::recoveryRequestText(request).toLatin1())).left(caseIdLength); }

Result<RecoveryCase> caseFrom(const Json &json)
{
    const auto request = wire::recoveryRequestFrom(json[u"request"_s].toString());
    if (!request)
        return request.error();
    RecoveryCase one {
        caseIdOf(*request), *request, PersonId(json[u"person"_s].toString()), json[u"asked"_s].toInteger(), {}, json[u"answered"_s].toInteger()
    };
    for (const Json &approval : json[u"approvals"_s].toArray())
        one.approvals.append({ PersonId(approval[u"by"_s].toString()), approval[u"at"_s].toInteger() });
    return one;
}

/// The data key that @p request holds. Errors: WrongKey.
Result<SecretBytes> dataKeyIn(const wire::RecoveryRequest &request, const HubKeys &keys)
{
    auto content = keys.openSealedSecret(request.box);
    if (!content)
        return content.error();
    const QByteArray id = request.installation.toBytes();
    if (content->size() != static_cast<std::size_t>(id.size()) + DatabaseKey::keyBytes || content->view().first(id.size()) != QByteArrayView(id))
        return Error { ErrorCode::WrongKey, u"The request names another device than the one whose key it holds. Nothing was changed."_s };
    return SecretBytes::copyOf(content->view().sliced(id.size()));
}

} // namespace

Result<std::unique_ptr<RecoveryBook>> RecoveryBook::open(const QString &path, const HubKeys &keys)
{
    auto file = SignedFile::open(path, u"recovery"_s, keys);
    if (!file)
        return file.error();
    std::unique_ptr<RecoveryBook> book(new RecoveryBook(std::move(*file), keys));
    if (const auto read = book->read(); !read)
        return read.error();
    return book;
}

Result<void> RecoveryBook::read()
{
    const auto json = m_file->read();
    if (!json)
        return json.error();
    for (const Json &one : (*json)[u"approvers"_s].toArray())
        m_approvers.append(
            { PersonId(one[u"person"_s].toString()), one[u"code"_s].toString().toLatin1(), one[u"since"_s].toInteger(), one[u"withdrawn"_s].toInteger() });
    for (const Json &one : (*json)[u"cases"_s].toArray()) {
        auto read = caseFrom(one);
        if (!read)
            return read.error();
        m_cases.append(*std::move(read));
    }
    return {};
}

Result<void> RecoveryBook::write() const
{
    Json approvers = Json::array();
    for (const RecoveryApprover &one : m_approvers)
        approvers.append(Json::object({ { u"person"_s, one.person.toString() },
                                        { u"code"_s, QString::fromLatin1(one.codeHash) },
                                        { u"since"_s, one.sinceMs },
                                        { u"withdrawn"_s, one.withdrawnMs } }));
    Json cases = Json::array();
    for (const RecoveryCase &one : m_cases)
        cases.append(caseJson(one));
    return m_file->write(Json::object({ { u"format"_s, u"sightline-hub-recovery/1"_s }, { u"approvers"_s, approvers }, { u"cases"_s, cases } }));
}

RecoveryCase *RecoveryBook::find(const QString &id)
{
    const auto found = std::find_if(m_cases.begin(), m_cases.end(), [&id](const RecoveryCase &one) { return one.id == id; });
    return found == m_cases.end() ? nullptr : &*found;
}

Result<void> RecoveryBook::admit(const PersonId &person, const SecretBytes &code, qint64 nowMs)
{
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(hash.data(), reinterpret_cast<const char *>(code.data()), code.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE)
        != 0)
        return Error { ErrorCode::StorageFailure, u"The code needs 64 MiB of memory for a moment, and that is not free now."_s };
    m_approvers.removeIf([&person](const RecoveryApprover &one) { return one.person == person; });
    m_approvers.append({ person, QByteArray(hash.constData()), nowMs, 0 });
    return write();
}

Result<bool> RecoveryBook::withdraw(const PersonId &person, qint64 nowMs)
{
    const auto found =
        std::find_if(m_approvers.begin(), m_approvers.end(), [&person](const RecoveryApprover &one) { return one.person == person && one.withdrawnMs == 0; });
    if (found == m_approvers.end())
        return false;
    found->withdrawnMs = nowMs;
    const auto written = write();
    return written ? Result<bool>(true) : written.error();
}

Result<RecoveryCase> RecoveryBook::ask(const wire::RecoveryRequest &request, const PersonId &person, qint64 nowMs)
{
    if (const auto key = dataKeyIn(request, m_keys); !key)
        return key.error();
    const QString id = caseIdOf(request);
    if (const RecoveryCase *known = find(id))
        return *known;
    m_cases.append({ id, request, person, nowMs, {}, 0 });
    const auto written = write();
    return written ? Result<RecoveryCase>(m_cases.constLast()) : written.error();
}

Result<void> RecoveryBook::prove(const PersonId &by, const SecretBytes &code) const
{
    const auto approver =
        std::find_if(m_approvers.cbegin(), m_approvers.cend(), [&by](const RecoveryApprover &a) { return a.person == by && a.withdrawnMs == 0; });
    // In the same words whatever the reason, so that nobody learns who approves by trying.
    const bool fits = approver != m_approvers.cend()
        && crypto_pwhash_str_verify(approver->codeHash.constData(), reinterpret_cast<const char *>(code.data()), code.size()) == 0;
    if (!fits)
        return Error { ErrorCode::NotAllowed, u"That is nobody who may approve that, or not their code. Nothing was changed."_s };
    return {};
}

Result<RecoveryCase> RecoveryBook::approve(const QString &id, const PersonId &by, const SecretBytes &code, qint64 nowMs)
{
    RecoveryCase *one = find(id);
    if (!one)
        return noSuchCase(id);
    if (const auto proven = prove(by, code); !proven)
        return proven.error();
    if (by == one->person)
        return Error { ErrorCode::NotAllowed, u"Nobody approves the recovery of their own device. Ask two others."_s };
    if (std::any_of(one->approvals.cbegin(), one->approvals.cend(), [&by](const RecoveryApproval &approval) { return approval.by == by; }))
        return Error { ErrorCode::AlreadyExists, u"You have approved this recovery already; it takes a second person."_s };
    one->approvals.append({ by, nowMs });
    const auto written = write();
    return written ? Result<RecoveryCase>(*one) : written.error();
}

Result<QByteArray> RecoveryBook::answer(const QString &id, qint64 nowMs)
{
    RecoveryCase *one = find(id);
    if (!one)
        return noSuchCase(id);
    if (one->approvals.size() < recoveryApprovalsNeeded)
        return Error { ErrorCode::NotAllowed,
                       u"This recovery has %1 of %2 approvals. Two different people have to approve it: recovery approve"_s.arg(one->approvals.size())
                           .arg(recoveryApprovalsNeeded) };
    const auto key = dataKeyIn(one->request, m_keys);
    if (!key)
        return key.error();
    QByteArray sealed(static_cast<qsizetype>(key->size() + crypto_box_SEALBYTES), '\0');
    if (crypto_box_seal(reinterpret_cast<unsigned char *>(sealed.data()), key->data(), key->size(),
                        reinterpret_cast<const unsigned char *>(one->request.answerKey.constData()))
        != 0)
        return Error { ErrorCode::InvalidInput, u"The request's own key is not usable. Let the device ask again."_s };
    one->answeredMs = nowMs;
    const auto written = write();
    return written ? Result<QByteArray>(sealed) : written.error();
}

} // namespace sightline::hub
