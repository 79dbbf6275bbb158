#pragma once

#include "core/forms/questionnaire.h"
#include "core/people/council.h"
#include "core/records/hand_rule.h"
#include "core/records/visibility.h"
#include "sync/hub/store/hub_store.h"

#include <QDate>
#include <QSet>

#include <mutex>

namespace sightline::hub {

/// The present body of @p id; none where there is no such record. Errors: those of the database.
[[nodiscard]] Result<std::optional<RecordBody>> presentBody(HubSnapshot &snapshot, const RecordId &id);

/// Seq of the council's card; 0 where there is none. Errors: those of the database.
[[nodiscard]] Result<qint64> councilCardSeq(HubSnapshot &snapshot);

/// Who may read what on one day, from the people and teams of one snapshot. Thread: any.
class Rights {
public:
    /// @p cardSeq: seq of the council's card; 0: it has none.
    Rights(Council council, qint64 cardSeq, QDate day) : m_council(std::move(council)), m_cardSeq(cardSeq), m_day(day) { }

    /// Scopes of @p person, sorted; empty for somebody unknown, not yet here, or gone (decisions 5).
    [[nodiscard]] QStringList scopesOf(const PersonId &person) const;
    [[nodiscard]] const Council &council() const { return m_council; }
    [[nodiscard]] qint64 cardSeq() const { return m_cardSeq; }
    [[nodiscard]] QDate day() const { return m_day; }

private:
    Council m_council;
    qint64 m_cardSeq;
    QDate m_day;
    mutable std::mutex m_mutex;
    mutable QHash<PersonId, QStringList> m_scopes;
};

/// What the form definitions of one snapshot say that the hub needs.
struct KnownForms {
    VisibilityTable visibility;
    QSet<QString> versions;    ///< "T03@1.0"; empty: none published, so no form is unknown
    QHash<QString, QList<HandRule>> hands;   ///< by version; those that say nothing of later hands are not among them
    QHash<QString, ActionRule> actions;      ///< by version; those whose meta has none are not among them
    QHash<QString, Json> settings;           ///< by version, as its meta has them
    QHash<QString, Questionnaire> questionnaires;   ///< by version; a definition that cannot be read is not among them
};

/// Keeps what is read from `ref` records between requests, by the seq of their latest change. Filled from snapshots only,
/// never from a transaction that may yet be undone. Thread: any.
class Knowledge {
public:
    explicit Knowledge(VisibilityTable builtIn) : m_builtIn(std::move(builtIn)) { }

    [[nodiscard]] Result<std::shared_ptr<const Rights>> rights(HubSnapshot &snapshot, const HubState &state, QDate day);
    [[nodiscard]] Result<std::shared_ptr<const KnownForms>> forms(HubSnapshot &snapshot, const HubState &state);

    /// The same inside a transaction: what is kept is used, but nothing is kept.
    [[nodiscard]] Result<std::shared_ptr<const Rights>> rightsWithin(HubSnapshot &transaction, const HubState &state, QDate day) const;
    [[nodiscard]] Result<std::shared_ptr<const KnownForms>> formsWithin(HubSnapshot &transaction, const HubState &state) const;

private:
    struct Key {
        QString epoch;
        qint64 seq = -1;
        friend bool operator==(const Key &, const Key &) = default;
    };
    VisibilityTable m_builtIn;
    mutable std::mutex m_mutex;
    Key m_rightsKey;
    std::shared_ptr<const Rights> m_rights;
    Key m_formsKey;
    std::shared_ptr<const KnownForms> m_forms;
};

} // namespace sightline::hub
