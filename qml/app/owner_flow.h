#pragma once

#include "core/editions/revision.h"
#include "core/queries/revision_board.h"
#include "qml/app/store_link.h"
#include "qml/features/framework/framework_view.h"

namespace sightline {

/// Lets the framework's owner change it: understands each change as it is typed, keeps it durably on this device, works out whom all of it
/// affects, and publishes it. Thread: user interface.
class OwnerFlow : public QObject {
    Q_OBJECT
public:
    OwnerFlow(StoreLink &link, FrameworkView &view);
    void refresh();

private:
    /// What is made of the framework, as of a change.
    struct Making {
        Revision revision;
        QDate from;
        RevisionBoard board;
    };
    [[nodiscard]] QDate firstDay() const;
    /// Changes what is being made by @p change (Revision, framework of the base → Revision), keeps it, and shows the row @p key.
    template <typename Change>
    void make(const QString &key, Change change);
    void showRow(const QString &key);
    void showMade(const QString &key, const Result<Making> &made);
    void add(const QString &service, const QString &what);
    void openDocument(const QString &path);
    void acceptDocument();
    void review(const QString &fromIso);
    void publish(const QString &fromIso);
    void drop();
    void takeUp();
    /// Nothing is being made any more.
    void end();
    /// What would be published has changed: it is looked at.
    void showReview();
    void refuse(const Error &error);

    StoreLink &m_link;
    OwnerDesk &m_desk;
    QDate m_from;              ///< first day it is to count; null: not chosen yet
    Revision m_document;                       ///< of the document that was read last and not taken up
    std::optional<RecordId> m_documentBase;    ///< the edition that it changes
    int m_reviewsAsked = 0;    ///< of several answers the last is shown
};

} // namespace sightline
