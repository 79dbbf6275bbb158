#include "tests/qml/capture_window.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QTest>

#include <gtest/gtest.h>

namespace sightline::testing {

using namespace Qt::StringLiterals;

namespace {

QQuickItem *findNamed(QQuickItem *item, const QString &name)
{
    if (!item->isVisible())
        return nullptr;
    const QVariant its = item->property("name");
    if (item->property("text").toString() == name || its.toString() == name || item->property("label").toString() == name) {
        if (item->activeFocusOnTab() || item->inherits("QQuickControl"))
            return item;
    }
    const auto children = item->childItems();
    for (QQuickItem *child : children) {
        if (QQuickItem *found = findNamed(child, name))
            return found;
    }
    return nullptr;
}

} // namespace

FormContext CaptureWindow::usualWorld()
{
    FormContext context;
    context.today = QDate(2026, 11, 23);
    context.now = u"2026-11-23T14:02:00+00:00"_s;
    context.createdAt = context.now;
    return context;
}

CaptureWindow::CaptureWindow(const Json &questionnaire, QSize size, DraftState start, const FormContext &world)
{
    const auto form = readQuestionnaire(questionnaire);
    if (!form)
        qFatal("%s", qPrintable(form.error().detail));
    m_session = std::make_unique<FormSession>(*form, world, m_random, std::move(start));
    m_session->save = [this](const DraftState &state) {
        m_kept.append(state);
        m_session->draftSaved();
    };
    m_session->complete = [this](const Answers &answers) {
        m_completed = answers;
        m_session->completed();
    };
    m_session->now = [now = world.now] { return now; };
    m_session->candidates = [](const QString &) {
        return QList<Candidate> { { u"tm-north"_s, u"Team Manager, Early Support"_s, u"North team"_s },
                                  { u"fsw-north"_s, u"Family Support Worker, Early Support"_s, u"North team"_s } };
    };
    m_view.engine()->addImportPath(u"qrc:/qt/qml"_s);
    m_view.setResizeMode(QQuickView::SizeRootObjectToView);
    m_view.setInitialProperties({ { u"session"_s, QVariant::fromValue(m_session.get()) } });
    m_view.resize(size);
    m_view.setSource(QUrl(u"qrc:/qt/qml/Sightline/Capture/CapturePage.qml"_s));
    for (const QQmlError &error : m_view.errors())
        qWarning("%s", qPrintable(error.toString()));
    // For somebody who wants to look, beside SIGHTLINE_PICTURES: SIGHTLINE_LOOK="scheme = Theme.Dark" or "textFactor = 2".
    if (const QByteArray look = qgetenv("SIGHTLINE_LOOK"); !look.isEmpty()) {
        QQmlComponent setting(m_view.engine());
        setting.setData("import QtQml\nimport Sightline.Theme\nQtObject { Component.onCompleted: Theme." + look + " }", QUrl(u"qrc:/look.qml"_s));
        const std::unique_ptr<QObject> set(setting.create());
        EXPECT_TRUE(set) << setting.errorString().toStdString();
    }
    m_view.show();
    m_view.requestActivate();
    settle();
}

void CaptureWindow::settle()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

void CaptureWindow::type(const QString &text)
{
    for (const QChar c : text)
        QTest::sendKeyEvent(QTest::Click, &m_view, Qt::Key_unknown, QString(c), Qt::NoModifier);
    settle();
}

void CaptureWindow::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&m_view, key, modifiers);
    settle();
}

QQuickItem *CaptureWindow::named(const QString &name) const { return findNamed(m_view.rootObject(), name); }

} // namespace sightline::testing
