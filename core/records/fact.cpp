#include "core/records/fact.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {
const QString dateMember = u"date"_s;
const QString replacesMember = u"replaces"_s;
} // namespace

RecordId factIdOf(const RecordId &record) { return RecordId(QUuid::createUuidV5(record.raw(), QByteArrayLiteral("fact"))); }

std::optional<RecordBody> factOf(const RecordId &record, const RecordBody &body, QDate done)
{
    if (body.type != RecordType::Form || body.state != RecordState::Completed || !body.task || (!done.isValid() && !body.about))
        return std::nullopt;
    RecordBody fact;
    fact.type = RecordType::Fact;
    fact.state = RecordState::Completed;
    fact.author = body.author;
    fact.service = body.service;
    fact.team = body.team;
    fact.task = body.task;
    fact.edition = body.edition;
    fact.about = record;
    fact.role = body.role;
    fact.observed = body.observed;
    fact.madeAtMs = body.completedAtMs;
    fact.completedAtMs = body.completedAtMs;
    if (done.isValid())
        fact.answers.insert(dateMember, done.toString(Qt::ISODate));
    if (body.about)
        fact.answers.insert(replacesMember, factIdOf(*body.about).toString());
    return fact;
}

std::optional<RecordId> replacedBy(const RecordBody &fact)
{
    const auto id = fact.type == RecordType::Fact ? RecordId::fromString(fact.answers.value(replacesMember).toString()) : Error { ErrorCode::NotFound, {} };
    return id ? std::optional(*id) : std::nullopt;
}

QDate doneOn(const RecordBody &fact) { return QDate::fromString(fact.answers.value(dateMember).toString(), Qt::ISODate); }

bool isFactOf(const RecordId &factId, const RecordBody &fact, const RecordId &record, const RecordBody &body)
{
    if (factId != factIdOf(record))
        return false;
    auto expected = factOf(record, body, doneOn(fact));
    // A version that did not name the observed person counts less than it could, and wrongs nobody.
    if (expected && !fact.observed)
        expected->observed.reset();
    // Nor does one that did not name the edition.
    if (expected && fact.edition.isEmpty())
        expected->edition.clear();
    return fact == expected;
}

} // namespace sightline
