#pragma once

#include "core/packs/forms/form_packs.h"
#include "qml/features/capture/form_session.h"

#include <QQuickView>

#include <memory>

namespace sightline::testing {

/// The capture page of one form in a window, without a store: what it would keep and complete is caught here.
class CaptureWindow {
public:
    CaptureWindow(const Json &questionnaire, QSize size, DraftState start = {}) : CaptureWindow(questionnaire, size, std::move(start), usualWorld()) { }
    /// The same where the world knows more.
    CaptureWindow(const Json &questionnaire, QSize size, DraftState start, const FormContext &world);
    /// A Monday in November at two, and nothing else.
    [[nodiscard]] static FormContext usualWorld();

    [[nodiscard]] FormSession &session() { return *m_session; }
    [[nodiscard]] QQuickView &view() { return m_view; }
    [[nodiscard]] const QList<DraftState> &kept() const { return m_kept; }
    [[nodiscard]] const std::optional<Answers> &completed() const { return m_completed; }

    /// Lets the page lay itself out.
    void settle();
    /// Types @p text with key events into whatever has the focus.
    void type(const QString &text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// The item whose accessible name is @p name; null if there is none on the page.
    [[nodiscard]] QQuickItem *named(const QString &name) const;

private:
    SodiumRandom m_random;
    QList<DraftState> m_kept;
    std::optional<Answers> m_completed;
    std::unique_ptr<FormSession> m_session;
    QQuickView m_view;
};

} // namespace sightline::testing
