#pragma once

#include "qml/app/store_link.h"
#include "qml/features/records/records_view.h"

namespace sightline {

/// Keeps the Records view in step with the store and adds what a person adds. Thread: user interface.
class RecordsWatch : public QObject {
    Q_OBJECT
public:
    RecordsWatch(StoreLink &link, RecordsView &view);
    void refresh();

private:
    void search(const QString &words);
    void findStepText(const StepPlace &place);
    void keepStepText(const StepPlace &place, const QString &text);
    void takeStep(const StepPlace &place, const QString &text, bool sign);
    /// Whether somebody asked to read it, or what is open is shown as it is now.
    enum class Opening { Asked, Anew };
    void open(const QString &recordId, Opening opening);
    void showUnread(const Error &error);

    StoreLink &m_link;
    RecordsView &m_view;
    QString m_opened;
};

} // namespace sightline
