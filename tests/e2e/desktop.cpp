#include "tests/e2e/desktop.h"

#include <QFile>
#include <QGuiApplication>
#include <QPixmap>
#include <QProcess>
#include <QScreen>
#include <QTextStream>
#include <QThread>

#include <atspi/atspi.h>

#include <algorithm>
#include <cstdlib>

namespace sightline::e2e {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto pollInterval = 50ms;

std::shared_ptr<AtspiAccessible> owned(AtspiAccessible *handle)
{
    return { handle, [](AtspiAccessible *h) {
                if (h)
                    g_object_unref(h);
            } };
}

QString taken(char *text)
{
    const QString out = QString::fromUtf8(text);
    g_free(text);
    return out;
}

/// Depth first; stops and answers true once @p visit does. Elements that are not shown are passed over.
bool walk(const Element &element, const std::function<bool(const Element &)> &visit, int depth = 0)
{
    if (depth > 40)
        return false;
    if (visit(element))
        return true;
    const auto children = element.children();
    for (const Element &child : children) {
        if (walk(child, visit, depth + 1))
            return true;
    }
    return false;
}

void runTool(const QStringList &arguments)
{
    QProcess tool;
    tool.start(u"xdotool"_s, arguments);
    if (!tool.waitForFinished(30000) || tool.exitCode() != 0)
        fail(u"xdotool %1 failed: %2"_s.arg(arguments.value(0), QString::fromUtf8(tool.readAllStandardError())));
}

} // namespace

QString Element::name() const { return taken(atspi_accessible_get_name(m_handle.get(), nullptr)); }

QString Element::role() const { return taken(atspi_accessible_get_role_name(m_handle.get(), nullptr)); }

QString Element::text() const
{
    AtspiText *text = atspi_accessible_get_text_iface(m_handle.get());
    if (!text)
        return {};
    const int count = atspi_text_get_character_count(text, nullptr);
    const QString out = taken(atspi_text_get_text(text, 0, count, nullptr));
    g_object_unref(text);
    return out;
}

bool Element::hasState(const QString &state) const
{
    AtspiStateSet *states = atspi_accessible_get_state_set(m_handle.get());
    if (!states)
        return false;
    GArray *list = atspi_state_set_get_states(states);
    bool found = false;
    for (guint i = 0; i < list->len; ++i) {
        GEnumClass *names = static_cast<GEnumClass *>(g_type_class_ref(ATSPI_TYPE_STATE_TYPE));
        const GEnumValue *value = g_enum_get_value(names, static_cast<int>(g_array_index(list, AtspiStateType, i)));
        found = found || (value && state == QLatin1StringView(value->value_nick));
        g_type_class_unref(names);
    }
    g_array_free(list, TRUE);
    g_object_unref(states);
    return found;
}

QList<Element> Element::children() const
{
    QList<Element> out;
    const int count = atspi_accessible_get_child_count(m_handle.get(), nullptr);
    for (int i = 0; i < count; ++i) {
        if (AtspiAccessible *child = atspi_accessible_get_child_at_index(m_handle.get(), i, nullptr))
            out.append(Element(owned(child)));
    }
    return out;
}

QSize Element::size() const
{
    AtspiComponent *component = atspi_accessible_get_component_iface(m_handle.get());
    if (!component)
        return {};
    AtspiRect *place = atspi_component_get_extents(component, ATSPI_COORD_TYPE_SCREEN, nullptr);
    g_object_unref(component);
    const QSize out = place ? QSize(place->width, place->height) : QSize();
    g_free(place);
    return out;
}

qint64 Element::processId() const { return atspi_accessible_get_process_id(m_handle.get(), nullptr); }

bool Element::focus() const
{
    AtspiComponent *component = atspi_accessible_get_component_iface(m_handle.get());
    if (!component)
        return false;
    const bool taken = atspi_component_grab_focus(component, nullptr);
    g_object_unref(component);
    return taken;
}

Desktop::Desktop() { atspi_init(); }

QList<Element> Desktop::programs() const
{
    QList<Element> programs = Element(owned(atspi_get_desktop(0))).children();
    if (m_processId != 0)
        programs.removeIf([this](const Element &program) { return program.processId() != m_processId; });
    return programs;
}

bool Desktop::walkAll(const std::function<bool(const Element &)> &visit) const
{
    const QList<Element> all = programs();
    return std::any_of(all.cbegin(), all.cend(), [&visit](const Element &program) { return walk(program, visit); });
}

void Desktop::turnTo(qint64 processId)
{
    m_processId = processId;
    // A name as well: without a pattern this tool takes the next command for one.
    runTool({ u"search"_s, u"--sync"_s, u"--onlyvisible"_s, u"--all"_s, u"--pid"_s, QString::number(processId), u"--name"_s, u"."_s, u"windowfocus"_s });
}

std::optional<Element> Desktop::find(const QString &role, const QString &name, bool prefix) const
{
    std::optional<Element> found;
    walkAll([&](const Element &element) {
        const QString its = element.name();
        const bool isNamed = prefix ? its.startsWith(name) : its == name;
        if (!isNamed || (!role.isEmpty() && element.role() != role))
            return false;
        // What is scrolled out of sight is there all the same: focus brings it in. What is in sight comes first.
        const bool isInSight = element.hasState(u"visible"_s);
        if (isInSight || !found)
            found = element;
        return isInSight;
    });
    return found;
}

Element Desktop::waitFor(const QString &role, const QString &name, bool prefix, std::chrono::seconds limit) const
{
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < deadline) {
        if (auto found = find(role, name, prefix))
            return *found;
        QThread::msleep(pollInterval.count());
    }
    fail(u"“%1” (%2) did not appear. On the screen: %3"_s.arg(name, role, spoken().join(u" · "_s)));
}

Element Desktop::waitUntilSeen(const QString &role, const QString &name, bool prefix, std::chrono::seconds limit) const
{
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < deadline) {
        if (auto found = find(role, name, prefix); found && found->hasState(u"visible"_s))
            return *found;
        QThread::msleep(pollInterval.count());
    }
    fail(u"“%1” (%2) was not to be seen. On all pages: %3"_s.arg(name, role, spoken().join(u" · "_s)));
}

void Desktop::waitUntilGone(const QString &role, const QString &name, std::chrono::seconds limit) const
{
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (find(role, name)) {
        if (std::chrono::steady_clock::now() > deadline)
            fail(u"“%1” (%2) did not go away."_s.arg(name, role));
        QThread::msleep(pollInterval.count());
    }
}

void Desktop::focusWindow(const QString &title) const { runTool({ u"search"_s, u"--sync"_s, u"--onlyvisible"_s, u"--name"_s, title, u"windowfocus"_s }); }

void Desktop::type(const QString &text) const { runTool({ u"type"_s, u"--delay"_s, u"8"_s, text }); }

void Desktop::key(const QString &keysym) const { runTool({ u"key"_s, keysym }); }

bool Desktop::takesFocus(const Element &element, std::chrono::steady_clock::time_point deadline) const
{
    while (std::chrono::steady_clock::now() < deadline) {
        if (element.hasState(u"focused"_s) || (element.focus() && element.hasState(u"focused"_s)))
            return true;
        QThread::msleep(pollInterval.count());
    }
    return false;
}

void Desktop::focusOn(const Element &element) const
{
    if (!takesFocus(element, std::chrono::steady_clock::now() + 10s))
        fail(u"“%1” was asked to take the keyboard focus and did not."_s.arg(element.name()));
}

void Desktop::press(const Element &element) const
{
    focusOn(element);
    key(u"space"_s);
}

void Desktop::press(const QString &role, const QString &name, bool prefix) const
{
    // A page that is being renewed may put another element in the place of the one just found: then that one is asked.
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    do {
        const Element element = waitFor(role, name, prefix);
        if (takesFocus(element, std::chrono::steady_clock::now() + 1s))
            return key(u"space"_s);
    } while (std::chrono::steady_clock::now() < deadline);
    fail(u"“%1” was asked to take the keyboard focus and did not. On the screen: %2"_s.arg(name, spoken().join(u" · "_s)));
}

QStringList Desktop::spoken() const
{
    QStringList names;
    walkAll([&](const Element &element) {
        if (const QString name = element.name(); !name.isEmpty())
            names.append(name);
        return false;
    });
    return names;
}

void Desktop::screenshot(const QString &file) const
{
    if (!QGuiApplication::primaryScreen()->grabWindow(0).save(file))
        fail(u"The picture %1 could not be written."_s.arg(file));
}

void say(const QString &step)
{
    static int number = 0;
    QTextStream(stdout) << u"%1  %2"_s.arg(++number, 2).arg(step) << Qt::endl;
}

void fail(const QString &why)
{
    QTextStream(stderr) << "The trip failed: " << why << Qt::endl;
    std::exit(1);   // NOLINT(concurrency-mt-unsafe): what else runs here has nothing to end for itself
}

} // namespace sightline::e2e
