#pragma once

#include "qml/bridge/row_model.h"

#include <QObject>
#include <QUrl>
#include <qqmlintegration.h>

namespace sightline {

/// Something in a table that keeps it from being taken in.
struct ImportProblem {
    QString id;
    QString place;            ///< "People, line 4, manager"
    QString text;
    friend bool operator==(const ImportProblem &, const ImportProblem &) = default;
};

/// Tables of the council's people, teams and settings, which the hub takes in. Whoever watches the store answers importAsked(). Thread: user
/// interface.
class ImportView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by More")
    Q_PROPERTY(bool isOffered READ isOffered NOTIFY changed FINAL)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString peopleFile READ peopleFile NOTIFY changed FINAL)
    Q_PROPERTY(QString teamsFile READ teamsFile NOTIFY changed FINAL)
    Q_PROPERTY(QString settingsFile READ settingsFile NOTIFY changed FINAL)
    Q_PROPERTY(bool canTakeIn READ canTakeIn NOTIFY changed FINAL)
    Q_PROPERTY(QString said READ said NOTIFY changed FINAL)
    Q_PROPERTY(bool isRefused READ isRefused NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *problems READ problems CONSTANT FINAL)
public:
    explicit ImportView(QObject *parent = nullptr);

    /// Whether this person may take such tables in.
    void setIsOffered(bool isOffered);
    /// All of it was given to the hub: @p words say how much, and the tables are let go.
    void finish(const QString &words);
    /// None of it was: why, and each row that is wrong.
    void refuse(const QString &words, const QList<ImportProblem> &problems);

    /// @p table: "people", "teams" or "settings"; an empty file takes it away again.
    Q_INVOKABLE void choose(const QString &table, const QUrl &file);
    Q_INVOKABLE void takeIn();

    [[nodiscard]] bool isOffered() const { return m_isOffered; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Names of the files, without their folders.
    [[nodiscard]] QString peopleFile() const { return nameOf(QStringLiteral("people")); }
    [[nodiscard]] QString teamsFile() const { return nameOf(QStringLiteral("teams")); }
    [[nodiscard]] QString settingsFile() const { return nameOf(QStringLiteral("settings")); }
    [[nodiscard]] bool canTakeIn() const { return !m_files.isEmpty() && !m_isBusy; }
    [[nodiscard]] QString said() const { return m_said; }
    [[nodiscard]] bool isRefused() const { return m_isRefused; }
    [[nodiscard]] QAbstractItemModel *problems() { return &m_problems; }

Q_SIGNALS:
    void changed();
    /// @p files: paths by table.
    void importAsked(const QMap<QString, QString> &files);

private:
    [[nodiscard]] QString nameOf(const QString &table) const;

    bool m_isOffered = false;
    bool m_isBusy = false;
    bool m_isRefused = false;
    QMap<QString, QString> m_files;   ///< paths, by table
    QString m_said;
    RowModel<ImportProblem> m_problems;
};

} // namespace sightline
