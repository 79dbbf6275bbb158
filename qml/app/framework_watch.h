#pragma once

#include "qml/app/store_link.h"
#include "qml/features/framework/framework_view.h"

namespace sightline {

/// Answers what the Framework page asks. Thread: user interface.
class FrameworkWatch : public QObject {
    Q_OBJECT
public:
    FrameworkWatch(StoreLink &link, FrameworkView &view);
    void refresh();

Q_SIGNALS:
    /// An activity is to be recorded now: for this person's task of it, or from its form where they have none.
    void taskAsked(const QString &taskId);
    void formAsked(const sightline::TemplateId &form);

private:
    void renew();
    void find(const QString &words, const QString &service);
    void open(const QString &activityKey);
    void readComing();
    void start(const QString &activityKey);
    void showProblem(const Error &error);

    StoreLink &m_link;
    FrameworkView &m_view;
};

} // namespace sightline
