// The app on a system that sets its text large: system_text BUILD. What the system says is told as desktops tell it: the font in KDE's
// settings, which Qt reads by itself, and the resolution in the display's resources, which is how GNOME's "Large text" arrives.
#include "tests/e2e/desktop.h"
#include "tests/e2e/programs.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTextStream>

#include <cmath>

using namespace sightline::e2e;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString title = u"Sightline text"_s;

/// What is seen of the app's text.
struct Seen {
    int textHeight = 0;    ///< of the line that says how large text is, in the app's own pixels
    int windowWidth = 0;    ///< in the display's
};

/// A device, on a desktop whose settings a test writes.
class Device {
public:
    Device(const Programs &programs, const QString &folder, const HubProcess &hub) : m_programs(programs), m_folder(folder)
    {
        QDir().mkpath(m_folder + u"/settings"_s);
        write(u"/key"_s, "a passphrase for tests alone\n");
        runToEnd(m_programs.cli,
                 store() + QStringList { u"init"_s, u"--hub"_s, u"http://127.0.0.1:%1"_s.arg(hub.port()), u"--enrol"_s, hub.enrol(u"practitioner-north-1"_s) });
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder + u"/settings"_s));
        qputenv("XDG_CURRENT_DESKTOP", "KDE");
        qputenv("KDE_FULL_SESSION", "true");
        qputenv("KDE_SESSION_VERSION", "5");
    }
    /// The system's text is so many points.
    void setSystemFont(int points) const
    {
        write(u"/settings/kdeglobals"_s, "[General]\nfont=DejaVu Sans," + QByteArray::number(points) + ",-1,5,50,0,0,0,0,0\n");
    }
    /// The system's resolution, 96 being what is usual.
    static void setResolution(int dpi)
    {
        runToEnd(u"xprop"_s, { u"-root"_s, u"-f"_s, u"RESOURCE_MANAGER"_s, u"8s"_s, u"-set"_s, u"RESOURCE_MANAGER"_s, u"Xft.dpi:\t%1\n"_s.arg(dpi) });
    }

    /// Opens the app at its settings, sees that it says @p percent, and presses @p pressed there before it ends, if that is given.
    Seen open(const QString &percent, const QString &pressed = {}, const QString &then = {}) const
    {
        Desktop desktop;
        Running app(m_programs.app, store() + QStringList { u"--size"_s, u"700x900"_s, u"--offline"_s, u"--window-title"_s, title }, m_folder + u"/app.log"_s);
        desktop.waitFor({}, u"Today"_s, false, 60s);
        desktop.focusWindow(title);
        desktop.press({}, u"More"_s);
        desktop.waitUntilSeen(u"heading"_s, u"More"_s);
        Seen seen;
        // "  Geometry: 700x900"
        const QString geometry = runToEnd(u"xdotool"_s, { u"search"_s, u"--onlyvisible"_s, u"--name"_s, title, u"getwindowgeometry"_s });
        seen.windowWidth = geometry.section(u"Geometry: "_s, 1).section(u'x', 0, 0).toInt();
        desktop.press({}, u"Settings"_s, true);
        seen.textHeight = desktop.waitUntilSeen(u"label"_s, percent).size().height();
        if (!pressed.isEmpty()) {
            desktop.press(u"push button"_s, pressed);
            desktop.waitUntilSeen({}, then);
        }
        static_cast<void>(app.stop());
        return seen;
    }

private:
    [[nodiscard]] QStringList store() const { return { u"--store"_s, m_folder + u"/store"_s, u"--key-file"_s, m_folder + u"/key"_s }; }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            fail(u"%1 could not be written."_s.arg(file.fileName()));
    }

    Programs m_programs;
    QString m_folder;
};

void expectRatio(const QString &what, int larger, int usual, double ratio)
{
    const double its = usual == 0 ? 0 : static_cast<double>(larger) / usual;
    if (std::abs(its - ratio) > 0.05)
        fail(u"%1: %2 to %3 is %4 times as much, not %5."_s.arg(what).arg(larger).arg(usual).arg(its).arg(ratio));
    say(u"   %1: %2 pixels, and %3 before"_s.arg(what).arg(larger).arg(usual));
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() != 2) {
        QTextStream(stderr) << "Use: system_text BUILD\n";
        return 2;
    }
    const QString &build = arguments[1];
    const Programs programs { build + u"/qml/app/sightline"_s, build + u"/platform/cli/sightline-cli"_s, build + u"/sync/hub/sightline-hub"_s };
    QTemporaryDir folder;
    HubProcess hub(programs, folder.path() + u"/hub"_s);
    hub.start();
    const Device device(programs, folder.path() + u"/device"_s, hub);
    hub.stop();

    say(u"A system whose text is as usual, 11 points: the app begins at 100 %."_s);
    device.setSystemFont(11);
    const Seen usual = device.open(u"100 %"_s);

    say(u"A system whose text is 18 points: the app begins at 160 %, and its text is so much larger."_s);
    device.setSystemFont(18);
    expectRatio(u"A line of text"_s, device.open(u"160 %"_s).textHeight, usual.textHeight, 1.6);

    say(u"The system goes back to 11 points: so does the app, because nobody chose."_s);
    device.setSystemFont(11);
    expectRatio(u"A line of text"_s, device.open(u"100 %"_s).textHeight, usual.textHeight, 1.0);

    say(u"A system that shows everything 1.5 times as large: so is the app's window, and its text with it, once and not twice."_s);
    Device::setResolution(144);
    const Seen scaled = device.open(u"100 %"_s);
    expectRatio(u"The window on the display"_s, scaled.windowWidth, usual.windowWidth, 1.5);
    expectRatio(u"Text in the window"_s, scaled.textHeight, usual.textHeight, 1.0);
    Device::setResolution(96);

    say(u"What a person chose stays, whatever the system says afterwards."_s);
    static_cast<void>(device.open(u"100 %"_s, u"Larger text"_s, u"110 %"_s));
    device.setSystemFont(18);
    expectRatio(u"A line of text"_s, device.open(u"110 %"_s).textHeight, usual.textHeight, 1.1);
    return 0;
}
