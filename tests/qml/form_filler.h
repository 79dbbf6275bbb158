#pragma once

#include "core/forms/form_context.h"
#include "core/forms/layout.h"
#include "qml/features/capture/form_row.h"
#include "tests/qml/page_hand.h"
#include "tests/support/random_questionnaire.h"

#include <QSet>

namespace sightline::testing {

/// Fills a form in the real page by keyboard and accessible names, without knowing the form: beside it runs the form engine over
/// the answers it has given, which says what questions must be on the page, in which order. If the page differs, filling fails.
class FormFiller {
public:
    FormFiller(const ScreenReader &reader, Questionnaire form, QStringList people, quint64 seed);

    /// Fills every page and presses Done. False, with `complaint` set, when something is not where it must be.
    [[nodiscard]] bool fill();

    /// What was given, as it must be in the record.
    [[nodiscard]] Answers given() const;
    QString complaint;
    int typed = 0;      ///< answers given
    int pages = 0;

private:
    [[nodiscard]] QList<FormRow> lines() const;
    [[nodiscard]] QList<FormSection> sections() const;
    bool fillPage();
    bool answer(const FormRow &line, int nth);
    bool answerOne(const FormRow &line, int nth, const FormItem &item);
    bool chooseIn(const FormRow &line, int nth, const FormItem &item);
    bool pickPerson(const FormRow &line, int nth, const FormItem &item);
    void put(const QString &key, const Json &value);
    void beginRequired();
    bool complain(const QString &why);
    /// @p isDone, or what the hand complains of.
    bool did(bool isDone) { return isDone || complain(m_hand.complaint); }
    [[nodiscard]] int howMany(const FormItem &item);

    const ScreenReader &m_reader;
    PageHand m_hand;
    Questionnaire m_form;
    QStringList m_people;
    SeededRandom m_random;
    FormContext m_context;
    Answers m_answers;
    QSet<QString> m_done;
    QMap<QString, int> m_wanted;    ///< rows or answers wanted, by key
    int m_page = 0;
};

} // namespace sightline::testing
