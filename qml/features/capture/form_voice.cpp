#include "core/forms/named_files.h"
#include "core/ports/microphone.h"
#include "qml/features/capture/form_session.h"

/// What a FormSession does with voice notes.
namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// 72,000 ms is "1:12".
QString clockWords(qint64 ms) { return u"%1:%2"_s.arg(ms / 60'000).arg(ms / 1000 % 60, 2, 10, QChar(u'0')); }

} // namespace

QString FormSession::voiceWhyNot() const { return voiceTrouble ? voiceTrouble() : QString(); }

QString FormSession::voiceWords() const
{
    if (m_voicePlace.key.isEmpty())
        return {};
    //: While a voice note is recorded. %1 is how long it is ("1:12"), %2 how much more it may be.
    return tr("Recording %1. %2 left.").arg(clockWords(m_voiceMs), clockWords(voiceNoteMsMax - m_voiceMs));
}

void FormSession::startVoice(const QString &key)
{
    if (!m_voicePlace.key.isEmpty() || !beginVoice)
        return;
    const FilePlace place = placeForPicture(key, u"voice-note"_s);
    if (place.key.isEmpty() || !takesKind(place.kinds, u"audio/ogg"_s))
        return;
    m_refused.remove(key);
    m_voicePlace = place;
    m_voiceMs = 0;
    m_working[place.key] += 1;   // Done waits for it
    refresh();
    Q_EMIT voiceChanged();
    beginVoice(place);
}

void FormSession::stopVoice()
{
    if (!m_voicePlace.key.isEmpty() && endVoice)
        endVoice();
}

void FormSession::voiceHeard(qint64 ms)
{
    const bool isAnotherSecond = ms / 1000 != m_voiceMs / 1000;
    m_voiceMs = ms;
    if (isAnotherSecond)
        Q_EMIT voiceChanged();
}

void FormSession::voiceEnded(const Json &answer, const QString &why)
{
    const FilePlace place = m_voicePlace;
    m_voicePlace = {};
    Q_EMIT voiceChanged();
    if (place.key.isEmpty())
        return;
    if (!why.isEmpty())
        m_refused.insert(place.key, why);
    if (answer.isNull()) {
        endWork(place.key);
        refresh();
        finishWhatWaited();
        return;
    }
    pictureKept(place, answer);
}

} // namespace sightline
