#include "core/store/known_children.h"

namespace sightline {

Result<QList<ChildPointer>> knownChildren(Store &store)
{
    const auto rows = store.view().ofType(RecordType::Child);
    if (!rows)
        return rows.error();
    QList<ChildPointer> children;
    for (const ViewRow &row : *rows) {
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        const auto child = *body ? childPointerOf(row.id, **body) : Result<ChildPointer>(Error { ErrorCode::NotFound, {} });
        if (child)
            children.append(*child);
    }
    return children;
}

} // namespace sightline
