#include "platform/speech/system_speaker.h"

#include <QCoreApplication>
#include <QTextToSpeech>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SystemSpeaker)
};

class QtSpeaker : public Speaker {
public:
    QString whyNot() override
    {
        if (!m_isLookedFor)
            look();
        if (!m_engine) {
            //: Why nothing is read aloud on this device.
            return Words::tr("This device has no program that reads aloud.");
        }
        if (m_engine->state() == QTextToSpeech::Error) {
            //: Why nothing is read aloud on this device.
            return Words::tr("The program that reads aloud does not work on this device, or it has no loudspeaker.");
        }
        return {};
    }
    void say(const QString &words) override
    {
        if (!whyNot().isEmpty())
            return;
        m_engine->stop();
        m_engine->say(words);
    }
    void stop() override
    {
        if (m_engine)
            m_engine->stop();
    }
    bool isSpeaking() const override { return m_engine && m_engine->state() == QTextToSpeech::Speaking; }

private:
    void look()
    {
        m_isLookedFor = true;
        QStringList engines = QTextToSpeech::availableEngines();
        engines.removeAll(u"mock"_s);   // for Qt's own tests: silent
        if (engines.isEmpty())
            return;
        m_engine = std::make_unique<QTextToSpeech>(engines.first());
        QObject::connect(m_engine.get(), &QTextToSpeech::stateChanged, m_engine.get(), [this] {
            if (changed)
                changed();
        });
    }

    bool m_isLookedFor = false;
    std::unique_ptr<QTextToSpeech> m_engine;
};

} // namespace

std::unique_ptr<Speaker> systemSpeaker() { return std::make_unique<QtSpeaker>(); }

} // namespace sightline
