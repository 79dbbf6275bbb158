#include "qml/features/capture/hand_over_view.h"

#include "core/base/limits.h"

namespace sightline {

HandOverView::HandOverView(QObject *parent) : QObject(parent) { }

HandOverView::~HandOverView() = default;

void HandOverView::setSpeaker(Speaker *speaker)
{
    m_speaker = speaker;
    if (m_speaker)
        m_speaker->changed = [this] { listen(); };
}

/// What the speaker can and does now.
void HandOverView::listen()
{
    const bool can = m_phase == Asking && m_speaker && m_speaker->whyNot().isEmpty();
    if (std::exchange(m_canSpeak, can) != can)
        Q_EMIT changed();
    const bool speaks = m_speaker && m_speaker->isSpeaking();
    if (std::exchange(m_isSpeaking, speaks) != speaks)
        Q_EMIT speakingChanged();
}

void HandOverView::quiet()
{
    if (m_speaker && m_isSpeaking)
        m_speaker->stop();
}

void HandOverView::enter(Phase phase)
{
    quiet();
    m_phase = phase;
    m_problem.clear();
    m_isChecking = false;
    m_canSpeak = phase == Asking && m_speaker && m_speaker->whyNot().isEmpty();
    Q_EMIT changed();
}

/// The page that shows it goes by itself after it heard of this, and draws until then: the session goes after the page.
void HandOverView::retireSession()
{
    if (FormSession *before = m_session.release())
        before->deleteLater();
}

void HandOverView::showAway()
{
    const auto before = m_session.release();
    m_title.clear();
    m_whom.clear();
    m_forgottenText.clear();
    m_canBeForgotten = false;
    enter(Away);
    if (before)
        before->deleteLater();
}

void HandOverView::showChoosing(const QString &title, const QString &whom)
{
    retireSession();
    m_title = title;
    m_whom = whom;
    enter(Choosing);
}

void HandOverView::showAsking(std::unique_ptr<FormSession> session, const QString &whom)
{
    retireSession();
    m_session = std::move(session);
    m_title = m_session->title();
    m_whom = whom;
    connect(m_session.get(), &FormSession::pageChanged, this, &HandOverView::quiet);
    enter(Asking);
}

void HandOverView::showThanks()
{
    const auto before = m_session.release();
    enter(Thanks);
    if (before)
        before->deleteLater();
}

void HandOverView::showProblem(const QString &words)
{
    m_problem = words;
    m_isChecking = false;
    Q_EMIT changed();
}

void HandOverView::showForgotten(const QString &words, bool isNow)
{
    m_forgottenText = words;
    m_canBeForgotten = isNow;
    Q_EMIT changed();
}

void HandOverView::setIsByPin(bool isByPin)
{
    m_isByPin = isByPin;
    Q_EMIT changed();
}

void HandOverView::handOver()
{
    if (m_isChecking)
        return;
    m_problem.clear();
    m_isChecking = true;
    Q_EMIT changed();
    Q_EMIT handOverAsked();
}

void HandOverView::chooseCode(const QString &code, const QString &again)
{
    if (m_isChecking)
        return;
    if (code.size() < limits::handOverCodeMin) {
        //: Under the code with which a device is handed over. %1 is a number.
        showProblem(tr("Use at least %1 digits or letters.").arg(limits::handOverCodeMin));
        return;
    }
    if (code.size() > limits::handOverCodeMax) {
        //: Under the code with which a device is handed over. %1 is a number.
        showProblem(tr("Use at most %1 digits or letters.").arg(limits::handOverCodeMax));
        return;
    }
    if (code != again) {
        //: Under the code with which a device is handed over, typed twice.
        showProblem(tr("The two codes are not the same. Type both again."));
        return;
    }
    m_problem.clear();
    m_isChecking = true;
    Q_EMIT changed();
    Q_EMIT codeChosen(code);
}

void HandOverView::stop(bool keep)
{
    if (m_isChecking || m_phase != Asking)
        return;
    m_isChecking = true;
    Q_EMIT changed();
    Q_EMIT stopAsked(keep);
}

void HandOverView::giveBack(const QString &code)
{
    if (m_isChecking || code.isEmpty())
        return;
    m_problem.clear();
    m_isChecking = true;
    Q_EMIT changed();
    Q_EMIT giveBackAsked(code);
}

void HandOverView::giveBackForgotten()
{
    if (m_isChecking || !m_canBeForgotten)
        return;
    m_isChecking = true;
    Q_EMIT changed();
    Q_EMIT forgottenAsked();
}

void HandOverView::readAloud()
{
    if (!m_speaker || !m_session)
        return;
    if (m_speaker->isSpeaking())
        m_speaker->stop();
    else
        m_speaker->say(m_session->spokenPage());
    listen();
}

} // namespace sightline
