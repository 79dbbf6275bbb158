#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/framework/activity_sheet.h"
#include "qml/features/framework/owner_desk.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// The framework as its page sees it: services, the activities of one of them or what a search found, and the open
/// activity. Whoever watches the store answers the …Asked signals. Thread: user interface.
class FrameworkView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isReady READ isReady NOTIFY changed FINAL)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed FINAL)
    Q_PROPERTY(bool isReading READ isReading NOTIFY changed FINAL)
    Q_PROPERTY(QString editionText READ editionText NOTIFY changed FINAL)
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString serviceId READ serviceId NOTIFY changed FINAL)
    Q_PROPERTY(QString serviceTitle READ serviceTitle NOTIFY changed FINAL)
    Q_PROPERTY(QString serviceDirectorate READ serviceDirectorate NOTIFY changed FINAL)
    Q_PROPERTY(bool ofSeveralServices READ ofSeveralServices NOTIFY changed FINAL)
    Q_PROPERTY(int activityCount READ activityCount NOTIFY changed FINAL)
    Q_PROPERTY(bool hasFoundNothing READ hasFoundNothing NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *services READ services CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *activities READ activities CONSTANT FINAL)
    Q_PROPERTY(QString comingTitle READ comingTitle NOTIFY changed FINAL)
    Q_PROPERTY(QString comingSummary READ comingSummary NOTIFY changed FINAL)
    Q_PROPERTY(QString comingHours READ comingHours NOTIFY changed FINAL)
    Q_PROPERTY(bool isComingOpen READ isComingOpen NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *comingChanges READ comingChanges CONSTANT FINAL)
    Q_PROPERTY(sightline::OwnerDesk *owner READ owner CONSTANT FINAL)
    Q_PROPERTY(sightline::ActivitySheet *opened READ opened CONSTANT FINAL)
public:
    explicit FrameworkView(QObject *parent = nullptr);

    void showServices(const QString &editionText, const QList<ServiceRow> &services);
    /// Answers both a search and the opening of a service. Until then nobody knows whether there is anything.
    void showActivities(const QList<ActivityRow> &activities);
    void showActivity(const ActivityPaper &paper) { m_opened.show(paper); }

    /// What the next edition changes for this person; an empty one: none is to come.
    void showComing(const ComingState &coming);

    /// Something kept the framework from being read; what was shown stays.
    void showProblem(const QString &words);

    Q_INVOKABLE void search(const QString &words);
    Q_INVOKABLE void openService(const QString &serviceId);
    Q_INVOKABLE void closeService() { openService({}); }
    Q_INVOKABLE void openActivity(const QString &activityKey);
    /// What the coming edition changes takes the place of the open activity, until one is opened.
    Q_INVOKABLE void openComing();

    [[nodiscard]] bool isReady() const { return m_isReady; }
    [[nodiscard]] bool isEmpty() const { return m_isReady && m_services.rowCount() == 0; }
    /// The list that is wanted has not been answered yet.
    [[nodiscard]] bool isReading() const { return !m_isReady || m_isLooking; }
    [[nodiscard]] QString editionText() const { return m_editionText; }
    [[nodiscard]] QString words() const { return m_words; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString serviceId() const { return m_serviceId; }
    [[nodiscard]] QString serviceTitle() const;
    [[nodiscard]] QString serviceDirectorate() const;
    [[nodiscard]] int activityCount() const { return m_activities.rowCount(); }
    /// The search has been answered, and nothing has these words.
    [[nodiscard]] bool hasFoundNothing() const { return !m_words.isEmpty() && !m_isLooking && m_activities.rowCount() == 0; }
    [[nodiscard]] QString comingTitle() const { return m_coming.title; }
    [[nodiscard]] QString comingSummary() const { return m_coming.summary; }
    [[nodiscard]] QString comingHours() const { return m_coming.hours; }
    [[nodiscard]] bool isComingOpen() const { return m_isComingOpen && !m_coming.title.isEmpty(); }
    [[nodiscard]] QAbstractItemModel *comingChanges() { return &m_comingChanges; }
    [[nodiscard]] QAbstractItemModel *services() { return &m_services; }
    [[nodiscard]] QAbstractItemModel *activities() { return &m_activities; }
    [[nodiscard]] ActivitySheet *opened() { return &m_opened; }
    [[nodiscard]] OwnerDesk *owner() { return &m_owner; }
    /// In place of a service's: the rows that something is asked about.
    Q_INVOKABLE void openQuestions() { openService(questionsId()); }
    [[nodiscard]] bool ofSeveralServices() const { return m_serviceId == questionsId(); }
    [[nodiscard]] static QString questionsId() { return QStringLiteral("?"); }

Q_SIGNALS:
    void changed();
    void searchAsked(const QString &words);
    void serviceAsked(const QString &serviceId);
    void activityAsked(const QString &activityKey);
    /// The person wants to record this activity now.
    void startAsked(const QString &activityKey);

private:
    QString m_editionText;
    QString m_words;
    QString m_serviceId;
    QString m_problem;
    ComingState m_coming;
    bool m_isComingOpen = false;
    bool m_isReady = false;
    bool m_isLooking = false;     ///< an answer is on its way
    RowModel<ServiceRow> m_services;
    RowModel<ActivityRow> m_activities;
    RowModel<ChangeRow> m_comingChanges;
    ActivitySheet m_opened;
    OwnerDesk m_owner;
};

} // namespace sightline
