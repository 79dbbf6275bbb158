#pragma once

#include "core/records/visibility.h"
#include "sync/hub/store/hub_store.h"

namespace sightline::hub {

/// A record and which it is.
struct RootRecord {
    RecordId id;
    RecordBody body;
};

/// The record that @p body belongs to in the end: a step on a step leads to the form. @p bodyOf gives the body of an id, if there is one.
template <typename BodyOf>
[[nodiscard]] Result<std::optional<RootRecord>> rootOf(const RecordBody &body, BodyOf &&bodyOf)
{
    constexpr int chainMax = 8;   // reply to a reply to …: deeper than any form's hands go
    std::optional<RootRecord> root;
    std::optional<RecordId> next = body.about;
    for (int depth = 0; next && depth < chainMax; ++depth) {
        Result<std::optional<RecordBody>> found = bodyOf(*next);
        if (!found)
            return found.error();
        if (!*found)
            return std::optional<RootRecord>();
        root = RootRecord { *next, std::move(**found) };
        next = root->body.type == RecordType::Step ? root->body.about : std::nullopt;
    }
    return root;
}

/// @p scopes but for @p others.
[[nodiscard]] QStringList without(QStringList scopes, const QStringList &others);

/// Which scopes records are in, by the forms and the council's switches of one moment (decisions 5-8). A switch adds readers to what was
/// completed since it is on: when its author says, but not later than the hub had it by its own clock. So a device whose clock is ahead
/// opens nothing that was written before the switch came on; one whose clock is behind keeps to fewer readers. The hub's time comes from the
/// log, not the body (decisions 3), and is asked for only where it can matter. Errors of every call: the database's. Thread: any.
class Readership {
public:
    Readership() = default;
    /// @p forms: nothing decided in it. @p switchedOn: as the council's card has them.
    Readership(const VisibilityTable &forms, const QMap<QString, qint64> &switchedOn);

    /// Sorted, without repeats.
    [[nodiscard]] Result<QStringList> scopesOf(HubSnapshot &hub, const RecordId &id, const RecordBody &body) const;

    /// Whether a switch could add readers to records of @p form ("T03@1.0"), or of steps on them.
    [[nodiscard]] bool isSwitched(const QString &form) const;
    /// What is a switch's alone to decide of a record.
    struct Switched {
        QStringList on;    ///< scopes it is in by a switch, and would not be without
        QStringList off;   ///< scopes it could be in by a switch, and is not
    };
    [[nodiscard]] Result<Switched> switchedOf(HubSnapshot &hub, const RecordId &id, const RecordBody &body) const;

    /// Whether switches were decided otherwise in @p other, for a form known to both.
    [[nodiscard]] bool isDecidedAs(const QMap<QString, qint64> &switchedOn) const { return m_now.changedBy(switchedOn).isEmpty(); }

private:
    [[nodiscard]] Result<RecordBody> asTaken(HubSnapshot &hub, const RecordId &id, RecordBody body) const;
    [[nodiscard]] Result<QStringList> scopesOf(HubSnapshot &hub, const RecordId &id, const RecordBody &body, const std::optional<RootRecord> &root) const;

    VisibilityTable m_forms;   ///< with every switch off
    VisibilityTable m_now;
    QMap<QString, qint64> m_switchedOn;
};

/// What a reader may not read by its class, though it is in a scope of theirs: of elected members all but P1 and what they wrote themselves
/// (core/records/sensitivity). Most readers may read every class, and are asked nothing. Thread: the snapshot's.
class ClassGate {
public:
    ClassGate() = default;   ///< everything passes
    ClassGate(const Person &reader, std::shared_ptr<const VisibilityTable> table);

    [[nodiscard]] bool isOpen() const { return !m_table; }
    /// Errors: the database's; Corrupt.
    [[nodiscard]] Result<bool> lets(HubSnapshot &hub, const RecordId &id) const;
    [[nodiscard]] Result<bool> lets(HubSnapshot &hub, const RecordBody &body) const;

private:
    Person m_reader;
    std::shared_ptr<const VisibilityTable> m_table;
};

/// What one caller may read at one moment.
struct Readable {
    QStringList scopes;
    const Readership *unfollowed = nullptr;   ///< while records have still to follow the council's switches (follow_switches.h)
    ClassGate gate = {};
};

/// Scopes that record @p id has still to leave: nobody is given it there. None where @p unfollowed is null.
[[nodiscard]] Result<QStringList> scopesWithheld(HubSnapshot &hub, const Readership *unfollowed, const RecordId &id);

} // namespace sightline::hub
