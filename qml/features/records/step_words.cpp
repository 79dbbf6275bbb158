#include "qml/features/records/step_words.h"

#include <algorithm>

namespace sightline {

StepWords::Words *StepWords::at(const StepPlace &place) const
{
    const auto found = m_words.find(place);
    return found == m_words.cend() ? nullptr : found->second.get();
}

void StepWords::open(const QString &recordId, const QString &kind)
{
    m_open = { recordId, kind };
    std::unique_ptr<Words> &words = m_words[m_open];
    if (!words) {
        words = std::make_unique<Words>();
        connect(&words->clock, &SaveClock::stateChanged, this, &StepWords::isKeptChanged);
        connect(&words->clock, &SaveClock::keepAsked, this, [this, place = m_open, it = words.get()] { save(place, it->text); });
        words->clock.hold();   // until it is known what is kept already
    }
    tidy();
    tell();
    if (!opened()->isFound && find)
        find(m_open);
}

void StepWords::type(const QString &text)
{
    Words *words = opened();
    if (!words || words->text == text)
        return;
    if (const QString why = whyNot ? whyNot(m_open, text) : QString(); !why.isEmpty()) {
        setTrouble(m_open, why);
        Q_EMIT textChanged();   // the field goes back to what is here
        return;
    }
    words->text = text;
    words->clock.changed();
    Q_EMIT textChanged();
}

void StepWords::takeStep(bool sign)
{
    Words *words = opened();
    if (!words || words->isTaking)
        return;
    words->isTaking = true;
    words->clock.hold();   // taking it keeps them as well
    setTrouble(m_open, {});
    Q_EMIT isTakingChanged();
    take(m_open, words->text, sign);
}

void StepWords::takeWordless(const QString &recordId, const QString &kind)
{
    if (take)
        take({ recordId, kind }, {}, false);
}

void StepWords::close()
{
    keepNow();
    m_open = {};
    tidy();
    tell();
}

void StepWords::keepNow()
{
    for (const auto &[place, words] : m_words)
        words->clock.keepNow();
}

bool StepWords::hasUnkept() const
{
    return std::any_of(m_words.cbegin(), m_words.cend(), [](const auto &entry) { return entry.second->clock.hasUnkept(); });
}

QString StepWords::text() const
{
    const Words *words = opened();
    return words ? words->text : QString();
}

QString StepWords::trouble() const
{
    const Words *words = opened();
    return words ? words->trouble : QString();
}

bool StepWords::isKept() const
{
    const Words *words = opened();
    return !words || words->clock.isKept();
}

bool StepWords::isTaking() const
{
    const Words *words = opened();
    return words && words->isTaking;
}

void StepWords::found(const StepPlace &place, const QString &text)
{
    Words *words = at(place);
    if (!words || words->isFound)
        return;
    words->isFound = true;
    setTrouble(place, {});
    // Somebody was quicker than the disk: neither what was kept nor what was typed goes.
    if (!text.isEmpty())
        words->text = words->text.isEmpty() ? text : join ? join(text, words->text) : text + u'\n' + words->text;
    if (!words->isTaking)
        words->clock.release();
    if (place == m_open)
        Q_EMIT textChanged();
    tidy();
}

void StepWords::notFound(const StepPlace &place, const QString &why)
{
    setTrouble(place, why);
    // What is kept already is not known, so nothing may be written over it: it is asked again.
    QTimer::singleShot(saveAgainMs, this, [this, place] {
        if (const Words *words = at(place); words && !words->isFound && find)
            find(place);
    });
}

void StepWords::kept(const StepPlace &place)
{
    Words *words = at(place);
    if (!words)
        return;
    words->clock.kept();
    setTrouble(place, {});
    tidy();
}

void StepWords::notKept(const StepPlace &place, const QString &why)
{
    Words *words = at(place);
    if (!words)
        return;
    words->clock.notKept();
    setTrouble(place, why);
}

void StepWords::taken(const StepPlace &place)
{
    m_words.erase(place);
    if (place != m_open)
        return;
    m_open = {};
    Q_EMIT done();
    tell();
}

void StepWords::refused(const StepPlace &place, const QString &why)
{
    Words *words = at(place);
    if (!words) {
        Q_EMIT troubleElsewhere(why);
        return;
    }
    words->isTaking = false;
    words->clock.release();
    setTrouble(place, why);
    Q_EMIT isTakingChanged();
}

void StepWords::setTrouble(const StepPlace &place, const QString &why)
{
    Words *words = at(place);
    if (!words || words->trouble == why)
        return;
    words->trouble = why;
    if (place == m_open)
        Q_EMIT troubleChanged();
    else if (!why.isEmpty())
        Q_EMIT troubleElsewhere(why);
}

/// Words that are durable need not be remembered here once their sheet is closed.
void StepWords::tidy()
{
    std::erase_if(m_words, [this](const auto &entry) {
        const Words &words = *entry.second;
        return entry.first != m_open && !words.isTaking && words.clock.isKept();
    });
}

void StepWords::tell()
{
    Q_EMIT textChanged();
    Q_EMIT troubleChanged();
    Q_EMIT isKeptChanged();
    Q_EMIT isTakingChanged();
}

} // namespace sightline
