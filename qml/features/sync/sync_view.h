#pragma once

#include "qml/bridge/row_model.h"
#include "qml/bridge/tone.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// A record that waits, went, came or is kept: one line. A plain value.
struct SyncRow {
    QString id;
    QString title;
    QString detail;
    QString section;          ///< the diary's day
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
    QList<SyncRow> waiting;
    QList<SyncRow> kept;
    QList<SyncRow> diary;
    friend bool operator==(const SyncPageState &, const SyncPageState &) = default;
};

/// Sending and receiving as people see it. Thread: user interface.
class SyncView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(QString headline READ headline NOTIFY changed FINAL)
    Q_PROPERTY(QString detail READ detail NOTIFY changed FINAL)
    Q_PROPERTY(QString glyphText READ glyphText NOTIFY changed FINAL)
    Q_PROPERTY(QString glyphIcon READ glyphIcon NOTIFY changed FINAL)
    Q_PROPERTY(int tone READ tone NOTIFY changed FINAL)
    Q_PROPERTY(bool isSending READ isSending NOTIFY changed FINAL)
    Q_PROPERTY(bool canSync READ canSync NOTIFY changed FINAL)
    Q_PROPERTY(int waitingCount READ waitingCount NOTIFY changed FINAL)
    Q_PROPERTY(int keptCount READ keptCount NOTIFY changed FINAL)
    Q_PROPERTY(int diaryCount READ diaryCount NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *waiting READ waiting CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *kept READ kept CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *diary READ diary CONSTANT FINAL)
public:
    explicit SyncView(QObject *parent = nullptr);

    void show(const SyncPageState &state);

    [[nodiscard]] QString headline() const { return m_state.headline; }
    [[nodiscard]] QString detail() const { return m_state.detail; }
    [[nodiscard]] QString glyphText() const { return m_state.glyphText; }
    [[nodiscard]] QString glyphIcon() const;
    [[nodiscard]] int tone() const;
    [[nodiscard]] bool isSending() const { return m_state.light == SyncPageState::Light::Sending; }
    [[nodiscard]] bool canSync() const { return m_state.canSync; }
    [[nodiscard]] int waitingCount() const { return m_waiting.rowCount(); }
    [[nodiscard]] int keptCount() const { return m_kept.rowCount(); }
    [[nodiscard]] int diaryCount() const { return m_diary.rowCount(); }
    [[nodiscard]] QAbstractItemModel *waiting() { return &m_waiting; }
    [[nodiscard]] QAbstractItemModel *kept() { return &m_kept; }
    [[nodiscard]] QAbstractItemModel *diary() { return &m_diary; }

Q_SIGNALS:
    void changed();
    void syncAsked();
    void recordAsked(const QString &recordId);

private:
    SyncPageState m_state;
    RowModel<SyncRow> m_waiting;
    RowModel<SyncRow> m_kept;
    RowModel<SyncRow> m_diary;
};

} // namespace sightline
