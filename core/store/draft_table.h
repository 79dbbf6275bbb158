#pragma once

#include "core/base/instant.h"
#include "core/records/record.h"
#include "core/sqlite/connection.h"
#include "core/store/changes.h"

namespace sightline {

/// A record being written, on this device only (decisions 15).
struct Draft {
    RecordId id;
    RecordBody body;                        ///< state Draft; its answers are the map of core/forms/answers.h
    QString focus;                          ///< key of the field in focus, so that the app reopens on it
    qint64 savedAtMs = 0;
    std::optional<qint64> discardedAtMs;    ///< deleted by its author; can be brought back for 7 days (decisions 4)
    friend bool operator==(const Draft &, const Draft &) = default;
};

/// A draft that this program cannot read: a failing disk, or a fault of ours. It stays as it is.
struct DamagedDraft {
    QByteArray id;       ///< as stored
    QByteArray bytes;    ///< of its body, as stored; empty where the disk does not give even those
};

/// Where a draft is, without reading it.
enum class DraftStanding {
    Absent,      ///< there is none of that id
    Open,
    Discarded,   ///< can be brought back
    Aside,       ///< completed a moment ago; can be taken back
};

/// Table `draft`. Those kept aside are seen by none of the others. Thread: the store's. Errors of all: those of the database; Corrupt where a stored draft cannot be read.
class DraftTable {
public:
    DraftTable(Connection &db, Changes &changes) : m_db(db), m_changes(changes) { }

    /// Writes the whole draft, new or not.
    [[nodiscard]] Result<void> save(const Draft &draft);
    [[nodiscard]] Result<std::optional<Draft>> find(const RecordId &id);
    [[nodiscard]] Result<DraftStanding> standing(const RecordId &id);
    /// Newest saved first; discarded ones apart.
    enum class Which { Open, Discarded };
    /// One that cannot be read hides no other: damaged() names it.
    [[nodiscard]] Result<QList<Draft>> list(Which which = Which::Open);
    /// Drafts that cannot be read, whatever became of them, byte for byte.
    [[nodiscard]] Result<QList<DamagedDraft>> damaged();
    [[nodiscard]] Result<qint64> count(); ///< open ones
    /// SHA-256 of every file that any draft names, those deleted and those kept aside among them: all can still come back.
    [[nodiscard]] Result<QSet<QByteArray>> filesNamed();
    /// Errors: NotFound.
    [[nodiscard]] Result<void> discard(const RecordId &id, Instant at);
    [[nodiscard]] Result<void> restore(const RecordId &id);
    /// Removes the row: its record has been completed in this transaction, or nothing of it is wanted. Its copy on other devices is over.
    [[nodiscard]] Result<void> remove(const RecordId &id);
    /// Its record has been completed in this transaction, which can still be taken back: the draft is found and listed no more, and
    /// comes back word for word with bringBack() until removeCompleted().
    [[nodiscard]] Result<void> keepAside(const RecordId &id, Instant at);
    [[nodiscard]] Result<void> bringBack(const RecordId &id);
    [[nodiscard]] Result<qint64> removeCompleted();
    /// Removes drafts that were discarded before @p before. Returns how many.
    [[nodiscard]] Result<qint64> purgeDiscarded(Instant before);

    /// A form on the screen is filled from @p id, as it was read just now, and will write the whole of it: until it is left, or another one is
    /// shown, nobody else puts anything into it. In memory alone.
    void showOnScreen(const RecordId &id) { m_onScreen = id; }
    /// Its form was left, and its last words are written.
    void leaveScreen(const RecordId &id)
    {
        if (m_onScreen == id)
            m_onScreen.reset();
    }
    [[nodiscard]] bool isOnScreen(const RecordId &id) const { return m_onScreen == id; }

private:
    Connection &m_db;
    Changes &m_changes;
    std::optional<RecordId> m_onScreen;
};

} // namespace sightline
