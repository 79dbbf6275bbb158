#pragma once

#include <QObject>
#include <QVariant>
#include <qqmlintegration.h>

namespace sightline {

/// A printer as its sheet shows it.
struct PrinterRow {
    QString id;
    QString name;
    QString place;
};

/// Printing the open record as its sheets see it: which printers there are, which is chosen, how many copies. Whoever knows them answers
/// `printersAsked` with show(). Thread: user interface.
class PrintView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isLooking READ isLooking NOTIFY changed FINAL)
    Q_PROPERTY(QVariantList printers READ printers NOTIFY changed FINAL)
    Q_PROPERTY(int chosen READ chosen NOTIFY changed FINAL)
    Q_PROPERTY(int copies READ copies NOTIFY changed FINAL)
    Q_PROPERTY(int copiesMax READ copiesMax NOTIFY changed FINAL)
    Q_PROPERTY(bool withPrivileged READ withPrivileged NOTIFY changed FINAL)
    Q_PROPERTY(QString version READ version NOTIFY changed FINAL)
public:
    using QObject::QObject;

    /// Most copies at once.
    void setCopiesMax(int most) { m_copiesMax = most; }
    /// Those there are, the usual one first, which is chosen unless another was.
    void show(const QList<PrinterRow> &printers);

    /// Whether it is still being found out which printers there are.
    [[nodiscard]] bool isLooking() const { return m_isLooking; }
    /// Each with `name` and `place`.
    [[nodiscard]] QVariantList printers() const;
    [[nodiscard]] int chosen() const;
    [[nodiscard]] int copies() const { return m_copies; }
    [[nodiscard]] int copiesMax() const { return m_copiesMax; }

    /// The sheet opens on the record @p recordId: one copy, on the printer chosen last.
    Q_INVOKABLE void open(const QString &recordId);
    Q_INVOKABLE void choose(int index);
    /// So many copies more, or fewer, within what can be printed at once.
    Q_INVOKABLE void addCopies(int more);
    Q_INVOKABLE void print();
    /// Whether what is privileged goes onto the paper or into the PDF. Each of their sheets opens without.
    Q_INVOKABLE void includePrivileged(bool isIncluded);
    [[nodiscard]] bool withPrivileged() const { return m_withPrivileged; }
    /// Which of the record's printed versions goes onto the paper or into the PDF, by its id; empty: the first. Each sheet opens with that.
    Q_INVOKABLE void chooseVersion(const QString &id);
    [[nodiscard]] QString version() const { return m_version; }
    /// What goes along is chosen anew each time.
    Q_INVOKABLE void forgetChoices();

Q_SIGNALS:
    void changed();
    void printersAsked();
    void printAsked(const QString &recordId, const QString &printer, int copies);

private:
    QList<PrinterRow> m_printers;
    QString m_recordId;
    QString m_chosen;      ///< its id
    int m_copies = 1;
    int m_copiesMax = 9;
    bool m_isLooking = false;
    bool m_withPrivileged = false;
    QString m_version;
};

} // namespace sightline
