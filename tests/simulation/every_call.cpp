#include "tests/simulation/every_call.h"

namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {

constexpr CallFault allFaults[] { CallFault::ProcessDeath, CallFault::PowerCut, CallFault::FullDisk, CallFault::BadDisk };

/// One scenario, ready to be played again and again: from where, and what its place holds after each step.
class Playing {
public:
    Playing(Stage &stage, const Scenario &scenario, EveryCall &told) : m_stage(stage), m_scenario(scenario), m_told(told)
    {
        m_stage.forgetMade();
        m_steps = scenario.prepare(stage);
        m_images = m_stage.take();
        m_stage.put(m_images);
        m_contents.append(m_stage.content(scenario.place));
        for (const Step &step : m_steps) {
            need(step(), "play a scenario where nothing fails");
            m_contents.append(m_stage.content(scenario.place));
        }
    }

    void failEverywhere()
    {
        constexpr int callsMax = 10'000;
        for (const CallFault fault : allFaults) {
            for (int call = 0; call < callsMax && m_told.violations.isEmpty(); ++call) {
                if (!play(fault, call)) {
                    m_told.calls[m_scenario.name] = call;
                    break;
                }
                m_told.faults[m_scenario.name][QLatin1String(callFaultName(fault))] += 1;
            }
        }
    }

private:
    /// False if the scenario was over before its call number @p call.
    bool play(CallFault fault, int call)
    {
        m_at = u"%1, %2 at call %3: "_s.arg(m_scenario.name, QLatin1String(callFaultName(fault))).arg(call);
        m_stage.put(m_images);
        Dice dice(static_cast<quint64>(call));
        const QByteArray folder = m_stage.folder(m_scenario.place);
        arrange(fault, folder, call);
        qsizetype acknowledged = 0;
        while (acknowledged < m_steps.size() && m_steps.at(acknowledged)())
            ++acknowledged;
        const bool came = !m_stage.vfs().callOff(folder);
        m_stage.vfs().fill(folder, false);
        // A disk that fails or is full kills no program: every other time it goes on without having been closed.
        const bool goesOn = (fault == CallFault::FullDisk || fault == CallFault::BadDisk) && call % 2 == 1;
        if (!goesOn)
            m_stage.crash(m_scenario.place, fault != CallFault::ProcessDeath, dice);
        judgeContent(acknowledged);
        if (m_scenario.finish)
            m_scenario.finish(m_stage);
        comeToRest();
        for (const Place place : { Place::Hub, Place::Writer, Place::Reader })
            m_stage.crash(place, true, dice);
        comeToRest();   // a page that took nothing away may be gone with the power, and is pulled again
        for (const Violation &violation : m_stage.atRest())
            complain(violation.invariant, violation.what);
        return came;
    }

    void comeToRest()
    {
        if (!m_stage.comeToRest())
            complain(u"I13"_s, u"they do not come to rest"_s);
    }

    void arrange(CallFault fault, const QByteArray &folder, int call)
    {
        switch (fault) {
        case CallFault::ProcessDeath:
        case CallFault::PowerCut: return m_stage.vfs().dieAfter(folder, call);
        case CallFault::FullDisk: return m_stage.vfs().fillAfter(folder, call);
        case CallFault::BadDisk: return m_stage.vfs().failAfter(folder, call);
        }
    }

    void judgeContent(qsizetype acknowledged)
    {
        const QString lost = m_scenario.place == Place::Hub ? u"I2"_s : u"I3"_s;
        if (const QString found = m_stage.integrity(m_scenario.place); found != "ok"_L1)
            complain(lost, u"the file is damaged: "_s + found);
        const QByteArray content = m_stage.content(m_scenario.place);
        const auto isAfter = [&](qsizetype steps) { return steps < m_contents.size() && m_contents.at(steps) == content; };
        if (isAfter(acknowledged) || isAfter(acknowledged + 1))
            return;
        const qsizetype there = m_contents.indexOf(content);
        complain(lost, there < 0 ? u"something was done by half"_s : u"%1 steps are left, and %2 were acknowledged"_s.arg(there).arg(acknowledged));
    }

    void complain(const QString &invariant, const QString &what) { m_told.violations.append({ invariant, m_at + what }); }

    Stage &m_stage;
    const Scenario &m_scenario;
    EveryCall &m_told;
    QList<Step> m_steps;
    Stage::Images m_images;
    QList<QByteArray> m_contents;   ///< before the first step, and after each
    QString m_at;
};

} // namespace

const char *callFaultName(CallFault fault)
{
    switch (fault) {
    case CallFault::ProcessDeath: return "process death";
    case CallFault::PowerCut: return "power cut";
    case CallFault::FullDisk: return "full disk";
    case CallFault::BadDisk: return "I/O error";
    }
    return "";
}

EveryCall failAtEveryCall(const Breaks &breaks, const QList<Scenario> &scenarios)
{
    EveryCall told;
    for (const Scenario &scenario : scenarios) {
        Stage stage(breaks);
        Playing(stage, scenario, told).failEverywhere();
        if (!told.violations.isEmpty())
            break;
    }
    return told;
}

} // namespace sightline::simulation
