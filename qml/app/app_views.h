#pragma once

#include "qml/features/actions/actions_view.h"
#include "qml/features/capture/capture_view.h"
#include "qml/features/capture/hand_over_view.h"
#include "qml/features/children/children_view.h"
#include "qml/features/framework/framework_view.h"
#include "qml/features/joining/join_view.h"
#include "qml/features/lock/lock_view.h"
#include "qml/features/more/more_view.h"
#include "qml/features/records/records_view.h"
#include "qml/features/sync/sync_view.h"
#include "qml/features/templates/templates_view.h"
#include "qml/features/today/today_view.h"
#include "qml/features/year/year_view.h"

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// The view-models of every feature, as the frame hands them to the pages. Filled by the composition root (app_graph),
/// or with samples by the gallery. Thread: user interface.
class AppViews : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(sightline::TodayView *today READ today CONSTANT FINAL)
    Q_PROPERTY(sightline::ActionsView *actions READ actions CONSTANT FINAL)
    Q_PROPERTY(sightline::ChildrenView *children READ children CONSTANT FINAL)
    Q_PROPERTY(sightline::CaptureView *capture READ capture CONSTANT FINAL)
    Q_PROPERTY(sightline::HandOverView *handOver READ handOver CONSTANT FINAL)
    Q_PROPERTY(sightline::RecordsView *records READ records CONSTANT FINAL)
    Q_PROPERTY(sightline::FrameworkView *framework READ framework CONSTANT FINAL)
    Q_PROPERTY(sightline::YearView *year READ year CONSTANT FINAL)
    Q_PROPERTY(sightline::TemplatesView *templates READ templates CONSTANT FINAL)
    Q_PROPERTY(sightline::SyncView *sync READ sync CONSTANT FINAL)
    Q_PROPERTY(sightline::MoreView *more READ more CONSTANT FINAL)
    Q_PROPERTY(sightline::JoinView *joining READ joining CONSTANT FINAL)
    Q_PROPERTY(sightline::LockView *lock READ lock CONSTANT FINAL)
    Q_PROPERTY(QString cannotOpenTitle READ cannotOpenTitle NOTIFY cannotOpen FINAL)
    Q_PROPERTY(QString cannotOpenText READ cannotOpenText NOTIFY cannotOpen FINAL)
public:
    using QObject::QObject;

    /// The records cannot be opened: in place of every page stands why, and what to do.
    void showCannotOpen(const QString &title, const QString &text)
    {
        m_cannotOpenTitle = title;
        m_cannotOpenText = text;
        Q_EMIT cannotOpen();
    }
    [[nodiscard]] QString cannotOpenTitle() const { return m_cannotOpenTitle; }
    [[nodiscard]] QString cannotOpenText() const { return m_cannotOpenText; }

    /// Everything is being covered: what is typed, wherever that is, is kept now.
    Q_INVOKABLE void keepNow() { Q_EMIT keepAsked(); }

    [[nodiscard]] TodayView *today() { return &m_today; }
    [[nodiscard]] ActionsView *actions() { return &m_actions; }
    [[nodiscard]] ChildrenView *children() { return &m_children; }
    [[nodiscard]] CaptureView *capture() { return &m_capture; }
    [[nodiscard]] HandOverView *handOver() { return &m_handOver; }
    [[nodiscard]] RecordsView *records() { return &m_records; }
    [[nodiscard]] FrameworkView *framework() { return &m_framework; }
    [[nodiscard]] YearView *year() { return &m_year; }
    [[nodiscard]] TemplatesView *templates() { return &m_templates; }
    [[nodiscard]] SyncView *sync() { return &m_sync; }
    [[nodiscard]] MoreView *more() { return &m_more; }
    [[nodiscard]] JoinView *joining() { return &m_joining; }
    [[nodiscard]] LockView *lock() { return &m_lock; }

Q_SIGNALS:
    void cannotOpen();
    void keepAsked();

private:
    QString m_cannotOpenTitle;
    QString m_cannotOpenText;
    TodayView m_today;
    ActionsView m_actions;
    ChildrenView m_children;
    CaptureView m_capture;
    HandOverView m_handOver;
    RecordsView m_records;
    FrameworkView m_framework;
    YearView m_year;
    TemplatesView m_templates;
    SyncView m_sync;
    MoreView m_more;
    JoinView m_joining;
    LockView m_lock;
};

} // namespace sightline
