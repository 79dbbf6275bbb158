#pragma once

#include <QDate>
#include <QObject>
#include <QString>
#include <qqmlintegration.h>

namespace sightline {

/// A day typed as three short numbers. Keeps what was typed even while it is no date, and says which it is.
/// A plain helper of DateField: no rules about which dates are allowed.
class DateEntry : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString iso READ iso WRITE setIso NOTIFY changed FINAL)
    Q_PROPERTY(QString day READ day NOTIFY changed FINAL)
    Q_PROPERTY(QString month READ month NOTIFY changed FINAL)
    Q_PROPERTY(QString year READ year NOTIFY changed FINAL)
    Q_PROPERTY(QString words READ words NOTIFY changed FINAL)
    Q_PROPERTY(bool isWrong READ isWrong NOTIFY changed FINAL)
public:
    using QObject::QObject;

    /// "2026-11-23", or empty when the three numbers are not a day.
    [[nodiscard]] QString iso() const;
    void setIso(const QString &iso);
    [[nodiscard]] QString day() const { return m_day; }
    [[nodiscard]] QString month() const { return m_month; }
    [[nodiscard]] QString year() const { return m_year; }
    /// "Mon 23 November 2026", or empty.
    [[nodiscard]] QString words() const;
    /// All three are there and make no day.
    [[nodiscard]] bool isWrong() const;

    /// Takes what stands in the three boxes now; emits typed() when the day differs from before.
    Q_INVOKABLE void type(const QString &day, const QString &month, const QString &year);

Q_SIGNALS:
    void changed();
    void typed(const QString &iso);

private:
    [[nodiscard]] QDate date() const;

    QString m_day;
    QString m_month;
    QString m_year;
};

} // namespace sightline
