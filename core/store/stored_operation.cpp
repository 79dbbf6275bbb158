#include "core/store/stored_operation.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<Operation> readStoredOperation(const QByteArray &bytes, const QByteArray &id, const QByteArray &record)
{
    const auto damaged = [](const QString &how) { return Error { ErrorCode::Corrupt, u"A stored operation is damaged: %1"_s.arg(how) }; };
    const auto json = parseJson(bytes);
    if (!json)
        return damaged(json.error().detail);
    auto operation = operationFromJson(*json);
    if (!operation)
        return damaged(operation.error().detail);
    if (operation->id.toBytes() != id || operation->record.toBytes() != record)
        return damaged(u"its row names another operation, or another record."_s);
    return operation;
}

} // namespace sightline
