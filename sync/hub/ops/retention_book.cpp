#include "sync/hub/ops/retention_book.h"

#include <algorithm>
#include <array>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

template <typename Choice>
struct Word {
    Choice choice;
    QLatin1StringView word;
};
template <typename Choice>
Word(Choice, QLatin1StringView) -> Word<Choice>;   // clang 14 deduces none for an aggregate

constexpr std::array holdWords { Word { HoldOn::Record, "record"_L1 }, Word { HoldOn::Child, "child"_L1 }, Word { HoldOn::Person, "person"_L1 } };
constexpr std::array keepWords { Word { KeepFrom::Completed, "completed"_L1 }, Word { KeepFrom::Changed, "changed"_L1 },
                                 Word { KeepFrom::ChildEnded, "child-ended"_L1 } };

template <typename Words, typename Choice>
QString wordOf(const Words &words, Choice choice)
{
    return std::find_if(words.begin(), words.end(), [choice](const auto &one) { return one.choice == choice; })->word;
}

template <typename Choice, typename Words>
std::optional<Choice> choiceOf(const Words &words, const QString &word)
{
    const auto found = std::find_if(words.begin(), words.end(), [&word](const auto &one) { return one.word == word; });
    return found == words.end() ? std::nullopt : std::optional<Choice>(found->choice);
}

Error damagedBook() { return { ErrorCode::Corrupt, u"The retention file beside the keys says something that this program cannot read."_s }; }
Error noSuchErasure(const QString &id) { return { ErrorCode::NotFound, u"No erasure is called \"%1\". \"erase list\" names them."_s.arg(id.left(40)) }; }

Json ruleJson(const RetentionRule &rule)
{
    return Json::object({ { u"what"_s, rule.what }, { u"months"_s, qint64(rule.months) }, { u"from"_s, keepFromWord(rule.from) }, { u"basis"_s, rule.basis } });
}

Json holdJson(const LegalHold &hold)
{
    return Json::object({ { u"id"_s, hold.id },
                          { u"on"_s, holdWord(hold.on) },
                          { u"subject"_s, hold.subject },
                          { u"reference"_s, hold.reference },
                          { u"placed_by"_s, hold.placedBy },
                          { u"placed"_s, hold.placedMs },
                          { u"lifted_by"_s, hold.liftedBy },
                          { u"lifted"_s, hold.liftedMs } });
}

Json erasureCaseJson(const ErasureCase &one)
{
    Json approvals = Json::array(), roots = Json::array();
    for (const RecoveryApproval &approval : one.approvals)
        approvals.append(Json::object({ { u"by"_s, approval.by.toString() }, { u"at"_s, approval.atMs } }));
    for (const RecordId &root : one.roots)
        roots.append(root.toString());
    return Json::object({ { u"id"_s, one.id },
                          { u"reason"_s, one.reason },
                          { u"reference"_s, one.reference },
                          { u"asked_by"_s, one.askedBy },
                          { u"asked"_s, one.askedMs },
                          { u"roots"_s, roots },
                          { u"list"_s, erasureList(one.order) },
                          { u"by"_s, one.order.by },
                          { u"approvals"_s, approvals },
                          { u"begun"_s, one.begunMs },
                          { u"receipt"_s, one.receipt } });
}

Result<ErasureCase> erasureCaseFrom(const Json &json)
{
    ErasureCase one { json[u"id"_s].toString(),
                      json[u"reason"_s].toString(),
                      json[u"reference"_s].toString(),
                      json[u"asked_by"_s].toString(),
                      json[u"asked"_s].toInteger(),
                      {},
                      {} };
    for (const Json &root : json[u"roots"_s].toArray()) {
        const auto id = RecordId::fromString(root.toString());
        if (!id)
            return damagedBook();
        one.roots.append(*id);
    }
    one.order = { one.id, one.reason, one.reference, json[u"by"_s].toString(), {}, {}, {} };
    const Json list = json[u"list"_s];
    for (const Json &record : list[u"records"_s].toArray()) {
        const auto id = RecordId::fromString(record[u"id"_s].toString());
        if (!id)
            return damagedBook();
        one.order.records.append({ *id, record[u"type"_s].toString(), QByteArray::fromHex(record[u"hash"_s].toString().toLatin1()) });
    }
    for (const Json &operation : list[u"operations"_s].toArray()) {
        const auto id = OperationId::fromString(operation[u"id"_s].toString());
        if (!id)
            return damagedBook();
        one.order.operations.append({ *id, QByteArray::fromHex(operation[u"digest"_s].toString().toLatin1()) });
    }
    for (const Json &notice : list[u"notices"_s].toArray()) {
        const auto id = RecordId::fromString(notice.toString());
        if (!id)
            return damagedBook();
        one.order.notices.append(*id);
    }
    for (const Json &approval : json[u"approvals"_s].toArray())
        one.approvals.append({ PersonId(approval[u"by"_s].toString()), approval[u"at"_s].toInteger() });
    one.begunMs = json[u"begun"_s].toInteger();
    one.receipt = json[u"receipt"_s];
    return one;
}

} // namespace

QString holdWord(HoldOn on) { return wordOf(holdWords, on); }
std::optional<HoldOn> holdFrom(const QString &word) { return choiceOf<HoldOn>(holdWords, word); }
QString keepFromWord(KeepFrom from) { return wordOf(keepWords, from); }
std::optional<KeepFrom> keepFromFrom(const QString &word) { return choiceOf<KeepFrom>(keepWords, word); }

const QStringList &erasureReasons()
{
    static const QStringList reasons { u"retention"_s, u"request"_s, u"law"_s, u"error"_s };
    return reasons;
}

Result<std::unique_ptr<RetentionBook>> RetentionBook::open(const QString &path, const HubKeys &keys)
{
    auto file = SignedFile::open(path, u"retention"_s, keys);
    if (!file)
        return file.error();
    std::unique_ptr<RetentionBook> book(new RetentionBook(std::move(*file)));
    if (const auto read = book->read(); !read)
        return read.error();
    return book;
}

Result<void> RetentionBook::read()
{
    const auto json = m_file->read();
    if (!json)
        return json.error();
    for (const Json &one : (*json)[u"rules"_s].toArray()) {
        const auto from = keepFromFrom(one[u"from"_s].toString());
        if (!from)
            return damagedBook();
        m_rules.append({ one[u"what"_s].toString(), static_cast<int>(one[u"months"_s].toInteger()), *from, one[u"basis"_s].toString() });
    }
    for (const Json &one : (*json)[u"holds"_s].toArray()) {
        const auto on = holdFrom(one[u"on"_s].toString());
        if (!on)
            return damagedBook();
        m_holds.append({ one[u"id"_s].toString(), *on, one[u"subject"_s].toString(), one[u"reference"_s].toString(), one[u"placed_by"_s].toString(),
                         one[u"placed"_s].toInteger(), one[u"lifted_by"_s].toString(), one[u"lifted"_s].toInteger() });
    }
    for (const Json &one : (*json)[u"erasures"_s].toArray()) {
        auto read = erasureCaseFrom(one);
        if (!read)
            return read.error();
        m_cases.append(*std::move(read));
    }
    return {};
}

Result<void> RetentionBook::write() const
{
    Json rules = Json::array(), holds = Json::array(), erasures = Json::array();
    for (const RetentionRule &rule : m_rules)
        rules.append(ruleJson(rule));
    for (const LegalHold &hold : m_holds)
        holds.append(holdJson(hold));
    for (const ErasureCase &one : m_cases)
        erasures.append(erasureCaseJson(one));
    return m_file->write(
        Json::object({ { u"format"_s, u"sightline-hub-retention/1"_s }, { u"rules"_s, rules }, { u"holds"_s, holds }, { u"erasures"_s, erasures } }));
}

ErasureCase *RetentionBook::find(const QString &id)
{
    const auto found = std::find_if(m_cases.begin(), m_cases.end(), [&id](const ErasureCase &one) { return one.id == id; });
    return found == m_cases.end() ? nullptr : &*found;
}

Result<ErasureCase> RetentionBook::erasure(const QString &id) const
{
    const auto found = std::find_if(m_cases.cbegin(), m_cases.cend(), [&id](const ErasureCase &one) { return one.id == id; });
    return found == m_cases.cend() ? Result<ErasureCase>(noSuchErasure(id)) : *found;
}

Result<void> RetentionBook::setRule(const RetentionRule &rule)
{
    m_rules.removeIf([&rule](const RetentionRule &one) { return one.what == rule.what; });
    m_rules.append(rule);
    std::sort(m_rules.begin(), m_rules.end(), [](const RetentionRule &a, const RetentionRule &b) { return a.what < b.what; });
    return write();
}

Result<bool> RetentionBook::dropRule(const QString &what)
{
    if (m_rules.removeIf([&what](const RetentionRule &one) { return one.what == what; }) == 0)
        return false;
    const auto written = write();
    return written ? Result<bool>(true) : written.error();
}

Result<void> RetentionBook::place(const LegalHold &hold)
{
    m_holds.append(hold);
    return write();
}

Result<LegalHold> RetentionBook::lift(const QString &id, const QString &by, qint64 nowMs)
{
    const auto found = std::find_if(m_holds.begin(), m_holds.end(), [&id](const LegalHold &one) { return one.id == id && one.liftedMs == 0; });
    if (found == m_holds.end())
        return Error { ErrorCode::NotFound, u"No hold called \"%1\" is in place. \"hold list\" names them."_s.arg(id.left(40)) };
    found->liftedBy = by;
    found->liftedMs = nowMs;
    const auto written = write();
    return written ? Result<LegalHold>(*found) : written.error();
}

Result<void> RetentionBook::ask(const ErasureCase &asked)
{
    m_cases.append(asked);
    return write();
}

Result<ErasureCase> RetentionBook::approve(const QString &id, const PersonId &by, qint64 nowMs)
{
    ErasureCase *one = find(id);
    if (!one)
        return noSuchErasure(id);
    if (one->begunMs > 0)
        return Error { ErrorCode::NotAllowed, u"This erasure is being carried out, or was: nothing is left to approve."_s };
    if (std::any_of(one->approvals.cbegin(), one->approvals.cend(), [&by](const RecoveryApproval &approval) { return approval.by == by; }))
        return Error { ErrorCode::AlreadyExists, u"You have approved this erasure already; it takes a second person."_s };
    one->approvals.append({ by, nowMs });
    const auto written = write();
    return written ? Result<ErasureCase>(*one) : written.error();
}

Result<ErasureCase> RetentionBook::begin(const QString &id, const QString &by, qint64 nowMs)
{
    ErasureCase *one = find(id);
    if (!one)
        return noSuchErasure(id);
    if (one->approvals.size() < erasureApprovalsNeeded)
        return Error { ErrorCode::NotAllowed,
                       u"This erasure has %1 of %2 approvals, and nothing was erased. Two different people have to approve it: erase approve"_s
                           .arg(one->approvals.size())
                           .arg(erasureApprovalsNeeded) };
    if (one->begunMs == 0) {
        one->begunMs = nowMs;
        one->order.by = by;
    }
    const auto written = write();
    return written ? Result<ErasureCase>(*one) : written.error();
}

Result<void> RetentionBook::finish(const QString &id, const Json &receipt)
{
    ErasureCase *one = find(id);
    if (!one)
        return noSuchErasure(id);
    one->receipt = receipt;
    return write();
}

} // namespace sightline::hub
