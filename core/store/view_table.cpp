#include "core/store/view_table.h"

#include "core/base/digest.h"
#include "core/records/fact.h"
#include "core/records/search_words.h"
#include "core/sqlite/sql_text.h"
#include "core/store/base_table.h"
#include "core/store/damaged_table.h"
#include "core/store/outbox_table.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// More rows than this at once are searchable a little later: as many come while somebody looks on, but not in a first pull.
constexpr qsizetype searchedAtOnceMax = 32;

constexpr std::string_view viewColumns = "SELECT id, type, state, form, author, service, team, role, title, about, activity, unit, period_start, done_on, "
                                         "made_at_ms, completed_at_ms, sync_state, open_outcome, target_op, body, observed FROM view ";

Result<ViewRow> readView(const Statement &row)
{
    const auto id = RecordId::fromBytes(row.blob(0));
    const auto type = recordTypeFromName(row.text(1));
    const auto state = recordStateFromName(row.text(2));
    const auto sync = recordSyncFromName(row.text(16));
    if (!id || !type || !state || !sync)
        return Error { ErrorCode::Corrupt, u"A derived row is damaged; deriving it again will mend it."_s };
    ViewRow view { *id,
                   *type,
                   *state,
                   row.text(3),
                   PersonId(row.text(4)),
                   ServiceId(row.text(5)),
                   TeamId(row.text(6)),
                   row.text(7),
                   row.text(8),
                   {},
                   {},
                   {},
                   {},
                   row.integer(14),
                   row.integer(15),
                   *sync,
                   row.text(17),
                   {},
                   {} };
    if (!row.isNull(9)) {
        const auto about = RecordId::fromBytes(row.blob(9));
        if (!about)
            return about.error();
        view.about = *about;
    }
    if (!row.isNull(10))
        view.task = TaskReference { ActivityKey(row.text(10)), row.text(11), row.text(12) };
    if (!row.isNull(13))
        view.doneOn = QDate::fromString(row.text(13), Qt::ISODate);
    if (!row.isNull(20))
        view.observed = PersonId(row.text(20));
    if (!row.isNull(18)) {
        const auto target = OperationId::fromBytes(row.blob(18));
        if (!target)
            return target.error();
        view.target = *target;
    }
    if (!row.isNull(19)) {
        auto body = bodyFromBytes(row.blob(19));
        if (!body)
            return body.error();
        view.body = *std::move(body);
    }
    return view;
}

/// What a body calls itself. Answered forms have no name of their own: a page says the form's title.
QString titleOf(const RecordBody &body)
{
    for (const auto &member : { u"name"_s, u"title"_s }) {
        if (body.type != RecordType::Form && body.type != RecordType::Step && body.answers.value(member).isString())
            return body.answers.value(member).toString().left(200);
    }
    return {};
}

/// The operation a notice is about, and its outcome while the notice is open (sync/hub writes the members).
struct NoticeParts {
    std::optional<OperationId> target;
    QString openOutcome;
};

NoticeParts noticeParts(const RecordBody &body)
{
    NoticeParts parts;
    if (body.type != RecordType::Notice)
        return parts;
    if (const auto id = OperationId::fromString(body.answers.value(u"operation"_s)[u"id"_s].toString()))
        parts.target = *id;
    if (!body.answers.contains(u"closed"_s))
        parts.openOutcome = body.answers.value(u"outcome"_s).toString(u"held"_s);
    return parts;
}

std::optional<QString> orNull(const QString &text) { return text.isEmpty() ? std::nullopt : std::optional(text); }

/// What a row is found by: a later hand also by the author of the record it is on.
Result<QString> wordsOf(Connection &db, const RecordBody &body)
{
    if (body.type != RecordType::Step || !body.about)
        return indexedBy(body, body.author.toString());
    QString author;
    const auto read = db.each(
        "SELECT author FROM view WHERE id = ?", [&author](const Statement &row) { author = row.text(0); }, *body.about);
    return read ? Result<QString>(indexedBy(body, author)) : read.error();
}

} // namespace

Result<void> ViewTable::rebuild(const QSet<RecordId> &records, const PersonId &person)
{
    // A notice changes what is said of the record it is about, so that record follows; notices are about no notices.
    QSet<RecordId> alsoAbout;
    if (const auto looked = look(); !looked)
        return looked;
    m_isMany = records.size() > searchedAtOnceMax;
    for (const RecordId &record : records) {
        if (const auto rebuilt = rebuildOne(record, person, &alsoAbout); !rebuilt)
            return rebuilt.error();
    }
    for (const RecordId &record : alsoAbout) {
        m_changes.records.insert(record);
        if (const auto rebuilt = rebuildOne(record, person, nullptr); !rebuilt)
            return rebuilt.error();
    }
    return {};
}

Result<void> ViewTable::rebuildOne(const RecordId &record, const PersonId &person, QSet<RecordId> *alsoAbout)
{
    std::optional<Searched> before;
    const auto readBefore = m_db.each(
        "SELECT type, about, state, body FROM view WHERE id = ?",
        [&](const Statement &row) {
            before = Searched { row.text(2), row.isNull(3) ? std::optional<QByteArray>() : row.blob(3) };
            if (const auto type = recordTypeFromName(row.text(0))) {
                m_changes.types.insert(*type);
                if (alsoAbout && *type == RecordType::Notice && !row.isNull(1)) {
                    if (const auto about = RecordId::fromBytes(row.blob(1)))
                        alsoAbout->insert(*about);
                }
            }
        },
        record);
    if (!readBefore)
        return readBefore.error();

    // A row that a failing disk has damaged counts as absent until the hub has given it again: it must never keep a person
    // from saving her own words.
    const auto base = m_base.head(record);
    if (!base)
        return base.error();
    const auto own = m_hasOwn ? m_outbox.stampsOf(record) : Result<QList<OutboxStamp>>(QList<OutboxStamp>());
    if (!own)
        return own.error();
    // R12: operations without an answer, or answered at a seq that the base row has not reached.
    const auto liesOver = [&base](const auto &operation) { return !operation.ackSeq || !*base || (*base)->provisional || (*base)->seq < *operation.ackSeq; };
    std::shared_ptr<const RecordBody> shown = *base ? (*base)->body : nullptr;
    std::optional<QByteArray> body;
    bool isLast = false;   // of an operation that the disk gives no more
    if (std::any_of(own->cbegin(), own->cend(), liesOver)) {
        const auto entries = m_outbox.ofRecord(record);
        if (!entries)
            return entries.error();
        // One of them cannot be read, and it has not been put apart yet: what is shown now may be the last there is of its words.
        if (entries->size() < own->size() && before)
            return {};
        QList<Operation> over;
        for (const OutboxEntry &entry : *entries) {
            if (liesOver(entry))
                over.append(entry.operation);
        }
        auto changed = showOver(record, shown != nullptr, over, person);
        if (!changed)
            return changed.error();
        shown = *changed ? std::make_shared<const RecordBody>(**std::move(changed)) : nullptr;
        auto bytes = shown ? bodyBytes(*shown) : Result<QByteArray>(QByteArray());
        if (!bytes)
            return bytes.error();
        body = *std::move(bytes);
    }
    if (!shown && m_hasDamaged) {
        const auto last = m_damaged.shownOf(record);
        if (!last)
            return last.error();
        auto read = *last ? bodyFromBytes(**last) : Result<RecordBody>(Error { ErrorCode::NotFound, {} });
        if (read) {
            shown = std::make_shared<const RecordBody>(*std::move(read));
            body = **last;
            isLast = true;
        }
    }
    if (!shown)
        return removeRow(record);
    const auto sync = isLast ? Result<RecordSync>(RecordSync::Here) : syncOf(record, *own, *base && !(*base)->provisional ? (*base)->seq : -1);
    if (!sync)
        return sync.error();
    m_hasNotices = m_hasNotices || shown->type == RecordType::Notice;
    const NoticeParts notice = noticeParts(*shown);
    const QDate done = shown->type == RecordType::Fact ? doneOn(*shown) : QDate();
    static constexpr std::string_view sql =
        "INSERT INTO view (id, type, state, form, author, service, team, role, title, about, activity, unit, period_start, done_on, "
        "made_at_ms, completed_at_ms, sync_state, open_outcome, target_op, body, observed, replaces) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET type = excluded.type, state = excluded.state, form = excluded.form, author = excluded.author, "
        "service = excluded.service, team = excluded.team, role = excluded.role, title = excluded.title, about = excluded.about, "
        "activity = excluded.activity, unit = excluded.unit, period_start = excluded.period_start, done_on = excluded.done_on, "
        "made_at_ms = excluded.made_at_ms, completed_at_ms = excluded.completed_at_ms, sync_state = excluded.sync_state, "
        "open_outcome = excluded.open_outcome, target_op = excluded.target_op, body = excluded.body, observed = excluded.observed, "
        "replaces = excluded.replaces";
    const auto &task = shown->task;
    const auto put =
        m_db.run(sql, record, recordTypeName(shown->type), recordStateName(shown->state), shown->form, shown->author.toString(), shown->service.toString(),
                 shown->team.toString(), shown->role, titleOf(*shown), shown->about, task ? std::optional(task->activity.toString()) : std::nullopt,
                 task ? std::optional(task->unit) : std::nullopt, task ? std::optional(task->periodStart) : std::nullopt, orNull(done.toString(Qt::ISODate)),
                 shown->madeAtMs, shown->completedAtMs, recordSyncName(*sync), orNull(notice.openOutcome), notice.target, body,
                 shown->observed ? std::optional(shown->observed->toString()) : std::nullopt, replacedBy(*shown));
    if (!put)
        return put.error();
    const auto isIndexed = hasSameWords(record, before, { recordStateName(shown->state), body });
    if (!isIndexed)
        return isIndexed.error();
    if (const auto indexed = *isIndexed ? Result<void>() : indexWords(record, *shown, body.has_value()); !indexed)
        return indexed;
    m_changes.types.insert(shown->type);
    if (alsoAbout && shown->type == RecordType::Notice && shown->about)
        alsoAbout->insert(*shown->about);
    return {};
}

/// What leaves the view is found no more, from the same moment on.
Result<void> ViewTable::removeRow(const RecordId &record)
{
    const auto n = m_db.integer("SELECT n FROM view WHERE id = ?", record);
    if (!n)
        return n.error();
    if (!*n)
        return {};
    if (const auto forgotten = m_words.remove(**n); !forgotten)
        return forgotten;
    if (const auto taken = takeFromLater(**n); !taken)
        return taken;
    const auto removed = m_db.run("DELETE FROM view WHERE n = ?", **n);
    return removed ? Result<void>() : removed.error();
}

/// Whether the words of @p before still find @p now. Completed answers never change, and what a device made comes back from the hub
/// as it was: finding out the words anew would cost more than all else that is done with such a row.
Result<bool> ViewTable::hasSameWords(const RecordId &record, const std::optional<Searched> &before, const Searched &now)
{
    const QString completed = recordStateName(RecordState::Completed);
    if (!before || before->state != completed || now.state != completed)
        return false;
    if (before->over.has_value() == now.over.has_value())
        return before->over == now.over;
    if (!before->over)
        return false;
    const auto stamp = m_base.findStamp(record);
    if (!stamp)
        return stamp.error();
    return *stamp && (*stamp)->hash == sha256(*before->over);
}

/// @p isWhole: @p shown has its answers; else they are read from the base row, for the rows that are searched alone.
Result<void> ViewTable::indexWords(const RecordId &record, const RecordBody &shown, bool isWhole)
{
    if (shown.type != RecordType::Form && shown.type != RecordType::Step)
        return {};
    const auto n = m_db.integer("SELECT n FROM view WHERE id = ?", record);
    if (!n || !*n)
        return n ? Result<void>() : n.error();
    const bool isOfBase = !isWhole && shown.state == RecordState::Completed;
    if (isOfBase && m_isMany)
        return leaveForLater(**n);
    if (const auto taken = takeFromLater(**n); !taken)
        return taken;
    if (isOfBase)
        return indexBase(**n, record);
    const auto words = wordsOf(m_db, shown);
    return words ? m_words.put(**n, *words) : words.error();
}

Result<void> ViewTable::indexBase(qint64 n, const RecordId &record)
{
    const auto row = m_base.find(record);
    if (!row && row.error().code != ErrorCode::Corrupt)
        return row.error();
    const auto body = row && *row ? bodyFromBytes((*row)->body) : Result<RecordBody>(Error { ErrorCode::NotFound, {} });
    const auto words = body ? wordsOf(m_db, *body) : Result<QString>(QString());
    return words ? m_words.put(n, *words) : words.error();
}

Result<void> ViewTable::leaveForLater(qint64 n)
{
    m_hasLater = true;
    const auto left = m_db.run("INSERT OR IGNORE INTO words_later (n) VALUES (?)", n);
    return left ? Result<void>() : left.error();
}

Result<void> ViewTable::takeFromLater(qint64 n)
{
    if (!m_hasLater)
        return {};
    const auto taken = m_db.run("DELETE FROM words_later WHERE n = ?", n);
    m_changes.words = true;   // whoever searches is told how many are still left out
    return taken ? Result<void>() : taken.error();
}

Result<bool> ViewTable::indexSome(int rowsMax)
{
    QList<std::pair<qint64, RecordId>> rows;
    const auto read = m_db.each(
        "SELECT later.n, id FROM words_later AS later JOIN view ON view.n = later.n ORDER BY later.n LIMIT ?",
        [&rows](const Statement &row) -> Result<void> {
            const auto id = RecordId::fromBytes(row.blob(1));
            if (!id)
                return id.error();
            rows.append({ row.integer(0), *id });
            return {};
        },
        rowsMax);
    if (!read)
        return read.error();
    for (const auto &[n, id] : std::as_const(rows)) {
        if (const auto indexed = indexBase(n, id); !indexed)
            return indexed.error();
    }
    const auto done = rows.size() < rowsMax ? m_db.run("DELETE FROM words_later") : m_db.run("DELETE FROM words_later WHERE n <= ?", rows.last().first);
    if (!done)
        return done.error();
    const auto isLeft = hasUnsearched();
    if (isLeft)
        m_changes.words = !*isLeft;
    return isLeft;
}

Result<qint64> ViewTable::unsearched()
{
    const auto count = m_db.integer("SELECT count(*) FROM words_later");
    return count ? Result<qint64>(count->value_or(0)) : count.error();
}

Result<bool> ViewTable::hasUnsearched()
{
    const auto isAny = m_db.integer("SELECT EXISTS (SELECT 1 FROM words_later)");
    return isAny ? Result<bool>(isAny->value_or(1) != 0) : isAny.error();
}

/// The record as operations over its base row, if there is one, leave it.
Result<std::optional<RecordBody>> ViewTable::showOver(const RecordId &record, bool hasBase, const QList<Operation> &over, const PersonId &person)
{
    std::optional<RecordBody> baseBody;
    if (hasBase) {
        const auto row = m_base.find(record);
        if (!row)
            return row.error();
        auto body = bodyFromBytes((*row)->body);
        if (!body)
            return body.error();
        baseBody = *std::move(body);
    }
    return show(baseBody, over, person);
}

/// Whether any record here can be other than simply on the hub: most of a page's rows need not be asked for one by one.
Result<void> ViewTable::look()
{
    const auto own = m_db.integer("SELECT EXISTS (SELECT 1 FROM outbox)");
    if (!own)
        return own.error();
    const auto notices = m_db.integer("SELECT EXISTS (SELECT 1 FROM view WHERE type = 'notice')");
    if (!notices)
        return notices.error();
    const auto damaged = m_db.integer("SELECT EXISTS (SELECT 1 FROM damaged_operation)");
    if (!damaged)
        return damaged.error();
    const auto later = hasUnsearched();
    if (!later)
        return later.error();
    m_hasLater = *later;
    m_hasDamaged = damaged->value_or(1) != 0;
    m_hasOwn = own->value_or(1) != 0;
    m_hasNotices = notices->value_or(1) != 0;
    return {};
}

Result<RecordSync> ViewTable::syncOf(const RecordId &record, const QList<OutboxStamp> &own, qint64 baseSeq)
{
    if (own.isEmpty() && !m_hasNotices)
        return RecordSync::OnHub;
    QMap<QByteArray, QString> notices;   // operation → open outcome, "" once closed
    const auto read = !m_hasNotices ? Result<void>()
                                    : m_db.each(
                                        "SELECT target_op, open_outcome FROM view WHERE about = ? AND type = 'notice' AND target_op IS NOT NULL",
                                        [&notices](const Statement &row) { notices.insert(row.blob(0), row.text(1)); }, record);
    if (!read)
        return read.error();
    bool isHere = false, isSent = false, isKept = false, isConflict = false;
    for (const OutboxStamp &entry : own) {
        if (!entry.ackSeq) {
            (entry.sentAtMs ? isSent : isHere) = true;
            continue;
        }
        const auto notice = notices.constFind(entry.id.toBytes());
        const bool isClosed = notice != notices.constEnd() && notice->isEmpty();
        if (isClosed)
            continue;
        if (entry.outcome == Outcome::Code::Conflict)
            isConflict = true;
        else if (entry.outcome == Outcome::Code::Held)
            isKept = true;
        else if (entry.outcome == Outcome::Code::Waiting && baseSeq < *entry.ackSeq)
            isSent = true;   // the hub has it, and goes on with it by itself: nobody has anything to do
    }
    for (const QString &outcome : notices) {
        if (outcome.isEmpty())
            continue;
        (outcome == u"conflict"_s ? isConflict : isKept) = true;
    }
    // The state that needs a person comes first, then the one furthest from the hub.
    if (isConflict)
        return RecordSync::Conflict;
    if (isKept)
        return RecordSync::Kept;
    if (isHere)
        return RecordSync::Here;
    return isSent ? RecordSync::Sent : RecordSync::OnHub;
}

Result<void> ViewTable::rebuildAll(const PersonId &person)
{
    if (const auto dropped = m_db.run("DELETE FROM view"); !dropped)
        return dropped.error();
    if (const auto cleared = m_words.clear(); !cleared)
        return cleared;
    if (const auto cleared = m_db.run("DELETE FROM words_later"); !cleared)
        return cleared.error();
    // Notices first, so that the records they are about find them.
    QList<RecordId> notices, others;
    const auto read = m_db.each("SELECT id, type = 'notice' FROM base UNION SELECT record_id, 0 FROM outbox "
                                "WHERE record_id NOT IN (SELECT id FROM base) UNION SELECT record_id, 0 FROM damaged_operation "
                                "WHERE record_id NOT IN (SELECT id FROM base)",
                                [&](const Statement &row) -> Result<void> {
                                    const auto id = RecordId::fromBytes(row.blob(0));
                                    if (!id)
                                        return id.error();
                                    (row.integer(1) ? notices : others).append(*id);
                                    return {};
                                });
    if (!read)
        return read.error();
    if (const auto looked = look(); !looked)
        return looked;
    m_isMany = true;
    for (const RecordId &record : notices + others) {
        m_changes.records.insert(record);
        if (const auto rebuilt = rebuildOne(record, person, nullptr); !rebuilt)
            return rebuilt.error();
    }
    return {};
}

template <typename Argument>
Result<QList<ViewRow>> ViewTable::read(std::string_view sql, const Argument &argument)
{
    QList<ViewRow> rows;
    const auto done = m_db.each(
        sql,
        [&rows](const Statement &row) -> Result<void> {
            auto view = readView(row);
            if (!view)
                return view.error();
            rows.append(*std::move(view));
            return {};
        },
        argument);
    if (!done)
        return done.error();
    return rows;
}

template <typename Argument>
Result<std::optional<ViewRow>> ViewTable::readOne(std::string_view sql, const Argument &argument)
{
    const auto rows = read(sql, argument);
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? std::nullopt : std::optional(rows->first());
}

Result<std::optional<ViewRow>> ViewTable::find(const RecordId &id)
{
    static const std::string sql = sqlText({ viewColumns, "WHERE id = ?" });
    return readOne(sql, id);
}

Result<std::optional<ViewRow>> ViewTable::numbered(qint64 n)
{
    static const std::string sql = sqlText({ viewColumns, "WHERE n = ?" });
    return readOne(sql, n);
}

Result<std::optional<RecordType>> ViewTable::typeOf(const RecordId &id)
{
    std::optional<RecordType> type;
    const auto read = m_db.each(
        "SELECT type FROM view WHERE id = ?", [&type](const Statement &row) { type = recordTypeFromName(row.text(0)); }, id);
    if (!read)
        return read.error();
    return type;
}

Result<QList<ViewRow>> ViewTable::ofType(RecordType type)
{
    static const std::string sql = sqlText({ viewColumns, "WHERE type = ? AND state <> 'void' ORDER BY completed_at_ms DESC, made_at_ms DESC, id DESC" });
    return read(sql, recordTypeName(type));
}

Result<QList<ViewRow>> ViewTable::about(const RecordId &record)
{
    static const std::string sql = sqlText({ viewColumns, "WHERE about = ? ORDER BY completed_at_ms, made_at_ms, id" });
    return read(sql, record);
}

Result<QList<ViewRow>> ViewTable::completedTogether(const PersonId &author, qint64 completedAtMs)
{
    static const std::string sql = sqlText({ viewColumns, "WHERE type = 'form' AND completed_at_ms = ?1 ORDER BY id" });
    auto rows = read(sql, completedAtMs);
    if (rows)
        rows->removeIf([&author](const ViewRow &row) { return row.author != author; });
    return rows;
}

Result<std::optional<RecordBody>> ViewTable::body(const RecordId &id)
{
    auto view = find(id);
    if (!view)
        return view.error();
    if (!*view)
        return std::optional<RecordBody>();
    if ((*view)->body)
        return std::move((*view)->body);
    const auto base = m_base.find(id);
    if (!base)
        return base.error();
    if (!*base)
        return Error { ErrorCode::Corrupt, u"A derived row has lost its record; deriving it again will mend it."_s };
    auto body = bodyFromBytes((*base)->body);
    if (!body)
        return body.error();
    return std::optional(*std::move(body));
}

} // namespace sightline
