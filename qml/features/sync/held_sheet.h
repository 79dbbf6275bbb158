#pragma once

#include "qml/bridge/row_model.h"

#include <QMap>
#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// One answer of which there are two texts. A plain value.
struct TwoTexts {
    QString id;               ///< the field
    QString question;
    QString mineWho;          ///< "You, Mon 23 Nov 14:02"
    QString mine;
    QString theirsWho;        ///< "Social Worker, on the hub since 14:05"
    QString theirs;
    QString kept;             ///< "mine", "theirs"; empty: not chosen yet
    friend bool operator==(const TwoTexts &, const TwoTexts &) = default;
};

/// Something the hub keeps and has not applied, ready to read. A plain value.
struct HeldPaper {
    QString id;               ///< the notice
    QString recordId;
    QString title;            ///< the form's title
    QString subline;          ///< who and when
    QString reason;           ///< one or two sentences
    QString ask;              ///< "If you are unsure, ask Team Manager, Early Support North."
    QString settledText;      ///< set while an answer of this device is on its way
    QList<TwoTexts> texts;    ///< a conflict: what to choose from
    QStringList questions;    ///< held for its answers: the questions concerned
    bool canApply = false;
    bool canLeaveOut = false;
    friend bool operator==(const HeldPaper &, const HeldPaper &) = default;
};

/// The opened held work as its page sees it. Thread: user interface.
class HeldSheet : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by Sync")
    Q_PROPERTY(QString noticeId READ noticeId NOTIFY changed FINAL)
    Q_PROPERTY(QString recordId READ recordId NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString subline READ subline NOTIFY changed FINAL)
    Q_PROPERTY(QString reason READ reason NOTIFY changed FINAL)
    Q_PROPERTY(QString ask READ ask NOTIFY changed FINAL)
    Q_PROPERTY(QString settledText READ settledText NOTIFY changed FINAL)
    Q_PROPERTY(QStringList questions READ questions NOTIFY changed FINAL)
    Q_PROPERTY(bool isConflict READ isConflict NOTIFY changed FINAL)
    Q_PROPERTY(bool isOpen READ isOpen NOTIFY changed FINAL)
    Q_PROPERTY(bool isChosen READ isChosen NOTIFY changed FINAL)
    Q_PROPERTY(bool canApply READ canApply NOTIFY changed FINAL)
    Q_PROPERTY(bool canLeaveOut READ canLeaveOut NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *texts READ texts CONSTANT FINAL)
public:
    explicit HeldSheet(QObject *parent = nullptr);

    /// A choice already made stays, unless one of its two texts has changed since.
    void show(const HeldPaper &paper);
    /// @p which is "mine" or "theirs".
    Q_INVOKABLE void keep(const QString &field, const QString &which);

    /// By field: true keeps mine.
    [[nodiscard]] QMap<QString, bool> choices() const;

    [[nodiscard]] QString noticeId() const { return m_paper.id; }
    [[nodiscard]] QString recordId() const { return m_paper.recordId; }
    [[nodiscard]] QString title() const { return m_paper.title; }
    [[nodiscard]] QString subline() const { return m_paper.subline; }
    [[nodiscard]] QString reason() const { return m_paper.reason; }
    [[nodiscard]] QString ask() const { return m_paper.ask; }
    [[nodiscard]] QString settledText() const { return m_paper.settledText; }
    [[nodiscard]] QStringList questions() const { return m_paper.questions; }
    [[nodiscard]] bool isConflict() const { return !m_paper.texts.isEmpty(); }
    /// Nothing of this device settles it yet.
    [[nodiscard]] bool isOpen() const { return m_paper.settledText.isEmpty(); }
    /// Every answer has a text that stays.
    [[nodiscard]] bool isChosen() const;
    [[nodiscard]] bool canApply() const { return m_paper.canApply; }
    [[nodiscard]] bool canLeaveOut() const { return m_paper.canLeaveOut; }
    [[nodiscard]] QAbstractItemModel *texts() { return &m_texts; }

Q_SIGNALS:
    void changed();

private:
    HeldPaper m_paper;
    RowModel<TwoTexts> m_texts;
};

} // namespace sightline
