#pragma once

#include <QObject>
#include <qqmlintegration.h>

namespace sightline {

/// A person's tasks in a calendar of their own, as the More page sees it: a file, and a private address that the hub serves. Thread: user
/// interface.
class CalendarView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(QString fileWords READ fileWords NOTIFY changed FINAL)
    Q_PROPERTY(QString addressWords READ addressWords NOTIFY changed FINAL)
    Q_PROPERTY(QString address READ address NOTIFY changed FINAL)
    Q_PROPERTY(bool hasAddress READ hasAddress NOTIFY changed FINAL)
    Q_PROPERTY(bool offersAddress READ offersAddress NOTIFY changed FINAL)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed FINAL)
public:
    using QObject::QObject;

    /// What is known of the address.
    struct Address {
        QString words;            ///< what became of what was asked; or since when there is one
        QString url;              ///< of one that was just made: it is shown this once
        bool hasOne = false;
        friend bool operator==(const Address &, const Address &) = default;
    };

    /// What became of the file.
    void showFile(const QString &words);
    void showAddress(const Address &address);
    /// Whether a hub is asked; without one there is no address.
    void setOffersAddress(bool offers);
    void setIsBusy(bool isBusy);

    [[nodiscard]] QString fileWords() const { return m_fileWords; }
    [[nodiscard]] QString addressWords() const { return m_address.words; }
    [[nodiscard]] QString address() const { return m_address.url; }
    [[nodiscard]] bool hasAddress() const { return m_address.hasOne; }
    [[nodiscard]] bool offersAddress() const { return m_offersAddress; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }

    /// The address of the calendar that holds to-dos too, where @p withTodos.
    Q_INVOKABLE [[nodiscard]] QString addressFor(bool withTodos) const;
    /// Puts that address on the clipboard, at the person's word: whoever has it reads their tasks.
    Q_INVOKABLE void copyAddress(bool withTodos);

Q_SIGNALS:
    void changed();
    /// The part came before somebody's eyes.
    void shown();
    void fileAsked(bool withTodos);
    void addressAsked();
    void withdrawAsked();

private:
    QString m_fileWords;
    Address m_address;
    bool m_offersAddress = false;
    bool m_isBusy = false;
};

} // namespace sightline
