#pragma once

#include "tests/qml/capture_window.h"
#include "tests/qml/page_hand.h"

namespace sightline::testing {

/// Fills the form of a window until it is completed, by keyboard and accessible names alone: what @p target answers is given where the page
/// asks for it, in the page's order, and what stands there already is left. It knows no form.
class Typist {
public:
    Typist(CaptureWindow &window, const Questionnaire &form, Answers target);

    /// False, with `complaint` set, when something is not where it must be, or the form is not completed with it.
    [[nodiscard]] bool fill();
    QString complaint;

private:
    /// A line of the page, as the page has it.
    struct Line {
        QString kind, key, name, label;
        int nth = 0;   ///< among those of this name
    };
    enum class Act { Done, Nothing, Failed };

    [[nodiscard]] QList<Line> lines() const;
    [[nodiscard]] std::optional<QString> inTarget(const QString &key) const;
    [[nodiscard]] Json wanted(const Line &line) const;
    /// Gives the first answer of the page that is still to be given.
    [[nodiscard]] Act actOnPage();
    [[nodiscard]] Act act(const Line &line);
    [[nodiscard]] bool answer(const Line &line, const FormItem &item, const Json &value);
    [[nodiscard]] Act did(bool isDone);
    [[nodiscard]] QString problems() const;

    CaptureWindow &m_window;
    const ScreenReader m_reader;
    PageHand m_hand;
    const Questionnaire &m_form;
    const Answers m_target;
};

} // namespace sightline::testing
