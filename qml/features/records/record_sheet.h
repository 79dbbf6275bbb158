#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/records/record_row.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// The open record as its page sees it. Thread: user interface.
class RecordSheet : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by Records")
    Q_PROPERTY(QString recordId READ recordId NOTIFY changed FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QString subline READ subline NOTIFY changed FINAL)
    Q_PROPERTY(QString placeText READ placeText NOTIFY changed FINAL)
    Q_PROPERTY(QString placeIcon READ placeIconName NOTIFY changed FINAL)
    Q_PROPERTY(int placeTone READ placeToneNumber NOTIFY changed FINAL)
    Q_PROPERTY(QString filesText READ filesText NOTIFY changed FINAL)
    Q_PROPERTY(QString reason READ reason NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList way READ way NOTIFY changed FINAL)
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed FINAL)
    Q_PROPERTY(bool isSettled READ isSettled NOTIFY changed FINAL)
    Q_PROPERTY(QString returnedText READ returnedText NOTIFY changed FINAL)
    Q_PROPERTY(QString signName READ signName NOTIFY changed FINAL)
    Q_PROPERTY(bool canAmend READ canAmend NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList offers READ offers NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList handOvers READ handOvers NOTIFY changed FINAL)
    Q_PROPERTY(bool canAskFeedback READ canAskFeedback NOTIFY changed FINAL)
    Q_PROPERTY(bool canAdd READ canAdd NOTIFY changed FINAL)
    Q_PROPERTY(bool hasBegunToAdd READ hasBegunToAdd NOTIFY changed FINAL)
    Q_PROPERTY(bool canMark READ canMark NOTIFY changed FINAL)
    Q_PROPERTY(bool hasPrivileged READ hasPrivileged NOTIFY changed FINAL)
    Q_PROPERTY(bool lacksForm READ lacksForm NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList versions READ versions NOTIFY changed FINAL)
    Q_PROPERTY(bool isDraft READ isDraft NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList actions READ actions NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *lines READ lines CONSTANT FINAL)
public:
    explicit RecordSheet(QObject *parent = nullptr);

    void show(const RecordPaper &paper);

    [[nodiscard]] QString recordId() const { return m_paper.id; }
    [[nodiscard]] QString title() const { return m_paper.title; }
    [[nodiscard]] QString subline() const { return m_paper.subline; }
    [[nodiscard]] QString placeText() const { return m_paper.placeText; }
    [[nodiscard]] QString placeIconName() const { return placeIcon(m_paper.place); }
    [[nodiscard]] int placeToneNumber() const { return static_cast<int>(placeTone(m_paper.place)); }
    [[nodiscard]] QString filesText() const { return m_paper.filesText; }
    [[nodiscard]] QString reason() const { return m_paper.reason; }
    [[nodiscard]] QVariantList way() const;
    [[nodiscard]] QString stateText() const { return m_paper.stateText; }
    [[nodiscard]] bool isSettled() const { return m_paper.isSettled; }
    [[nodiscard]] QString returnedText() const { return m_paper.returnedText; }
    [[nodiscard]] QString signName() const { return m_paper.signName; }
    [[nodiscard]] bool canAmend() const { return m_paper.canAmend; }
    /// What this person may do: maps of kind, label, title, hasPart, signs, needsText, asksNothing.
    [[nodiscard]] QVariantList offers() const;
    /// Colleagues' parts that can be filled in the room: maps of kind, label.
    [[nodiscard]] QVariantList handOvers() const;
    [[nodiscard]] bool canAskFeedback() const { return m_paper.canAskFeedback; }
    /// The agreed actions: maps of row, what, whose, isOverdue, stateText, stateIcon, stateTone, warning, history, canFollowUp.
    [[nodiscard]] QVariantList actions() const;
    [[nodiscard]] bool canAdd() const { return m_paper.canAdd; }
    [[nodiscard]] bool hasBegunToAdd() const { return m_paper.hasBegunToAdd; }
    [[nodiscard]] bool canMark() const { return m_paper.canMark; }
    [[nodiscard]] bool hasPrivileged() const { return m_paper.hasPrivileged; }
    [[nodiscard]] bool lacksForm() const { return m_paper.lacksForm; }
    /// In which it goes onto paper, each with `id` and `name`; none: in one way alone.
    [[nodiscard]] QVariantList versions() const;
    [[nodiscard]] bool isDraft() const { return m_paper.place == RecordPlace::Draft; }
    [[nodiscard]] QAbstractItemModel *lines() { return &m_lines; }

Q_SIGNALS:
    void changed();

private:
    RecordPaper m_paper;
    RowModel<RecordLine> m_lines;
};

} // namespace sightline
