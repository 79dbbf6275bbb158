#pragma once

#include <QObject>
#include <QTime>
#include <qqmlintegration.h>

namespace sightline {

/// What a person chose about how the app looks and moves. Holds no personal data. Whoever owns it keeps it between
/// starts; the frame hands it to the theme. Thread: user interface.
class Preferences : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(int scheme READ scheme WRITE setScheme NOTIFY changed FINAL)
    Q_PROPERTY(bool highContrast READ highContrast WRITE setHighContrast NOTIFY changed FINAL)
    Q_PROPERTY(int textPercent READ textPercent WRITE setTextPercent NOTIFY changed FINAL)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY changed FINAL)
    Q_PROPERTY(bool spelling READ spelling WRITE setSpelling NOTIFY changed FINAL)
    Q_PROPERTY(bool shortForms READ shortForms WRITE setShortForms NOTIFY changed FINAL)
    Q_PROPERTY(bool hidesWhenLeft READ hidesWhenLeft WRITE setHidesWhenLeft NOTIFY changed FINAL)
    Q_PROPERTY(bool sparesAllowance READ sparesAllowance WRITE setSparesAllowance NOTIFY changed FINAL)
    Q_PROPERTY(bool reminds READ reminds WRITE setReminds NOTIFY changed FINAL)
    Q_PROPERTY(int remindDaysBefore READ remindDaysBefore WRITE setRemindDaysBefore NOTIFY changed FINAL)
    Q_PROPERTY(QString quietFrom READ quietFrom NOTIFY changed FINAL)
    Q_PROPERTY(QString quietTo READ quietTo NOTIFY changed FINAL)
    Q_PROPERTY(bool quietOnFreeDays READ quietOnFreeDays WRITE setQuietOnFreeDays NOTIFY changed FINAL)
    Q_PROPERTY(bool urgentAtAnyHour READ urgentAtAnyHour WRITE setUrgentAtAnyHour NOTIFY changed FINAL)
public:
    /// The numbers are those of Theme.Scheme.
    enum Scheme { FollowSystem, Light, Dark };
    Q_ENUM(Scheme)

    static constexpr int textPercentMin = 100;
    static constexpr int textPercentMax = 200;
    static constexpr int remindDaysBeforeMax = 5;

    using QObject::QObject;

    [[nodiscard]] int scheme() const { return m_scheme; }
    void setScheme(int scheme);
    [[nodiscard]] bool highContrast() const { return m_highContrast; }
    void setHighContrast(bool highContrast);
    [[nodiscard]] int textPercent() const { return m_textPercent; }
    /// Held within 100 and 200.
    void setTextPercent(int percent);
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reducedMotion);
    /// Misspelt words are marked.
    [[nodiscard]] bool spelling() const { return m_spelling; }
    void setSpelling(bool spelling);
    /// Forms open as one page of what cannot be left out.
    [[nodiscard]] bool shortForms() const { return m_shortForms; }
    void setShortForms(bool shortForms);
    /// A neutral screen while another window is in front; a phone or a tablet does so whatever is chosen.
    [[nodiscard]] bool hidesWhenLeft() const { return m_hidesWhenLeft; }
    void setHidesWhenLeft(bool hidesWhenLeft);
    /// Photos and other files wait while what is sent is counted and paid for; words never do.
    [[nodiscard]] bool sparesAllowance() const { return m_sparesAllowance; }
    void setSparesAllowance(bool sparesAllowance);

    /// Whether this person is reminded of what is due.
    [[nodiscard]] bool reminds() const { return m_reminds; }
    void setReminds(bool reminds);
    /// Working days, 0 to remindDaysBeforeMax.
    [[nodiscard]] int remindDaysBefore() const { return m_remindDaysBefore; }
    void setRemindDaysBefore(int days);
    /// "18:00"; both the same: no quiet hours.
    [[nodiscard]] QString quietFrom() const { return m_quietFrom.toString(QStringLiteral("HH:mm")); }
    [[nodiscard]] QString quietTo() const { return m_quietTo.toString(QStringLiteral("HH:mm")); }
    /// As typed: 1830, 18.30 and 18:30 are the same time. False, and nothing changes, where it is none.
    Q_INVOKABLE bool takeQuietFrom(const QString &text);
    Q_INVOKABLE bool takeQuietTo(const QString &text);
    /// Weekends and bank holidays are quiet as a whole.
    [[nodiscard]] bool quietOnFreeDays() const { return m_quietOnFreeDays; }
    void setQuietOnFreeDays(bool quiet);
    /// An urgent concern is told of at any hour.
    [[nodiscard]] bool urgentAtAnyHour() const { return m_urgentAtAnyHour; }
    void setUrgentAtAnyHour(bool atAnyHour);

Q_SIGNALS:
    void changed();

private:
    bool takeTime(const QString &text, QTime &into);

    int m_scheme = FollowSystem;
    bool m_highContrast = false;
    int m_textPercent = textPercentMin;
    bool m_reducedMotion = false;
    bool m_spelling = true;
    bool m_shortForms = false;
    bool m_hidesWhenLeft = false;
    bool m_sparesAllowance = false;
    bool m_reminds = true;
    int m_remindDaysBefore = 1;
    QTime m_quietFrom { 18, 0 };
    QTime m_quietTo { 8, 0 };
    bool m_quietOnFreeDays = true;
    bool m_urgentAtAnyHour = true;
};

} // namespace sightline
