#include "core/forms/enable_when.h"

#include "core/base/limits.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"

#include <algorithm>
#include <vector>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isQuestion(const FormItem &item) { return item.type != ItemType::Group && item.type != ItemType::Display; }

/// Lays the places out in document order.
class TreeBuilder {
public:
    TreeBuilder(const Questionnaire &form, const Answers &answers) : m_form(form), m_answers(answers) { }

    FormTree build()
    {
        m_tree.places.reserve(m_form.items.size());
        for (const int root : m_form.roots)
            expand(root, -1, {}, {});
        m_tree.byKey.reserve(m_tree.places.size());
        for (int at = 0; at < m_tree.places.size(); ++at) {
            m_tree.byKey.insert(m_tree.places[at].key, at);
            if (isQuestion(m_form.items[m_tree.places[at].item]))
                m_tree.byQuestion[m_tree.places[at].item].append(at);
        }
        return std::move(m_tree);
    }

private:
    int add(FormPlace::Kind kind, int item, int parent, const QString &key, const QString &row)
    {
        m_tree.places.append(FormPlace { kind, item, parent, 0, key, row, true });
        return int(m_tree.places.size()) - 1;
    }

    bool isFull()
    {
        m_tree.truncated = m_tree.truncated || m_tree.places.size() >= limits::formPlacesMax;
        return m_tree.truncated;
    }

    void close(int place) { m_tree.places[place].end = int(m_tree.places.size()); }

    void expand(int index, int parent, const QString &base, const QString &row)
    {
        if (isFull())
            return;
        const FormItem &item = m_form.items[index];
        if (item.type == ItemType::Group && item.repeats)
            expandRows(index, parent, rowListKey(base, item.linkId), row);
        else
            expandSingle(index, parent, base, row);
    }

    void expandRows(int index, int parent, const QString &listKey, const QString &row)
    {
        const int list = add(FormPlace::Kind::RowList, index, parent, listKey, row);
        for (const AnswerRow &entry : m_answers.rows(listKey)) {
            if (isFull())
                break;
            const QString base = rowBase(listKey, entry.id);
            const int place = add(FormPlace::Kind::Row, index, list, base, entry.id);
            expandChildren(index, place, base, entry.id);
            close(place);
        }
        close(list);
    }

    void expandSingle(int index, int parent, const QString &base, const QString &row)
    {
        const FormItem &item = m_form.items[index];
        const QString key = childKey(base, item.linkId);
        const int place = add(FormPlace::Kind::Single, index, parent, key, row);
        if (!isQuestion(item)) {
            expandChildren(index, place, base, row);
        } else if (!item.children.isEmpty()) {
            for (const AnswerRow &answer : m_answers.given(key))
                expandChildren(index, place, answerBase(key, answer.id), answer.id);
        }
        close(place);
    }

    void expandChildren(int index, int place, const QString &base, const QString &row)
    {
        for (const int child : m_form.items[index].children)
            expand(child, place, base, row);
    }

    const Questionnaire &m_form;
    const Answers &m_answers;
    FormTree m_tree;
};

/// Decides which places are enabled. Places wait for their parent and for the questions they ask about; the walk is
/// iterative, so neither long chains nor loops can exhaust the stack.
class Enabler {
public:
    Enabler(const Questionnaire &form, const Answers &answers, FormTree &tree)
        : m_form(form), m_answers(answers), m_places(tree.places), m_occurrences(tree.byQuestion), m_state(size_t(tree.places.size()), State::Untouched)
    {
    }

    void run()
    {
        for (int at = 0; at < m_places.size(); ++at)
            settle(at);
    }

private:
    enum class State : char { Untouched, Waiting, Settled };
    struct Waiting {
        int place;
        QList<int> needs;   // what it waits for
        int next = 0;
    };

    void settle(int start)
    {
        if (state(start) != State::Untouched)
            return;
        std::vector<Waiting> stack;
        push(stack, start);
        while (!stack.empty()) {
            Waiting &top = stack.back();
            if (top.next < top.needs.size()) {
                const int need = top.needs[top.next++];
                // One that already waits is part of a loop: it counts with what was typed.
                if (state(need) == State::Untouched)
                    push(stack, need);
                continue;
            }
            m_places[top.place].enabled = isEnabled(top.place);
            state(top.place) = State::Settled;
            stack.pop_back();
        }
    }

    State &state(int place) { return m_state[size_t(place)]; }

    void push(std::vector<Waiting> &stack, int place)
    {
        state(place) = State::Waiting;
        QList<int> needs;
        if (m_places[place].parent >= 0)
            needs.append(m_places[place].parent);
        if (m_places[place].kind != FormPlace::Kind::Row) {
            for (const FormCondition &condition : m_form.items[m_places[place].item].enableWhen) {
                const int question = nearest(place, condition.question);
                if (question >= 0)
                    needs.append(question);
            }
        }
        stack.push_back({ place, needs });
    }

    /// The occurrence of a question that a condition at @p place means: the deepest group or row around the place that
    /// holds one; in it an ancestor first, then the last before, then the first after. -1 if there is none.
    int nearest(int place, const QString &linkId)
    {
        const auto found = m_occurrences.constFind(m_form.byLinkId.value(linkId, -1));
        if (found == m_occurrences.cend())
            return -1;
        const QList<int> &all = found.value();
        if (all.size() == 1)
            return all.first();
        for (int around = m_places[place].parent;; around = m_places[around].parent) {
            const int begin = around < 0 ? 0 : around;
            const int end = around < 0 ? int(m_places.size()) : m_places[around].end;
            const auto low = std::lower_bound(all.cbegin(), all.cend(), begin);
            const auto high = std::lower_bound(low, all.cend(), end);
            if (low != high) {
                if (*low == around)
                    return around;
                const auto after = std::lower_bound(low, high, place);
                return after == low ? *after : *std::prev(after);
            }
            if (around < 0)
                return -1;
        }
    }

    bool isEnabled(int at)
    {
        const FormPlace &place = m_places[at];
        const bool isParentEnabled = place.parent < 0 || m_places[place.parent].enabled;
        if (!isParentEnabled || place.kind == FormPlace::Kind::Row)
            return isParentEnabled;
        const FormItem &item = m_form.items[place.item];
        if (item.enableWhen.isEmpty())
            return true;
        const auto holds = [&](const FormCondition &condition) { return isTrue(condition, nearest(at, condition.question)); };
        return item.enableBehavior == EnableBehavior::All ? std::all_of(item.enableWhen.cbegin(), item.enableWhen.cend(), holds)
                                                          : std::any_of(item.enableWhen.cbegin(), item.enableWhen.cend(), holds);
    }

    bool isTrue(const FormCondition &condition, int question)
    {
        QList<Json> values;
        ItemType type = ItemType::Display;
        const bool counts = question >= 0 && m_places[question].enabled;   // disabled questions have no answer
        if (counts) {
            type = m_form.items[m_places[question].item].type;
            for (const AnswerRow &answer : m_answers.given(m_places[question].key)) {
                if (isAnswered(answer.value))
                    values.append(answer.value);
            }
        }
        const auto anyIs = [&](auto test) {
            return std::any_of(values.cbegin(), values.cend(), [&](const Json &value) {
                const auto compared = compareForCondition(type, value, condition.answer);
                return compared && test(*compared);
            });
        };
        switch (condition.op) {
        case EnableOperator::Exists: return values.isEmpty() != condition.answer.toBool();
        case EnableOperator::Equal: return anyIs([](int c) { return c == 0; });
        case EnableOperator::NotEqual: return !anyIs([](int c) { return c == 0; });
        case EnableOperator::Greater: return anyIs([](int c) { return c > 0 && c != unordered; });
        case EnableOperator::Less: return anyIs([](int c) { return c < 0; });
        case EnableOperator::GreaterOrEqual: return anyIs([](int c) { return c >= 0 && c != unordered; });
        case EnableOperator::LessOrEqual: return anyIs([](int c) { return c <= 0; });
        }
        return false;
    }

    static constexpr int unordered = 2;   // different, but neither is smaller

    static std::optional<int> compareForCondition(ItemType type, const Json &value, const Json &with)
    {
        if (type == ItemType::Boolean || value.isObject() || with.isObject())
            return sameChoice(value, with) ? 0 : unordered;
        return compareAnswers(value.isInteger() && type != ItemType::Decimal ? ItemType::Integer : type, value, with);
    }

    const Questionnaire &m_form;
    const Answers &m_answers;
    QList<FormPlace> &m_places;
    const QHash<int, QList<int>> &m_occurrences;
    std::vector<State> m_state;
};

} // namespace

const FormPlace *FormTree::find(const QString &key) const
{
    const int at = byKey.value(key, -1);
    return at < 0 ? nullptr : &places[at];
}

bool FormTree::isEnabled(const QString &key) const
{
    const FormPlace *place = find(key);
    return place && place->enabled;
}

FormTree buildFormTree(const Questionnaire &questionnaire, const Answers &answers)
{
    FormTree tree = TreeBuilder(questionnaire, answers).build();
    Enabler(questionnaire, answers, tree).run();
    return tree;
}

Answers withoutDisabled(const Questionnaire &questionnaire, const Answers &answers)
{
    const FormTree tree = buildFormTree(questionnaire, answers);
    if (tree.truncated)
        return answers;   // validate refuses these; nothing is dropped unseen
    Answers::Fields kept;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const bool isForeign = !resolveKey(questionnaire, it.key());   // `$rest`, and fields of another version
        if (isForeign || tree.isEnabled(it.key()))
            kept.insert(it.key(), it.value());
    }
    return Answers(kept);
}

} // namespace sightline
