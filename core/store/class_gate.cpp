#include "core/store/class_gate.h"

#include "core/store/known_readers.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// What @p person is by the rows that can be read: a colleague's that is damaged closes nobody's records. While their own is damaged nobody
/// here can say; the hub, which gives an elected member nothing else, can, and the repair brings the row again.
Result<ReaderKind> kindOfReader(Store &store, const QString &person)
{
    using Kept = QPair<QString, ReaderKind>;
    const QString keptAs = u"kind of reader"_s;
    if (const auto *kept = store.derived(keptAs)) {
        if (const auto known = std::any_cast<Kept>(kept->value); known.first == person)
            return known.second;
    }
    const auto rows = store.view().ofType(RecordType::Person);
    if (!rows)
        return rows.error().code == ErrorCode::Corrupt ? Result<ReaderKind>(ReaderKind::Staff) : rows.error();
    ReaderKind kind = ReaderKind::Staff;
    for (const ViewRow &row : *rows) {
        const auto body = store.view().body(row.id);
        if (!body && body.error().code != ErrorCode::Corrupt)
            return body.error();
        const auto read = body && *body ? personFromJson(Json((*body)->answers)) : Result<Person>(Error { ErrorCode::NotFound, {} });
        if (read && read->id == PersonId(person))
            kind = readerKindOf(*read);
    }
    store.keepDerived(keptAs, Kept(person, kind), { RecordType::Person });
    return kind;
}

} // namespace

Result<bool> classLetsRead(Store &store, const RecordId &record)
{
    const auto me = store.meta().text(u"enrolment.person"_s);
    if (!me)
        return me.error();
    const auto kind = kindOfReader(store, *me);
    if (!kind)
        return kind.error();
    if (*kind == ReaderKind::Staff)
        return true;
    const auto body = store.view().body(record);
    if (!body)
        return body.error();
    if (!*body)
        return true;
    constexpr int chainMax = 8;   // as the hub's: deeper than any form's hands go
    std::optional<RecordBody> root;
    std::optional<RecordId> next = (*body)->type == RecordType::Step ? (*body)->about : std::nullopt;
    for (int depth = 0; next && depth < chainMax; ++depth) {
        auto found = store.view().body(*next);
        if (!found)
            return found.error();
        if (!*found)
            break;
        root = *std::move(found);
        next = root->type == RecordType::Step ? root->about : std::nullopt;
    }
    const auto readers = knownReaders(store, QDateTime::fromMSecsSinceEpoch(store.clock().now().msSinceEpoch, Qt::UTC).date());
    if (!readers)
        return readers.error();
    return (*readers)->letsRead(PersonId(*me), **body, root ? &*root : nullptr);
}

} // namespace sightline
