#pragma once

#include "core/operations/apply.h"
#include "core/records/visibility.h"
#include "sync/client/apply_answer.h"
#include "sync/hub/store/hub_store.h"
#include "tests/simulation/chance.h"

#include <QSet>

#include <functional>

namespace sightline::simulation {

/// A broken invariant: its name ("I6") and what was seen.
struct Violation {
    QString invariant;
    QString what;
};

/// Watches a run from outside and knows what must be true whatever the rules are (sync.md B14, I1-I13). It sees what people
/// did, what messages said, what databases hold; it cannot see which rules are on, and uses none of the code it judges but
/// the reading of bodies and the visibility table.
class Oracle {
public:
    using ScopesOf = std::function<QStringList(hub::HubSnapshot &, const PersonId &)>;
    using MayPublish = std::function<bool(const PersonId &)>;
    using FieldsOf = std::function<std::optional<QSet<QString>>(const QString &form)>;
    /// @p scopesOf: what a person may read on the hub as it stands. @p mayPublish: whether the council lets them publish versions of forms now.
    /// @p fieldsOf: the fields of a form that the hub knows, all of them texts; none of one that it does not know.
    Oracle(const VisibilityTable &visibility, ScopesOf scopesOf, MayPublish mayPublish, FieldsOf fieldsOf)
        : m_visibility(visibility), m_scopesOf(std::move(scopesOf)), m_mayPublish(std::move(mayPublish)), m_fieldsOf(std::move(fieldsOf))
    {
    }

    /// The council has turned switch @p name on at @p since, by the hub's clock; none: off. From now on it is so in every answer.
    void turned(const QString &name, std::optional<Instant> since);
    /// Its card, as published from now on, lets devices go @p days without their hub.
    void leased(int days) { m_leaseMs = days * 86'400'000LL; }
    /// Somebody on @p device, whose clock says @p now, tried to open @p record, and was let or not.
    void triedToOpen(const QString &device, Store &store, const RecordId &record, bool wasLet, Instant now);
    /// Somebody writes @p draft on @p device: it stays there, and open, word for word.
    void drafted(const QString &device, const RecordId &draft, const RecordBody &body) { m_drafts[device].insert(draft, body); }
    /// What @p device heard last may not have been durable when its power went.
    void forgotSome(const QString &device) { m_contact[device].isCertain = false; }

    /// A person on @p device made @p operation, having seen @p seen. Called once it was durable.
    void made(const QString &device, const PersonId &person, const Operation &operation, const std::optional<RecordBody> &seen);
    /// @p operation, made a moment ago, is urgent: from @p from on (by its device's clock) nothing may go before it but what it rests on.
    void urgent(const OperationId &operation, Instant from) { m_urgentFrom.insert(operation, from); }
    /// @p device sends a request with @p operations; its own clock says @p now.
    void asked(const QString &device, Store &store, const QList<OperationId> &operations, Instant now);

    /// @p operation of @p device may be taken back until @p until (by its clock): no request carries it before, unless it is let go.
    void heldBack(const QString &device, const OperationId &operation, Instant until) { m_heldUntil[device].insert(operation, until); }
    /// Nothing on @p device can be taken back any more: it has started, or whoever works with it went on.
    void letGo(const QString &device) { m_heldUntil.remove(device); }
    /// "Done" was taken back on @p device: it may forget @p operation, and nobody but a copy of it may ever bring it to the hub.
    void tookBack(const QString &device, const OperationId &operation);

    /// The hub is about to take @p request.
    void beforeHub(hub::HubSnapshot &hub, const wire::SyncRequest &request);
    /// The hub took it, and answered @p person so.
    void afterHub(hub::HubSnapshot &hub, const wire::SyncRequest &request, const PersonId &person, const wire::SyncAnswer &answer);
    void hubWasRestored(hub::HubSnapshot &hub);
    /// The hub's process or machine went down and came back: whatever it has answered must be there.
    void hubCrashed(hub::HubSnapshot &hub);

    /// An answer as a device takes it: the hub gave it as its @p number-th, and @p sent says which operation each number of its
    /// request was.
    struct Taken {
        const wire::SyncAnswer &answer;
        qint64 number = 0;
        const QMap<qint64, OperationId> &sent;
    };
    /// @p device has made a part of @p answer, the hub's @p number-th, durable.
    void heard(const QString &device, const wire::SyncAnswer &answer, qint64 number);
    void stored(const QString &device, Store &store, const Taken &taken, const sync::AppliedAnswer &applied);
    /// @p device holds what it holds: after a crash, and now and then.
    void look(const QString &device, Store &store);
    /// A fault damaged what @p device holds: what it shows from now on is compared afresh.
    void damaged(const QString &device) { m_shown.remove(device); }
    /// @p copy is a copy of @p original as of its last durable state.
    void cloned(const QString &copy, const QString &original, Store &store);

    // Photographs (oracle_files.cpp).
    /// Somebody on @p device took photo @p sha, and @p operation names it. Called once both were durable.
    void tookPhoto(const QString &device, const PersonId &person, const QByteArray &sha, const Operation &operation);
    /// @p device sends a piece of @p sha, or asks the hub what it lacks of it.
    void speaksOfPhoto(const QString &device, const QByteArray &sha);
    /// The hub says that it has all of @p sha.
    void isWholeAtHub(hub::HubSnapshot &hub, const PersonId &person, const QByteArray &sha);
    /// @p device is told so, as of @p seq.
    void toldWhole(const QString &device, const QByteArray &sha, qint64 seq);
    /// The hub gives @p person a piece of @p sha.
    void pieceGiven(hub::HubSnapshot &hub, const PersonId &person, const QByteArray &sha);
    /// What @p device believes of the hub.
    void lookAtFiles(const QString &device, const PersonId &person, Store &store, hub::HubSnapshot &hub);

    /// Faults have stopped and nothing moves any more.
    void atRest(hub::HubSnapshot &hub, const QList<std::pair<PersonId, std::pair<QString, Store *>>> &devices);
    void report(const QString &invariant, const QString &what);

    [[nodiscard]] const QList<Violation> &violations() const { return m_violations; }
    [[nodiscard]] const Tally &outcomes() const { return m_outcomes; }

private:
    struct Made {
        Operation operation;
        QString device;
        PersonId person;
        std::optional<RecordBody> seen;
    };
    /// Something that took effect on the hub, in order of seq.
    struct Effect {
        qint64 seq = 0;
        Operation operation;
        PersonId person;
        Outcome outcome;
    };

    /// An entry of the hub's log, and the operation as its author made it; none where that cannot be read.
    struct Entry {
        hub::LoggedOperation logged;
        std::shared_ptr<const Operation> operation;
    };
    /// A record of the hub, and where its body puts it.
    struct HubRecord {
        hub::RecordRow row;
        std::shared_ptr<const RecordBody> body;   ///< none: it cannot be read
        QStringList scopes;
    };

    [[nodiscard]] std::shared_ptr<const Operation> madeIn(const hub::LoggedOperation &logged);
    [[nodiscard]] QList<Entry> logOf(hub::HubSnapshot &hub);
    [[nodiscard]] QList<Effect> newEffects(hub::HubSnapshot &hub, qint64 after, qint64 upTo);
    void judgeEffect(const Effect &effect, QMap<RecordId, std::optional<RecordBody>> &shadow);
    void judgeFields(const Effect &effect, RecordBody &body);
    void judgeRights(hub::HubSnapshot &hub, const Effect &effect, const QStringList &scopes);
    void judgeContent(hub::HubSnapshot &hub, const RecordId &record, const RecordBody &body);
    void judgeFact(hub::HubSnapshot &hub, const RecordId &record, const RecordBody &fact);
    void judgeNotice(hub::HubSnapshot &hub, const Effect &effect, const QStringList &rights, const std::optional<RecordBody> &record);
    void judgeAnswer(hub::HubSnapshot &hub, const wire::SyncRequest &request, const QStringList &rights, const wire::SyncAnswer &answer);
    void judgeAcks(const wire::SyncRequest &request, const wire::SyncAnswer &answer);
    void judgeShown(const QString &device, Store &store, const sync::AppliedAnswer &applied);
    void judgeHeld(const QString &device, Store &store);
    void judgeWork(const QString &device, Store &store);
    void judgeDrafts(const QString &device, Store &store);
    void judgePhotos(const QString &device, Store &store);
    void judgeLeftPhotos(const QString &device, Store &store, const QSet<RecordId> &removed);
    void judgePhotosAtRest(hub::HubSnapshot &hub);
    [[nodiscard]] bool isWhole(hub::HubSnapshot &hub, const PersonId &person, const QByteArray &sha);
    void judgeLog(hub::HubSnapshot &hub, const QList<Entry> &log);
    void judgeNotices(hub::HubSnapshot &hub, const QList<Entry> &log);
    void judgeHubRecords(hub::HubSnapshot &hub, const QMap<RecordId, HubRecord> &records);
    struct Shown {
        std::shared_ptr<const RecordBody> body;
        bool hasUnapplied = false;
    };
    [[nodiscard]] Shown shownAs(Store &store, const RecordId &record);
    void judgeShownAtRest(const QMap<RecordId, HubRecord> &records, const QStringList &rights, const QString &device, Store &store);
    void judgeDevice(const QMap<RecordId, HubRecord> &records, const QStringList &rights, const QString &device, Store &store);
    [[nodiscard]] QMap<RecordId, HubRecord> recordsOf(hub::HubSnapshot &hub);
    [[nodiscard]] QStringList scopesOfRecord(hub::HubSnapshot &hub, const RecordId &record, const RecordBody &body);
    [[nodiscard]] qint64 completedAt(hub::HubSnapshot &hub, const RecordId &record, const RecordBody &body);
    [[nodiscard]] Result<std::shared_ptr<const RecordBody>> bodyIn(const QByteArray &bytes);
    [[nodiscard]] std::optional<RecordBody> bodyAt(hub::HubSnapshot &hub, const RecordId &record);

    const VisibilityTable &m_visibility;
    ScopesOf m_scopesOf;
    MayPublish m_mayPublish;
    FieldsOf m_fieldsOf;
    QList<Violation> m_violations;
    Tally m_outcomes;

    /// What bytes say, read once: the hub's are looked at again and again.
    QHash<QByteArray, std::shared_ptr<const Operation>> m_operationsRead;
    QHash<QByteArray, std::shared_ptr<const RecordBody>> m_bodiesRead;

    QHash<OperationId, Made> m_made;
    QHash<QString, OperationId> m_writerOf;                 ///< a value, as canonical text → the operation that made it up
    QHash<QString, QSet<OperationId>> m_workOf;             ///< device → operations that must be on it until answered
    QHash<QString, QHash<OperationId, qint64>> m_answered;  ///< device → operation → seq it was told
    QHash<QString, qint64> m_durableTold;                   ///< device → highest durable seq it was told in this epoch
    QSet<OperationId> m_takenBack;
    QHash<QString, QHash<OperationId, Instant>> m_heldUntil;   ///< device → what may still be taken back → until when
    QHash<OperationId, Instant> m_urgentFrom;
    QHash<QString, QSet<OperationId>> m_wentAhead;          ///< device → what was urgent once, or rested on by what was
    QSet<OperationId> m_everAnswered;
    QSet<OperationId> m_promised;                           ///< answered in this history

    qint64 m_seqBefore = 0;
    QString m_epochBefore;
    QMap<RecordId, std::optional<RecordBody>> m_bodiesBefore;
    QStringList m_rightsBefore;
    QHash<OperationId, qint64> m_open;                      ///< logged, not applied yet → its seq
    QSet<OperationId> m_logged;
    QHash<RecordId, QByteArray> m_frozen;                   ///< completed record → its answers
    QMap<std::pair<QString, std::pair<QString, qint64>>, qint64> m_acks;   ///< (epoch, stream, number) → seq

    QMap<QString, Instant> m_switchedOn;
    bool m_hasTurned = false;                               ///< some switch, ever
    QHash<RecordId, qint64> m_firstHad;                     ///< completed record → when the hub had its completion, in this history

    struct Contact {
        Instant closesAt;        ///< by the device's own clock
        bool isKnown = false;    ///< it has stored an answer
        bool isCertain = false;  ///< and no power cut can have taken it back
    };
    qint64 m_leaseMs = 14 * 86'400'000LL;
    QHash<QString, Contact> m_contact;
    QHash<QString, QHash<RecordId, RecordBody>> m_drafts;

    struct Photo {
        PersonId person;
        OperationId operation;   ///< that names it
        RecordId record;
    };
    QHash<QByteArray, Photo> m_photos;
    QHash<QByteArray, std::pair<std::pair<QString, qint64>, qsizetype>> m_photosProven;   ///< photo → epoch and seq it became whole at; its pieces
    QHash<QString, QSet<QByteArray>> m_photosOn;            ///< device → photos that must be on it until a backup has them
    QHash<QString, QHash<QByteArray, qint64>> m_photosTold; ///< device → photo → seq at which it was told that the hub has it whole

    struct Newest {
        QSet<QString> scopes;
        bool known = false;
        qint64 number = 0;   ///< of the answer; a late one says nothing new
    };
    QHash<QString, Newest> m_newest;
    QHash<QString, QHash<RecordId, QSet<QString>>> m_scopesSeen;           ///< device → record → scopes it was last in
    QHash<QString, QHash<RecordId, QHash<QString, QStringList>>> m_shown;  ///< device → record → field → values shown, in order
};

} // namespace sightline::simulation
