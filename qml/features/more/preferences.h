#pragma once

#include <QObject>
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
public:
    /// The numbers are those of Theme.Scheme.
    enum Scheme { FollowSystem, Light, Dark };
    Q_ENUM(Scheme)

    static constexpr int textPercentMin = 100;
    static constexpr int textPercentMax = 200;

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

Q_SIGNALS:
    void changed();

private:
    int m_scheme = FollowSystem;
    bool m_highContrast = false;
    int m_textPercent = textPercentMin;
    bool m_reducedMotion = false;
    bool m_spelling = true;
    bool m_shortForms = false;
    bool m_hidesWhenLeft = false;
    bool m_sparesAllowance = false;
};

} // namespace sightline
