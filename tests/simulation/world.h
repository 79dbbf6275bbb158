#pragma once

#include "sync/client/transport.h"
#include "tests/simulation/opening.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/sim_device.h"
#include "tests/simulation/sim_hub.h"

#include <map>

namespace sightline::simulation {

/// Steps with faults in every run that counts.
inline constexpr int stepsOfARun = 260;

struct Outcomes {
    QList<Violation> violations;
    Tally faults;        ///< fault classes and what people did
    Tally outcomes;      ///< of operations
    int steps = 0;
    int devices = 0;
};

/// One run: a hub, devices of several people, a network and a fate, all from one seed. Faults come for `steps` steps; then they
/// stop, everybody syncs, and the oracle looks at everything.
class World {
public:
    World(quint64 seed, const Breaks &breaks);
    ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;
    [[nodiscard]] Outcomes run(int steps);
    /// Stop at the first violation (a run of the true rules), or go on to see which others follow (a run with a rule off).
    bool stopAtFirst = true;
    /// Stop once this invariant is broken: then what follows is of no interest.
    QString stopAt;
    /// Tell each thing that happens on stdout: for looking into one seed.
    bool isTold = false;

private:
    struct Message {
        bool toHub = true;
        int device = 0;
        int boot = 0;
        quint64 nonce = 0;
        QByteArray bytes;
        std::optional<sync::SentRequest> sent;
        QMap<qint64, OperationId> operations;   ///< number → what was sent under it
        qint64 answerNumber = 0;                ///< of an answer: how many the hub had given before
    };
    struct Arrived {
        wire::SyncAnswer answer;
        QList<RecordId> damaged;
        Message request;
    };
    struct Rates {
        double loss, duplicate, cut, timeout, deviceCrash, hubCrash, rights, backup, restore, rot, clone, diskFull, badRow, hostile;
    };

    void makeCouncil();
    void addDevice(const QString &person);
    [[nodiscard]] bool hasFailed() const;
    void step();
    void settle();
    void comeToRest();
    void lookAtRest();
    [[nodiscard]] bool syncFully(int device);

    // openings: what chance would have to be waited for too long (opening.h)
    void play(Opening opening);
    void playAnswerAgain();
    void playUnreadableRow();
    void playPurgeThenPowerCut();
    void playCopyMeetsRestore();
    void playTwoRestores();
    void playPatchFirst();
    void playForkMeetsRestore();
    void playTwoScopesInOneSeq();
    void playWhoPublishes();
    void giveTeams(const QString &person, const QList<TeamId> &teams);
    [[nodiscard]] RecordId begin(int device, const QString &form, const QString &team);
    void patch(int device, const RecordId &record);
    void publish(int device, const QString &form);
    void syncNow(int device);
    [[nodiscard]] Message ask(int device);
    [[nodiscard]] Message answerTo(const Message &request);

    // people
    void act(SimDevice &device);
    [[nodiscard]] RecordBody newHead(SimDevice &device, const QString &form, const TeamId &team);
    void createRecord(SimDevice &device);
    [[nodiscard]] bool decideOnDone(SimDevice &device);
    [[nodiscard]] Result<qint64> takeBack(SimDevice &device, const RecordId &record);
    struct ShownForm {
        RecordId id;
        PersonId author;
        bool isDraft = false;
    };
    [[nodiscard]] static QList<ShownForm> formsShown(SimDevice &device);
    void changeRecord(SimDevice &device, const RecordId &record);
    void settleNotice(SimDevice &device, const ViewRow &notice);
    void actHostile(SimDevice &device);
    void actWithForms(SimDevice &device);
    void completeTask(SimDevice &device);
    void takeStep(SimDevice &device);
    void breakForm(SimDevice &device);
    void beginUnknownForm(SimDevice &device);
    void forgeFact(SimDevice &device);
    [[nodiscard]] Operation newOperation(SimDevice &device, OperationKind kind, const RecordId &record);
    /// False: its disk is full, and nothing was made.
    bool make(SimDevice &device, const Operation &operation, const std::optional<RecordBody> &seen, std::optional<Instant> heldUntil = {},
              Turn turn = Turn::InOrder);
    [[nodiscard]] QString newValue();

    void writeDraft(SimDevice &device);
    void openRecords(SimDevice &device);

    // photographs
    using Call = sync::Call;
    void actWithFiles(SimDevice &device);
    void takePhoto(SimDevice &device);
    void lookAtPhotos(SimDevice &device);
    void reachForPhoto(SimDevice &device);
    [[nodiscard]] int indexOf(const SimDevice &device) const;
    bool carryFiles(int device, int most);
    [[nodiscard]] bool carryAllFiles();
    [[nodiscard]] sync::Reply onFile(int device, const Call &call);
    [[nodiscard]] sync::Reply hubsAnswerTo(int device, const Call &call);
    void deliverLatePiece();
    void letCopiesGo(SimDevice &device);

    // device and network
    void give(int device, const sync::Event &event);
    [[nodiscard]] std::optional<sync::Event> perform(int device, const sync::Command &command);
    void send(int device, const sync::command::Send &command);
    [[nodiscard]] std::optional<sync::Event> apply(int device, quint64 nonce);
    void wake(int device);
    void deliver(int index, bool withFaults);
    void atHub(Message message, bool withFaults);
    void atDevice(const Message &message);

    // fate
    void changeRights();
    void turnSwitch();
    void followSwitches();
    void passDays();
    void rot(SimDevice &device);
    void addClone(int device);
    void crashDevice(int device, bool withPowerCut);
    void restoreHub();
    void spoilRow(wire::SyncAnswer &answer);
    void spoilUnreadable(wire::SyncAnswer &answer) const;
    void hideFlying(wire::SyncAnswer &answer);
    void count(const char *what, const QString &detail = {});

    Breaks m_breaks;
    Dice m_dice;
    Instant m_time { 1'795'392'000'000 };
    SkewedClock m_hubClock { m_time };
    SeededRandom m_random;
    support::MemoryVfs m_vfs;
    Rates m_rates;
    std::unique_ptr<SimHub> m_hub;
    std::unique_ptr<Oracle> m_oracle;
    std::vector<std::unique_ptr<SimDevice>> m_devices;
    std::vector<std::map<quint64, Arrived>> m_arrived;   ///< per device, by nonce
    std::vector<bool> m_moved;
    QList<Message> m_network;
    QList<QSet<qint64>> m_flying;      ///< seqs whose commit is not visible yet (only where numbers are taken without the lock)
    Tally m_faults;
    qint64 m_values = 0;
    int m_clones = 0;
    int m_photos = 0;
    QList<std::pair<QByteArray, qint64>> m_names;        ///< of photos, with their sizes
    QList<std::pair<int, Call>> m_latePieces;            ///< by whom, and what comes again
    quint64 m_seed;
    bool m_isFollowing = false;        ///< a switch was turned, and records have perhaps still to follow
    bool m_isCalm = false;             ///< no faults: everybody settles, or an opening is played
    int m_pageSize = 50;               ///< asked for while it is calm
    std::optional<RecordId> m_unreadable;   ///< a record whose row never comes as it was stored
    qint64 m_answers = 0;
    int m_step = 0;
    QString m_at;                      ///< where what is told happens
};

} // namespace sightline::simulation
