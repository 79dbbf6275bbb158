#pragma once

#include "core/operations/operation.h"
#include "core/store/store.h"

namespace sightline {

/// An operation of @p kind on @p record with a fresh id and the device's time; the caller fills the rest.
[[nodiscard]] inline Operation newOperation(Store &store, OperationKind kind, const RecordId &record)
{
    Operation operation { .id = newId<OperationId>(store.clock(), store.random()), .record = record };
    operation.kind = kind;
    operation.kindName = operationKindName(kind);
    operation.atMs = store.clock().now().msSinceEpoch;
    return operation;
}

} // namespace sightline
