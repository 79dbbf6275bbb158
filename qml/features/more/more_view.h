#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/more/absence_view.h"
#include "qml/features/more/calendar_view.h"
#include "qml/features/more/events_view.h"
#include "qml/features/more/help_articles.h"
#include "qml/features/more/import_view.h"
#include "qml/features/more/pin_view.h"
#include "qml/features/more/preferences.h"
#include "qml/features/more/team_view.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// Somebody who may use this device.
struct PersonRow {
    QString id;
    QString name;
    QString role;
    bool isCurrent = false;
    friend bool operator==(const PersonRow &, const PersonRow &) = default;
};

/// A fact about the app: "Version", "0.1.0".
struct AboutRow {
    QString id;
    QString label;
    QString value;
    friend bool operator==(const AboutRow &, const AboutRow &) = default;
};

/// What More shows.
struct MoreState {
    QString personName;
    QString personRole;       ///< "Service Manager, Early Support"
    QList<PersonRow> people;
    QList<AboutRow> about;
    QString warning;          ///< "Demo: the key is not a secret"; empty: none
    bool canAddPerson = false;   ///< somebody else may join on this device
    friend bool operator==(const MoreState &, const MoreState &) = default;
};

/// Settings, help, about and the person, as the More page sees them. Thread: user interface.
class MoreView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(QString personName READ personName NOTIFY changed FINAL)
    Q_PROPERTY(QString personRole READ personRole NOTIFY changed FINAL)
    Q_PROPERTY(QString initials READ initials NOTIFY changed FINAL)
    Q_PROPERTY(QString warning READ warning NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(bool knowsCost READ knowsCost NOTIFY changed FINAL)
    Q_PROPERTY(bool canAddPerson READ canAddPerson NOTIFY changed FINAL)
    Q_PROPERTY(int peopleCount READ peopleCount NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *people READ people CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *about READ about CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *help READ help CONSTANT FINAL)
    Q_PROPERTY(sightline::CalendarView *calendar READ calendar CONSTANT FINAL)
    Q_PROPERTY(sightline::PinView *pin READ pin CONSTANT FINAL)
    Q_PROPERTY(sightline::TeamView *team READ team CONSTANT FINAL)
    Q_PROPERTY(sightline::AbsenceView *absences READ absences CONSTANT FINAL)
    Q_PROPERTY(sightline::EventsView *events READ events CONSTANT FINAL)
    Q_PROPERTY(sightline::ImportView *tables READ tables CONSTANT FINAL)
    Q_PROPERTY(sightline::Preferences *preferences READ preferences CONSTANT FINAL)
public:
    explicit MoreView(QObject *parent = nullptr);

    void show(const MoreState &state);
    /// Something that was chosen here could not be done; empty: it could.
    void showProblem(const QString &words);

    [[nodiscard]] QString personName() const { return m_state.personName; }
    [[nodiscard]] QString personRole() const { return m_state.personRole; }
    /// The first letters of the name's first and last words, for the round picture.
    [[nodiscard]] QString initials() const;
    [[nodiscard]] QString warning() const { return m_state.warning; }
    [[nodiscard]] QString problem() const { return m_problem; }
    /// Whether the system says if what is sent is counted and paid for.
    [[nodiscard]] bool knowsCost() const { return m_knowsCost; }
    void setKnowsCost(bool knowsCost);
    [[nodiscard]] bool canAddPerson() const { return m_state.canAddPerson; }
    [[nodiscard]] int peopleCount() const { return m_people.rowCount(); }
    [[nodiscard]] QAbstractItemModel *people() { return &m_people; }
    [[nodiscard]] QAbstractItemModel *about() { return &m_about; }
    [[nodiscard]] QAbstractItemModel *help() { return &m_help; }
    [[nodiscard]] CalendarView *calendar() { return &m_calendar; }
    [[nodiscard]] PinView *pin() { return &m_pin; }
    [[nodiscard]] TeamView *team() { return &m_team; }
    [[nodiscard]] AbsenceView *absences() { return &m_absences; }
    [[nodiscard]] EventsView *events() { return &m_events; }
    [[nodiscard]] ImportView *tables() { return &m_tables; }
    [[nodiscard]] Preferences *preferences() { return &m_preferences; }

Q_SIGNALS:
    void changed();
    void switchAsked(const QString &personId);
    void addPersonAsked();
    /// The list of people came before somebody's eyes.
    void peopleShown();

private:
    MoreState m_state;
    QString m_problem;
    bool m_knowsCost = false;
    RowModel<PersonRow> m_people;
    RowModel<AboutRow> m_about;
    RowModel<HelpArticle> m_help;
    CalendarView m_calendar;
    PinView m_pin;
    TeamView m_team;
    AbsenceView m_absences;
    EventsView m_events;
    ImportView m_tables;
    Preferences m_preferences;
};

} // namespace sightline
