#pragma once

#include "qml/bridge/save_clock.h"

#include <QObject>
#include <qqmlintegration.h>

#include <functional>
#include <map>
#include <memory>
#include <tuple>

namespace sightline {

/// Whose words: what they are about and the kind of step.
struct StepPlace {
    QString recordId;        ///< or the id of a task
    QString kind;
    friend bool operator==(const StepPlace &, const StepPlace &) = default;
    friend bool operator<(const StepPlace &a, const StepPlace &b) { return std::tie(a.recordId, a.kind) < std::tie(b.recordId, b.kind); }
};

/// The words of a sheet, about a record or a task, kept as they are typed, as those of a form are (SaveClock). They outlive the
/// sheet: what a closed sheet could not save is tried again, and is there when it is opened again. Knows no store: what is to be done
/// goes out through `find`, `save` and `take`, and comes back through the answers below, never from within. Thread: user interface.
class StepWords : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(QString text READ text NOTIFY textChanged FINAL)
    Q_PROPERTY(QString trouble READ trouble NOTIFY troubleChanged FINAL)
    Q_PROPERTY(bool isKept READ isKept NOTIFY isKeptChanged FINAL)
    Q_PROPERTY(bool isTaking READ isTaking NOTIFY isTakingChanged FINAL)
public:
    using QObject::QObject;

    /// Asks for the words that are kept of a step; answered by found() or notFound().
    std::function<void(const StepPlace &)> find;
    /// Keeps the whole of the words durably; answered by kept() or notKept(), in their order.
    std::function<void(const StepPlace &, const QString &text)> save;
    /// Why the open words cannot be kept as @p text at all, in words: what was there then stays. Empty, or none: they can.
    std::function<QString(const StepPlace &, const QString &text)> whyNot;
    /// Both of what was kept and what was typed before that was found; none: one under the other.
    std::function<QString(const QString &kept, const QString &typed)> join;
    /// Takes the step with these words; answered by taken() or refused().
    std::function<void(const StepPlace &, const QString &text, bool sign)> take;

    /// A sheet for a step of @p kind on the record is opened.
    Q_INVOKABLE void open(const QString &recordId, const QString &kind);
    /// The field holds @p text now.
    Q_INVOKABLE void type(const QString &text);
    /// Takes the step with the words as they stand. Once at a time.
    Q_INVOKABLE void takeStep(bool sign);
    /// Takes a step that has no words, without a sheet; a refusal is said by `troubleElsewhere`.
    Q_INVOKABLE void takeWordless(const QString &recordId, const QString &kind);
    /// The sheet is closed; what is not kept yet is kept now.
    Q_INVOKABLE void close();
    /// Keeps what is not kept yet, now, of every step: on suspend, lock, leaving.
    Q_INVOKABLE void keepNow();
    /// Whether words of any step are neither kept nor on their way.
    [[nodiscard]] bool hasUnkept() const;

    /// The words of the open step; empty until they are found.
    [[nodiscard]] QString text() const;
    /// What could not be done for the open step, whether its words are safe and what to do; empty: nothing is wrong.
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] bool isKept() const;
    [[nodiscard]] bool isTaking() const;

    void found(const StepPlace &place, const QString &text);
    void notFound(const StepPlace &place, const QString &why);
    void kept(const StepPlace &place);
    void notKept(const StepPlace &place, const QString &why);
    void taken(const StepPlace &place);
    void refused(const StepPlace &place, const QString &why);

Q_SIGNALS:
    void textChanged();
    void troubleChanged();
    void isKeptChanged();
    void isTakingChanged();
    /// The open step is taken and durable: its sheet can go.
    void done();
    /// @p why concerns a step whose sheet is closed: somebody else must say it.
    void troubleElsewhere(const QString &why);

private:
    struct Words {
        SaveClock clock;
        QString text;
        QString trouble;
        bool isFound = false;    ///< what was kept of it is known: until then nothing may be written over it
        bool isTaking = false;
    };
    [[nodiscard]] Words *at(const StepPlace &place) const;
    [[nodiscard]] Words *opened() const { return at(m_open); }
    void setTrouble(const StepPlace &place, const QString &why);
    void tidy();
    void tell();

    std::map<StepPlace, std::unique_ptr<Words>> m_words;
    StepPlace m_open;            ///< empty: no sheet is open
};

} // namespace sightline
