#include "core/store/mend_store.h"

#include "core/base/digest.h"
#include "core/operations/operation.h"
#include "core/sqlite/migrator.h"
#include "core/sqlite/salvage.h"
#include "core/sqlite/transaction.h"
#include "core/store/file_table.h"
#include "core/store/meta_table.h"
#include "core/store/outbox_table.h"
#include "core/store/schema.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString mendedKey = u"store.mended"_s;

/// Mends what copying row by row leaves open. All of it is one transaction.
class Mending {
public:
    Mending(Connection &from, Connection &to, QMap<QString, SalvagedTable> copied, const Clock &clock, RandomSource &random)
        : m_from(from), m_to(to), m_copied(std::move(copied)), m_clock(clock), m_random(random), m_meta(to, m_changes), m_files(to),
          m_outbox(to, m_changes, m_files)
    {
    }

    Result<MendedStore> run()
    {
        auto transaction = Transaction::begin(m_to);
        if (!transaction)
            return transaction.error();
        using Stage = Result<void> (Mending::*)();
        for (const Stage stage : { &Mending::proveBytes, &Mending::placeOperations, &Mending::nameOperations, &Mending::nameDrafts, &Mending::keepFiles,
                                   &Mending::askTheHubAgain, &Mending::deriveAgain }) {
            if (const auto done = (this->*stage)(); !done)
                return done.error();
        }
        MendedStore mended;
        mended.isFromHubWhole = areWhole({ u"base"_s, u"in_scope"_s, u"scope"_s, u"set_aside"_s, u"meta"_s });
        // Since the bytes of operations lie apart, their places and answers are the hub's to say again.
        const QString own = m_copied.contains(u"outbox_body"_s) ? u"outbox_body"_s : u"outbox"_s;
        mended.isOwnWorkWhole = areWhole({ own, u"damaged_operation"_s, u"draft"_s, u"file"_s, u"file_chunk"_s });
        mended.atMs = m_clock.now().msSinceEpoch;
        // What a mending before this one could not read is still not here.
        const auto before = lastMending(m_meta);
        if (!before)
            return before.error();
        const bool isOwnWhole = mended.isOwnWorkWhole && (!*before || (*before)->isOwnWorkWhole);
        const Json told = Json::object({ { u"at"_s, mended.atMs }, { u"own"_s, isOwnWhole }, { u"hub"_s, mended.isFromHubWhole } });
        if (const auto noted = m_meta.setText(mendedKey, QString::fromUtf8(writeJson(told))); !noted)
            return noted.error();
        if (const auto committed = transaction->commit(); !committed)
            return committed.error();
        return mended;
    }

private:
    [[nodiscard]] bool areWhole(const QStringList &tables) const
    {
        return std::all_of(tables.cbegin(), tables.cend(), [this](const QString &table) { return m_copied.value(table).isWhole; });
    }

    /// A row whose last bytes lay on a damaged page has come over with those empty. What can be told by its hash or by its form is.
    Result<void> proveBytes()
    {
        const auto isText = [](const QByteArray &bytes) { return parseJson(bytes).hasValue(); };
        QList<qint64> torn;
        const auto base = m_to.each("SELECT n, hash, body FROM base", [&torn](const Statement &row) {
            if (sha256(row.blob(2)) != row.blob(1))
                torn.append(row.integer(0));
        });
        if (!base)
            return base.error();
        for (const qint64 place : std::as_const(torn)) {
            m_copied[u"base"_s].isWhole = false;
            if (const auto removed = m_to.run("DELETE FROM base WHERE n = ?", place); !removed)
                return removed.error();
        }
        // Own words stay, as far as they came: named as damaged, byte for byte.
        for (const auto &[table, sql] : { std::pair(u"outbox_body"_s, std::string_view("SELECT op FROM outbox_body")),
                                          std::pair(u"draft"_s, std::string_view("SELECT body FROM draft")) }) {
            const auto read = m_to.each(sql, [&, name = table](const Statement &row) {
                if (!isText(row.blob(0)))
                    m_copied[name].isWhole = false;
            });
            if (!read)
                return read.error();
        }
        const auto listed = m_to.each("SELECT sha FROM file", [&](const Statement &file) -> Result<void> {
            QCryptographicHash hash(QCryptographicHash::Sha256);
            const auto chunks = m_to.each(
                "SELECT bytes FROM file_chunk WHERE sha = ? ORDER BY n", [&hash](const Statement &chunk) { hash.addData(chunk.blob(0)); }, file.blob(0));
            if (hash.result() != file.blob(0))
                m_copied[u"file_chunk"_s].isWhole = false;
            return chunks;
        });
        return listed;
    }

    /// Operations whose bytes are here and whose row is not: not numbered and not answered, so that the hub is offered them again. It
    /// knows by their ids those it has (R14).
    Result<void> placeOperations()
    {
        if (areWhole({ u"outbox"_s, u"outbox_body"_s, u"meta"_s }))
            return {};
        QList<std::pair<qint64, Operation>> found;
        const auto read = m_to.each("SELECT n, op FROM outbox_body WHERE n NOT IN (SELECT n FROM outbox)", [&found](const Statement &row) {
            const auto json = parseJson(row.blob(1));
            if (auto operation = json ? operationFromJson(*json) : Result<Operation>(json.error()))
                found.append({ row.integer(0), *std::move(operation) });
        });
        if (!read)
            return read.error();
        for (const auto &[place, operation] : found) {
            const auto placed = m_to.run("INSERT OR IGNORE INTO outbox (n, op_id, record_id) VALUES (?, ?, ?)", place, operation.id, operation.record);
            if (!placed)
                return placed.error();
        }
        if (const auto raised = neverNumberTwice(); !raised)
            return raised;
        const auto enrolled = m_meta.isEnrolled();
        if (!enrolled)
            return enrolled.error();
        // Which numbers were given cannot be known for sure any more: what has no answer goes in a stream of its own.
        return *enrolled ? m_outbox.restartStream(newId<StreamId>(m_clock, m_random), OutboxTable::Offer::Unanswered) : Result<void>();
    }

    /// Unanswered operations of which only the indexes still know: named from now on as operations that cannot be read, each with its
    /// record as it was last shown.
    Result<void> nameOperations()
    {
        if (areWhole({ u"outbox"_s, u"outbox_body"_s }))
            return {};
        QList<qint64> unanswered;
        QMap<qint64, QByteArray> ids, records;
        const auto into = [](QMap<qint64, QByteArray> &map) { return [&map](const Statement &row) { map.insert(row.integer(0), row.blob(1)); }; };
        const Result<void> reads[] = {
            m_from.each("SELECT n FROM outbox INDEXED BY outbox_todo WHERE ack_seq IS NULL", [&](const Statement &row) { unanswered.append(row.integer(0)); }),
            m_from.each("SELECT n, op_id FROM outbox ORDER BY op_id", into(ids)),
            m_from.each("SELECT n, record_id FROM outbox INDEXED BY outbox_record ORDER BY record_id", into(records)),
        };
        for (const auto &read : reads) {
            if (!read && read.error().code != ErrorCode::Corrupt)
                return read.error();
        }
        for (const qint64 place : std::as_const(unanswered)) {
            if (!ids.contains(place))
                continue;
            const auto named = m_to.run("INSERT OR IGNORE INTO damaged_operation (n, op_id, record_id, op, found_at_ms, shown) "
                                        "SELECT ?1, ?2, ?3, x'', ?4, (SELECT body FROM view WHERE id = ?3) "
                                        "WHERE ?1 NOT IN (SELECT n FROM outbox) AND ?1 NOT IN (SELECT n FROM outbox_body)",
                                        place, ids.value(place), records.value(place, QByteArray(16, '\0')), m_clock.now().msSinceEpoch);
            if (!named)
                return named.error();
        }
        return {};
    }

    /// Rows beyond the last one in reach may have existed; their places are not given again.
    Result<void> neverNumberTwice()
    {
        constexpr qint64 room = 1'000'000;
        const auto highest = m_to.integer("SELECT max(coalesce((SELECT max(n) FROM outbox_body), 0), coalesce((SELECT max(n) FROM damaged_operation), 0), "
                                          "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0))");
        if (!highest)
            return highest.error();
        if (const auto removed = m_to.run("DELETE FROM sqlite_sequence WHERE name = 'outbox'"); !removed)
            return removed.error();
        const auto set = m_to.run("INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', ?)", highest->value_or(0) + room);
        return set ? Result<void>() : set.error();
    }

    /// Drafts that are out of reach but for their ids, which an index still has: named from now on as drafts that cannot be read.
    Result<void> nameDrafts()
    {
        if (areWhole({ u"draft"_s }))
            return {};
        QList<std::pair<qint64, QByteArray>> known;
        const auto read = m_from.each("SELECT n, id FROM draft ORDER BY id", [&known](const Statement &row) { known.append({ row.integer(0), row.blob(1) }); });
        if (!read && read.error().code != ErrorCode::Corrupt)
            return read.error();
        for (const auto &[place, id] : std::as_const(known)) {
            const auto named = m_to.run("INSERT OR IGNORE INTO draft (n, id, form, body, focus, saved_at_ms) VALUES (?, ?, '', x'', '', 0)", place, id);
            if (!named)
                return named.error();
        }
        return {};
    }

    /// A file is removed when nothing names it; where some names are lost, every file counts as named.
    Result<void> keepFiles()
    {
        if (areWhole({ u"file_record"_s, u"outbox_body"_s, u"draft"_s, u"base"_s }))
            return {};
        const auto kept = m_to.run("INSERT OR IGNORE INTO file_record (sha, record_id) SELECT sha, zeroblob(16) FROM file");
        return kept ? Result<void>() : kept.error();
    }

    /// As at a new epoch: shown until a complete pull has confirmed it or not.
    Result<void> askTheHubAgain()
    {
        if (areWhole({ u"base"_s, u"in_scope"_s, u"scope"_s, u"set_aside"_s, u"meta"_s }))
            return {};
        for (const std::string_view sql : { "DELETE FROM scope", "DELETE FROM in_scope", "DELETE FROM set_aside", "UPDATE base SET provisional = 1" }) {
            if (const auto done = m_to.run(sql); !done)
                return done.error();
        }
        auto state = m_meta.syncState();
        if (!state)
            return state.error();
        state->sweepPending = true;
        return m_meta.setSyncState(*state);
    }

    /// At the next opening, when everything else is in its place.
    Result<void> deriveAgain() { return m_meta.setNumber(u"view.derivation"_s, 0); }

    Connection &m_from;
    Connection &m_to;
    QMap<QString, SalvagedTable> m_copied;
    const Clock &m_clock;
    RandomSource &m_random;
    Changes m_changes;   // nobody listens yet
    MetaTable m_meta;
    FileTable m_files;
    OutboxTable m_outbox;
};

/// A copy of a database file and its WAL, removed at the end.
class Copy {
public:
    Copy(const QString &from, QString to) : m_path(std::move(to))
    {
        remove();
        m_isWhole = QFile::copy(from, m_path) && (!QFile::exists(from + u"-wal"_s) || QFile::copy(from + u"-wal"_s, m_path + u"-wal"_s));
    }
    ~Copy() { remove(); }
    Copy(const Copy &) = delete;
    Copy &operator=(const Copy &) = delete;

    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    void remove() const
    {
        for (const QString &part : { QString(), u"-wal"_s, u"-shm"_s })
            QFile::remove(m_path + part);
    }
    QString m_path;
    bool m_isWhole = false;
};

} // namespace

Result<MendedStore> mendStore(const ConnectionOptions &damaged, const ConnectionOptions &fresh, const Clock &clock, RandomSource &random)
{
    const Copy copy(damaged.path, fresh.path + u".copy"_s);
    if (!copy.isWhole())
        return Error { ErrorCode::StorageFailure, u"The damaged database cannot be copied, so it cannot be mended: %1."_s.arg(damaged.path) };
    const auto blanked = blankDamagedPages(copy.path(), *damaged.key, fresh.path + u".blank"_s);
    if (!blanked)
        return blanked.error();
    const auto from = Connection::open({ .path = copy.path(), .key = damaged.key, .mode = OpenMode::ReadWrite });
    if (!from)
        return from.error();
    const auto structure = *blanked > 0 ? Result<QString>(QString()) : (*from)->integrityCheck();
    if (structure && *structure == "ok"_L1)
        return Error { ErrorCode::NotFound, u"Nothing in the database is damaged."_s };
    const auto to = Connection::open(fresh);
    if (!to)
        return to.error();
    const auto copied = salvage(**from, **to);
    if (!copied)
        return copied.error();
    if (!copied->contains(u"meta"_s) || !copied->contains(u"outbox"_s))
        return Error { ErrorCode::Corrupt, u"The database does not say any more what it holds."_s };
    if (const auto migrated = migrate(**to, storeMigrations()); !migrated)
        return migrated.error();
    auto mended = Mending(**from, **to, *copied, clock, random).run();
    if (!mended)
        return mended;
    if (const auto moved = (*to)->checkpoint(); !moved)
        return moved.error();
    return mended;
}

Result<std::optional<MendedStore>> lastMending(MetaTable &meta)
{
    const auto text = meta.text(mendedKey);
    if (!text)
        return text.error();
    const auto told = parseJson(text->toUtf8());
    if (!told)
        return std::optional<MendedStore>();
    return std::optional(MendedStore { (*told)[u"own"_s].toBool(), (*told)[u"hub"_s].toBool(), (*told)[u"at"_s].toInteger() });
}

} // namespace sightline
