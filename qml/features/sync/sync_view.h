#pragma once

#include "qml/bridge/tone.h"
#include "qml/features/records/step_words.h"
#include "qml/features/sync/held_sheet.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// A record that waits, went, came or is kept: one line. A plain value.
struct SyncRow {
    QString id;
    QString recordId;         ///< empty: nothing to open
    QString title;
    QString detail;
    QString section;          ///< the diary's day
    QString heading;          ///< set by the view on the first row of each day
    QString icon;
    Tone tone = Tone::Plain;
    friend bool operator==(const SyncRow &, const SyncRow &) = default;
};

/// What the Sync page and the glyph of every page show.
struct SyncPageState {
    enum class Light { OnHub, Waiting, Sending, Offline, Attention, NotJoined };
    Light light = Light::NotJoined;
    QString headline;         ///< "Everything you wrote is on the hub."
    QString detail;           ///< "Last contact 09:14."
    QString glyphText;        ///< "2 waiting"
    bool canSync = false;     ///< not while an exchange is on its way
    bool canExport = false;   ///< there is unsent work, and a hub it can be sealed for
    bool isSignedOut = false; ///< the hub takes this device no longer: a new code joins it again
    QList<SyncRow> waiting;
    qint64 waitingTotal = 0;  ///< records, with those that have no row of their own
    QList<SyncRow> conflicts;
    QList<SyncRow> kept;
    QList<SyncRow> diary;
    QList<HeldPaper> held;    ///< of conflicts and kept, by id
    friend bool operator==(const SyncPageState &, const SyncPageState &) = default;
};

/// Sending and receiving as people see it. Thread: user interface.
class SyncView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isReady READ isReady NOTIFY changed FINAL)
    Q_PROPERTY(QString headline READ headline NOTIFY changed FINAL)
    Q_PROPERTY(QString detail READ detail NOTIFY changed FINAL)
    Q_PROPERTY(QString glyphText READ glyphText NOTIFY changed FINAL)
    Q_PROPERTY(QString glyphIcon READ glyphIcon NOTIFY changed FINAL)
    Q_PROPERTY(int tone READ tone NOTIFY changed FINAL)
    Q_PROPERTY(bool isSending READ isSending NOTIFY changed FINAL)
    Q_PROPERTY(bool canSync READ canSync NOTIFY changed FINAL)
    Q_PROPERTY(bool canExport READ canExport NOTIFY changed FINAL)
    Q_PROPERTY(bool isSignedOut READ isSignedOut NOTIFY changed FINAL)
    Q_PROPERTY(bool isJoining READ isJoining NOTIFY changed FINAL)
    Q_PROPERTY(QString joinTrouble READ joinTrouble NOTIFY changed FINAL)
    Q_PROPERTY(QString said READ said NOTIFY changed FINAL)
    Q_PROPERTY(bool saidIsProblem READ saidIsProblem NOTIFY changed FINAL)
    Q_PROPERTY(int waitingCount READ waitingCount NOTIFY changed FINAL)
    Q_PROPERTY(int conflictCount READ conflictCount NOTIFY changed FINAL)
    Q_PROPERTY(int keptCount READ keptCount NOTIFY changed FINAL)
    Q_PROPERTY(int diaryCount READ diaryCount NOTIFY changed FINAL)
    Q_PROPERTY(sightline::HeldSheet *opened READ opened CONSTANT FINAL)
    Q_PROPERTY(QString reason READ reason NOTIFY reasonChanged FINAL)
    Q_PROPERTY(QString reasonTrouble READ reasonTrouble NOTIFY reasonChanged FINAL)
    Q_PROPERTY(bool isLeavingOut READ isLeavingOut NOTIFY reasonChanged FINAL)
    Q_PROPERTY(QAbstractItemModel *waiting READ waiting CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *conflicts READ conflicts CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *kept READ kept CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *diary READ diary CONSTANT FINAL)
public:
    explicit SyncView(QObject *parent = nullptr);

    void show(const SyncPageState &state);
    /// One sentence about what the person just asked for: where the file is, why something failed.
    void say(const QString &words, bool isProblem);

    /// Whether the hub is being asked to take this device again, and why it did not; empty: nothing is wrong.
    void showJoining(bool isJoining, const QString &trouble);

    /// Opens held work. Nothing happens for an id that is not here.
    Q_INVOKABLE void openHeld(const QString &noticeId);
    /// Hands on what was chosen in `opened`.
    Q_INVOKABLE void settle();
    /// Why `opened` is to be left out is typed now, with what was typed of it before; leaving it out is with the words as they stand.
    Q_INVOKABLE void beginReason();
    Q_INVOKABLE void typeReason(const QString &text) { m_reasons.type(text); }
    Q_INVOKABLE void endReason() { m_reasons.close(); }
    Q_INVOKABLE void leaveOut() { m_reasons.takeStep(false); }

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] QString headline() const { return m_state.headline; }
    [[nodiscard]] QString detail() const { return m_state.detail; }
    [[nodiscard]] QString glyphText() const { return m_state.glyphText; }
    [[nodiscard]] QString glyphIcon() const;
    [[nodiscard]] int tone() const;
    [[nodiscard]] bool isSending() const { return m_state.light == SyncPageState::Light::Sending; }
    [[nodiscard]] bool canSync() const { return m_state.canSync; }
    [[nodiscard]] bool canExport() const { return m_state.canExport; }
    [[nodiscard]] bool isSignedOut() const { return m_state.isSignedOut; }
    [[nodiscard]] bool isJoining() const { return m_isJoining; }
    [[nodiscard]] QString joinTrouble() const { return m_joinTrouble; }
    [[nodiscard]] QString said() const { return m_said; }
    [[nodiscard]] bool saidIsProblem() const { return m_saidIsProblem; }
    [[nodiscard]] int waitingCount() const { return static_cast<int>(m_state.waitingTotal); }
    [[nodiscard]] int conflictCount() const { return m_conflicts.rowCount(); }
    [[nodiscard]] int keptCount() const { return m_kept.rowCount(); }
    [[nodiscard]] int diaryCount() const { return m_diary.rowCount(); }
    [[nodiscard]] HeldSheet *opened() { return &m_opened; }
    [[nodiscard]] QString reason() const { return m_reasons.text(); }
    [[nodiscard]] QString reasonTrouble() const { return m_reasons.trouble(); }
    [[nodiscard]] bool isLeavingOut() const { return m_reasons.isTaking(); }
    /// The words that say why, kept as they are typed; their place is the notice.
    [[nodiscard]] StepWords *reasons() { return &m_reasons; }
    [[nodiscard]] QAbstractItemModel *waiting() { return &m_waiting; }
    [[nodiscard]] QAbstractItemModel *conflicts() { return &m_conflicts; }
    [[nodiscard]] QAbstractItemModel *kept() { return &m_kept; }
    [[nodiscard]] QAbstractItemModel *diary() { return &m_diary; }

Q_SIGNALS:
    void changed();
    void syncAsked();
    /// With the code that was typed, the hub is to take this device again.
    void joinAgainAsked(const QString &code);
    void recordAsked(const QString &recordId);
    /// For each field of the conflict of @p noticeId: true keeps the text of the operation it tells of.
    void settleAsked(const QString &noticeId, const QMap<QString, bool> &keepMine);
    void applyAsked(const QString &noticeId);
    void reasonChanged();
    /// What was open is left out, with its reason.
    void leftOut();
    void exportAsked();

private:
    SyncPageState m_state;
    bool m_isReady = false;
    bool m_isJoining = false;
    QString m_joinTrouble;
    QString m_said;
    bool m_saidIsProblem = false;
    HeldSheet m_opened;
    StepWords m_reasons;
    RowModel<SyncRow> m_waiting;
    RowModel<SyncRow> m_conflicts;
    RowModel<SyncRow> m_kept;
    RowModel<SyncRow> m_diary;
};

} // namespace sightline
