#include "core/forms/hand_over.h"

#include "core/forms/answer_key.h"

#include <algorithm>
#include <utility>

namespace sightline {

namespace {

class HandOverBuilder {
public:
    HandOverBuilder(const Questionnaire &form, const FormTree &tree, const QString &role) : m_form(form), m_tree(tree), m_role(role) { }

    FormLayout build()
    {
        for (int at = 0; at < m_tree.places.size();)
            at = place(at);
        if (!m_words.isEmpty())
            addPage(m_words.takeFirst());
        m_layout.enabledCount = static_cast<int>(m_layout.sections.size());
        return std::move(m_layout);
    }

private:
    /// Returns the place to go on with.
    int place(int at)
    {
        const FormPlace &place = m_tree.places[at];
        const FormItem &item = m_form.items[place.item];
        if (!place.enabled || item.hidden)
            return place.end;
        const bool isPlainGroup = item.type == ItemType::Group && place.kind == FormPlace::Kind::Single;
        if (isPlainGroup) {
            m_title = item.text.isEmpty() ? m_title : item.text;
            return at + 1;
        }
        if (!isAsked(item))
            return place.end;
        if (item.type == ItemType::Display || item.type == ItemType::Unsupported)
            m_words.append(place.item);
        else
            addPage(place.item);
        return place.end;
    }

    [[nodiscard]] bool isAsked(const FormItem &item) const
    {
        const bool isTheirs = m_role.isEmpty() ? item.isHandedOver && item.completedByRole.isEmpty() : item.completedByRole == m_role;
        return isTheirs && !item.readOnly && !item.signatureRequired && !item.comesLater && item.drawing != Drawing::Signature;
    }

    void addPage(int item)
    {
        FormSection page;
        page.linkId = m_form.items[item].linkId;
        page.title = m_title.isEmpty() ? m_form.title : m_title;
        page.items = std::exchange(m_words, {}) + QList<int> { item };
        page.role = m_role;
        page.number = static_cast<int>(m_layout.sections.size()) + 1;
        for (const int shown : std::as_const(page.items))
            m_layout.sectionByItem.insert(shown, static_cast<int>(m_layout.sections.size()));
        m_layout.sections.append(page);
    }

    const Questionnaire &m_form;
    const FormTree &m_tree;
    const QString &m_role;
    FormLayout m_layout;
    QString m_title;
    QList<int> m_words;   ///< to read, on the page of the next question
};

} // namespace

FormLayout layoutHandedOver(const Questionnaire &questionnaire, const FormTree &tree, const QString &role)
{
    return HandOverBuilder(questionnaire, tree, role).build();
}

bool handsOver(const Questionnaire &questionnaire)
{
    return std::any_of(questionnaire.items.cbegin(), questionnaire.items.cend(),
                       [](const FormItem &item) { return item.isHandedOver && item.completedByRole.isEmpty() && item.type != ItemType::Group; });
}

bool saidAnything(const Questionnaire &questionnaire, const Answers &answers)
{
    return std::any_of(answers.fields().keyBegin(), answers.fields().keyEnd(), [&](const QString &key) {
        const auto place = resolveKey(questionnaire, key);
        if (!place || !questionnaire.items[place->item].isHandedOver || questionnaire.items[place->item].readOnly)
            return false;
        const auto given = answers.given(key);
        return std::any_of(given.cbegin(), given.cend(), [](const AnswerRow &answer) { return isAnswered(answer.value); });
    });
}

Answers withoutHandedOver(const Questionnaire &questionnaire, const Answers &answers)
{
    Answers::Fields kept;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const auto place = resolveKey(questionnaire, it.key());
        if (!place || !questionnaire.items[place->item].isHandedOver)
            kept.insert(it.key(), it.value());
    }
    return Answers(kept);
}

} // namespace sightline
