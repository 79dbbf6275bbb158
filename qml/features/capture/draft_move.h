#pragma once

#include <QObject>
#include <QStringList>
#include <qqmlintegration.h>

namespace sightline {

/// What moving the open draft to the newer version of its form would do, in words.
struct MoveWords {
    QString kept;        ///< "12 answers go along as they are."
    QStringList left;    ///< "“Question”: answer", of what has no place in the newer version
    QString whereLeft;   ///< where that is kept, and until when
    QStringList asked;   ///< questions that the newer version asks in addition
};

/// The choice of whoever opens a draft on an old version of its form: to finish it there, or to move it; and the way back. Knows no
/// store: what is asked for goes out as a signal. Thread: user interface.
class DraftMove : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool isOffered READ isOffered NOTIFY changed FINAL)
    Q_PROPERTY(bool isLooked READ isLooked NOTIFY changed FINAL)
    Q_PROPERTY(bool isMoved READ isMoved NOTIFY changed FINAL)
    Q_PROPERTY(QString offer READ offer NOTIFY changed FINAL)
    Q_PROPERTY(QString kept READ kept NOTIFY changed FINAL)
    Q_PROPERTY(QStringList left READ left NOTIFY changed FINAL)
    Q_PROPERTY(QString whereLeft READ whereLeft NOTIFY changed FINAL)
    Q_PROPERTY(QStringList asked READ asked NOTIFY changed FINAL)
    Q_PROPERTY(QString movedText READ movedText NOTIFY changed FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
public:
    using QObject::QObject;

    /// The form that is open has no newer version, or none is open.
    void clear();
    /// There is a newer version; @p words say so.
    void show(const QString &words);
    void showLook(const MoveWords &words);
    void showProblem(const QString &words);
    /// The draft that is open was moved a moment ago; @p words say so, and where it is kept as it was.
    void showMoved(const QString &words);

    [[nodiscard]] bool isOffered() const { return !m_offer.isEmpty(); }
    [[nodiscard]] bool isLooked() const { return m_isLooked; }
    [[nodiscard]] bool isMoved() const { return !m_movedText.isEmpty(); }
    [[nodiscard]] QString offer() const { return m_offer; }
    [[nodiscard]] QString kept() const { return m_look.kept; }
    [[nodiscard]] QStringList left() const { return m_look.left; }
    [[nodiscard]] QString whereLeft() const { return m_look.whereLeft; }
    [[nodiscard]] QStringList asked() const { return m_look.asked; }
    [[nodiscard]] QString movedText() const { return m_movedText; }
    [[nodiscard]] QString problem() const { return m_problem; }

    /// Asks what moving would do, with everything typed so far.
    Q_INVOKABLE void look();
    Q_INVOKABLE void move() { Q_EMIT moveAsked(); }
    /// It is finished on the version it began with; that is not asked again until there is a version newer still.
    Q_INVOKABLE void stay();
    /// Back to the draft as it was before it was moved.
    Q_INVOKABLE void goBack() { Q_EMIT backAsked(); }

Q_SIGNALS:
    void changed();
    void lookAsked();
    void moveAsked();
    void stayChosen();
    void backAsked();

private:
    QString m_offer, m_movedText, m_problem;
    MoveWords m_look;
    bool m_isLooked = false;
};

} // namespace sightline
