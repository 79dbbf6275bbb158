#include "core/forms/answer_key.h"
#include "core/forms/hand_over.h"
#include "core/forms/named_files.h"
#include "qml/features/capture/form_session.h"

#include <algorithm>

/// What a FormSession does with the part of a form that is asked of somebody else.
namespace sightline {

bool FormSession::canHandOver() const { return m_shows == DraftState::Shows::WholePart && !m_isTriedOut && m_role.isEmpty() && handsOver(m_form); }

FormLayout FormSession::layoutOfPages() const
{
    if (m_shows == DraftState::Shows::HandedOver) {
        FormLayout layout = layoutHandedOver(m_form, m_tree, m_role);
        // A page on which nothing can be said, and nothing was, helps nobody.
        const auto wantsToHear = [this](int item) {
            const FormItem &question = m_form.items[item];
            return takesSoundAlone(question.mimeTypes) && m_answers.given(childKey({}, question.linkId)).isEmpty();
        };
        if (!m_canHear)
            layout.sections.removeIf([&](const FormSection &page) { return std::any_of(page.items.cbegin(), page.items.cend(), wantsToHear); });
        return layout;
    }
    FormLayout layout = layoutForm(m_form, m_tree, m_answers, m_issues, m_role);
    if (m_shows == DraftState::Shows::AllButHandedOver) {
        const auto isGiven = [this](int item) { return m_form.items[item].isHandedOver; };
        for (FormSection &page : layout.sections)
            page.enabled = page.enabled && !std::all_of(page.items.cbegin(), page.items.cend(), isGiven);
    }
    return layout;
}

void FormSession::handOver()
{
    const auto issues = validate(m_form, withoutBlankAnswers(m_answers), ValidateFor::Completion, m_context, m_role);
    const auto own = std::find_if(issues.cbegin(), issues.cend(), [this](const FormIssue &issue) {
        const FormItem *item = m_form.find(issue.linkId);
        return issue.severity == FormIssue::Severity::Error && !(item && item->isHandedOver);
    });
    if (own == issues.cend()) {
        saveNow();
        Q_EMIT handOverAsked();
        return;
    }
    const QString key = own->key;
    m_isLookedAt = true;
    refresh();
    goTo(pageOf(key));
    focusOn(key);
    askFocus(key);
}

QString FormSession::spokenPage() const
{
    QStringList said;
    for (const FormRow &line : m_lines.rows()) {
        said.append(line.label);
        said.append(line.help);
        for (const FormChoice &choice : line.choices)
            said.append(choice.label);
    }
    said.removeIf([](const QString &words) { return words.trimmed().isEmpty(); });
    for (QString &words : said) {
        if (!words.endsWith(u'.') && !words.endsWith(u'?') && !words.endsWith(u'!'))
            words += u'.';   // a pause between a question and its choices
    }
    return said.join(u' ');
}

} // namespace sightline
