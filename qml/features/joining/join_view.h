#pragma once

#include <QObject>
#include <QString>
#include <qqmlintegration.h>

namespace sightline {

/// Why a device was not joined, in words, and which field they are about.
struct JoinProblem {
    enum class Field { None, Address, Code, Account };
    QString text;
    Field field = Field::None;
    friend bool operator==(const JoinProblem &, const JoinProblem &) = default;
};

/// The page on which a person joins this device to their council's hub, as it is shown in place of every other page. What is typed is
/// the page's own, and stays there whatever happens. Thread: user interface.
class JoinView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isShown READ isShown NOTIFY changed FINAL)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(bool canStop READ canStop NOTIFY changed FINAL)
    Q_PROPERTY(bool canLeave READ canLeave NOTIFY changed FINAL)
    Q_PROPERTY(bool isAnother READ isAnother NOTIFY changed FINAL)
    Q_PROPERTY(int step READ step NOTIFY changed FINAL)
    Q_PROPERTY(QString stepText READ stepText NOTIFY changed FINAL)
    Q_PROPERTY(QString address READ address CONSTANT FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString addressProblem READ addressProblem NOTIFY changed FINAL)
    Q_PROPERTY(QString codeProblem READ codeProblem NOTIFY changed FINAL)
    Q_PROPERTY(QString accountProblem READ accountProblem NOTIFY changed FINAL)
public:
    /// What is being done, in this order.
    enum Step { MakingStore, AskingHub, Opening };
    Q_ENUM(Step)

    using QObject::QObject;

    /// Asks for an address and a code. @p address: what stands there at first.
    void ask(const QString &address = {});
    /// Others are joined on this device already: one may go back to them.
    void setIsAnother(bool isAnother);
    /// Says what is being done now.
    void showStep(Step step, const QString &words);
    /// Joining is over and did not succeed: says why, and asks again.
    void showProblem(const JoinProblem &problem);
    void hide();

    [[nodiscard]] bool isShown() const { return m_isShown; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Until the hub has said yes.
    [[nodiscard]] bool canStop() const { return m_isBusy && m_step != Opening; }
    [[nodiscard]] bool canLeave() const { return m_isAnother && !m_isBusy; }
    [[nodiscard]] bool isAnother() const { return m_isAnother; }
    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] QString stepText() const { return m_stepText; }
    /// What stands in the field for the address when the page comes.
    [[nodiscard]] QString address() const { return m_address; }
    /// What is about neither field.
    [[nodiscard]] QString problem() const { return about(JoinProblem::Field::None); }
    [[nodiscard]] QString addressProblem() const { return about(JoinProblem::Field::Address); }
    [[nodiscard]] QString codeProblem() const { return about(JoinProblem::Field::Code); }
    /// About an account of the hub's own: which of account, password and digits is wrong nobody is told.
    [[nodiscard]] QString accountProblem() const { return about(JoinProblem::Field::Account); }

Q_SIGNALS:
    void changed();
    void problemShown();
    void joinAsked(const QString &address, const QString &code);
    /// By the council's own sign-in, in the system's browser.
    void browserAsked(const QString &address);
    /// By an account of the hub's own. @p second: six digits of an authenticator, or a recovery code.
    void accountAsked(const QString &address, const QString &account, const QString &password, const QString &second);
    void stopAsked();
    void leaveAsked();

private:
    [[nodiscard]] QString about(JoinProblem::Field field) const { return m_problem.field == field ? m_problem.text : QString(); }

    bool m_isShown = false;
    bool m_isBusy = false;
    bool m_isAnother = false;
    Step m_step = MakingStore;
    QString m_stepText;
    QString m_address;
    JoinProblem m_problem;
};

} // namespace sightline
