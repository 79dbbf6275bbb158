#include "core/records/fact.h"

namespace sightline {

using namespace Qt::StringLiterals;

RecordId factIdOf(const RecordId &record) { return RecordId(QUuid::createUuidV5(record.raw(), QByteArrayLiteral("fact"))); }

std::optional<RecordBody> factOf(const RecordId &record, const RecordBody &body, QDate done)
{
    if (body.type != RecordType::Form || body.state != RecordState::Completed || !body.task || !done.isValid())
        return std::nullopt;
    RecordBody fact;
    fact.type = RecordType::Fact;
    fact.state = RecordState::Completed;
    fact.author = body.author;
    fact.service = body.service;
    fact.team = body.team;
    fact.task = body.task;
    fact.about = record;
    fact.role = body.role;
    fact.observed = body.observed;
    fact.madeAtMs = body.completedAtMs;
    fact.completedAtMs = body.completedAtMs;
    fact.answers.insert(u"date"_s, done.toString(Qt::ISODate));
    return fact;
}

QDate doneOn(const RecordBody &fact) { return QDate::fromString(fact.answers.value(u"date"_s).toString(), Qt::ISODate); }

bool isFactOf(const RecordId &factId, const RecordBody &fact, const RecordId &record, const RecordBody &body)
{
    if (factId != factIdOf(record))
        return false;
    auto expected = factOf(record, body, doneOn(fact));
    // A version that did not name the observed person counts less than it could, and wrongs nobody.
    if (expected && !fact.observed)
        expected->observed.reset();
    return fact == expected;
}

} // namespace sightline
