#include "core/forms/carry_forward.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/enable_when.h"
#include "core/forms/product_functions.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString fromContext = u"context/"_s;
const QString fromPrevious = u"previous/"_s;

/// A place of the last record: the key of a list, a row or an answer.
QString lastName(const QString &carryForward) { return carryForward.sliced(fromPrevious.size()); }

class Prefiller {
public:
    Prefiller(const Questionnaire &form, const FormContext &context, RandomSource &random, QString role, Answers answers = {})
        : m_form(form), m_context(context), m_random(random), m_role(std::move(role)), m_answers(std::move(answers))
    {
    }

    Answers run()
    {
        for (const int root : m_form.roots)
            fill(root, {}, {});
        recalculate(m_form, m_answers, m_context);
        return m_answers;
    }

    Answers runRow(const FormItem &item, const QString &base)
    {
        for (const int child : item.children)
            fill(child, base, {});
        recalculate(m_form, m_answers, m_context);
        return m_answers;
    }

    /// What is carried into the repeating group @p item, or into the question, and nothing else.
    Answers runCarried(const FormItem &item)
    {
        if (item.type == ItemType::Group)
            carryRows(item, rowListKey({}, item.linkId));
        else
            setAnswers(item, childKey({}, item.linkId), carried(item, {}));
        return m_answers;
    }

private:
    /// @p previousBase is where the last record's row lies that is being carried into this row; empty outside one.
    void fill(int index, const QString &base, const QString &previousBase)
    {
        const FormItem &item = m_form.items[index];
        if (item.type == ItemType::Group && item.repeats) {
            carryRows(item, rowListKey(base, item.linkId));
            return;
        }
        if (item.type != ItemType::Group && item.type != ItemType::Display) {
            if (item.completedByRole == m_role)
                setFirst(item, childKey(base, item.linkId), previousBase);
            return;   // children of answers come with their answers
        }
        for (const int child : item.children)
            fill(child, base, previousBase);
    }

    /// A row for each of the last record's; none otherwise, since an empty row says nothing.
    void carryRows(const FormItem &item, const QString &listKey)
    {
        if (item.completedByRole == m_role && item.carryForward.startsWith(fromContext)) {
            carryContextRows(item, listKey);
            return;
        }
        if (item.completedByRole != m_role || !m_context.previous || !item.carryForward.startsWith(fromPrevious))
            return;
        const QString previousList = rowListKey({}, lastName(item.carryForward));
        for (const AnswerRow &row : m_context.previous->rows(previousList)) {
            const auto added = m_answers.addRow(listKey, m_random);
            for (const int child : item.children)
                fill(child, rowBase(listKey, added.row), rowBase(previousList, row.id));
        }
    }

    /// A row for each object of a list that the context knows ("what was planned, and what was done").
    void carryContextRows(const FormItem &item, const QString &listKey)
    {
        const QString list = item.carryForward.sliced(fromContext.size());
        const Json rows = m_context.values.value(list);   // lives as long as the walk over it
        for (const Json &object : rows.toArray()) {
            const auto added = m_answers.addRow(listKey, m_random);
            m_contextRow = { list + u'.', object };
            for (const int child : item.children)
                fill(child, rowBase(listKey, added.row), {});
        }
        m_contextRow = {};
    }

    void setFirst(const FormItem &item, const QString &key, const QString &previousBase)
    {
        QList<Json> values = carried(item, previousBase);
        if (values.isEmpty())
            values = item.initial;
        if (values.isEmpty()) {
            for (const FormOption &option : item.options) {
                if (option.initiallySelected)
                    values.append(option.value);
            }
        }
        setAnswers(item, key, std::move(values));
    }

    void setAnswers(const FormItem &item, const QString &key, QList<Json> values)
    {
        values.removeIf([&](const Json &value) { return !typeProblem(item.type, value).isEmpty(); });
        if (values.isEmpty())
            return;
        if (!item.repeats) {
            m_answers.set(key, values.first());
            return;
        }
        for (const Json &value : values)
            m_answers.addAnswer(key, value, m_random);
    }

    QList<Json> carried(const FormItem &item, const QString &previousBase) const
    {
        QList<Json> values;
        if (item.carryForward.startsWith(fromContext)) {
            const QString name = item.carryForward.sliced(fromContext.size());
            const bool isOfRow = !m_contextRow.list.isEmpty() && name.startsWith(m_contextRow.list);
            const Json value = isOfRow ? m_contextRow.object[name.sliced(m_contextRow.list.size())]
                : name == u"now"       ? Json(m_context.now)
                                       : m_context.values.value(name);
            values = value.isArray() ? value.toArray() : QList<Json> { value };
        } else if (m_context.previous && item.carryForward.startsWith(fromPrevious)) {
            for (const AnswerRow &answer : m_context.previous->given(childKey(previousBase, lastName(item.carryForward))))
                values.append(answer.value);
        }
        values.removeIf([](const Json &value) { return !isAnswered(value); });
        return values;
    }

    const Questionnaire &m_form;
    const FormContext &m_context;
    RandomSource &m_random;
    QString m_role;
    Answers m_answers;
    struct ContextRow {
        QString list;      ///< its name with a dot; empty outside such a row
        Json object;
    };
    ContextRow m_contextRow;
};

/// What the rows of a list say, in order, whatever their ids.
QList<QMap<QString, Json>> contentOf(const Answers &answers, const QString &listKey)
{
    QList<QMap<QString, Json>> rows;
    for (const AnswerRow &row : answers.rows(listKey)) {
        const QString base = rowBase(listKey, row.id);
        QMap<QString, Json> said;
        for (auto it = answers.fields().lowerBound(base); it != answers.fields().cend() && it.key().startsWith(base); ++it)
            said.insert(it.key().sliced(base.size()), *it);
        rows.append(said);
    }
    return rows;
}

QList<Json> valuesAt(const Answers &answers, const QString &key)
{
    QList<Json> values;
    for (const AnswerRow &answer : answers.given(key))
        values.append(answer.value);
    return values;
}

/// Exchanges what one last record gave for what another gives.
class LastCarrier {
public:
    LastCarrier(const Questionnaire &form, Answers &answers, FormContext before, const FormContext &context, RandomSource &random, WrittenAside &aside,
                QString role)
        : m_form(form), m_answers(answers), m_before(std::move(before)), m_context(context), m_random(random), m_aside(aside), m_role(std::move(role))
    {
    }

    void run()
    {
        for (const int root : m_form.roots)
            visit(root);
    }

private:
    void visit(int index)
    {
        const FormItem &item = m_form.items[index];
        const bool isRowList = item.type == ItemType::Group && item.repeats;
        const bool isQuestion = item.type != ItemType::Group && item.type != ItemType::Display;
        if (isRowList || isQuestion) {
            if (item.completedByRole == m_role && item.carryForward.startsWith(fromPrevious))
                isRowList ? exchangeRows(item) : exchangeAnswer(item);
            return;
        }
        for (const int child : item.children)
            visit(child);
    }

    [[nodiscard]] Answers carriedFrom(const FormContext &context, const FormItem &item)
    {
        return Prefiller(m_form, context, m_random, m_role).runCarried(item);
    }

    void exchangeRows(const FormItem &item)
    {
        const QString key = rowListKey({}, item.linkId);
        const Answers fresh = carriedFrom(m_context, item);
        const auto old = contentOf(carriedFrom(m_before, item), key), present = contentOf(m_answers, key), next = contentOf(fresh, key);
        if (old == next || (!item.readOnly && present != old))
            return;
        if (present != old)
            m_aside.insert(nameOf(key, old), fieldsBelow(m_answers, key));
        for (const AnswerRow &row : m_answers.rows(key))
            m_answers.removeRow(key, row.id);
        const Answers::Fields written = m_aside.take(nameOf(key, next));
        const Answers::Fields &fields = written.isEmpty() ? fresh.fields() : written;
        for (auto it = fields.cbegin(); it != fields.cend(); ++it)
            m_answers.set(it.key(), *it);
    }

    static Answers::Fields fieldsBelow(const Answers &answers, const QString &listKey)
    {
        Answers::Fields below;
        for (auto it = answers.fields().lowerBound(listKey); it != answers.fields().cend() && it.key().startsWith(listKey); ++it)
            below.insert(it.key(), *it);
        return below;
    }

    static QString nameOf(const QString &listKey, const QList<QMap<QString, Json>> &content)
    {
        QString name = listKey;
        for (const auto &row : content)
            name += u'\n' + QString::fromUtf8(writeJson(Json(row)));
        return name;
    }

    void exchangeAnswer(const FormItem &item)
    {
        const QString key = childKey({}, item.linkId);
        const Answers fresh = carriedFrom(m_context, item);
        const QList<Json> old = valuesAt(carriedFrom(m_before, item), key);
        if (old == valuesAt(fresh, key) || (!item.readOnly && valuesAt(m_answers, key) != old))
            return;
        m_answers.remove(key);
        m_answers.set(key, fresh.value(key));
    }

    const Questionnaire &m_form;
    Answers &m_answers;
    const FormContext m_before;
    const FormContext &m_context;
    RandomSource &m_random;
    WrittenAside &m_aside;
    const QString m_role;
};

} // namespace

bool carryLast(const Questionnaire &questionnaire, Answers &answers, const std::optional<Answers> &before, const FormContext &context, RandomSource &random,
               WrittenAside &aside, const QString &role)
{
    const Answers present = answers;
    FormContext then = context;
    then.previous = before;
    LastCarrier(questionnaire, answers, std::move(then), context, random, aside, role).run();
    if (answers == present)
        return false;
    recalculate(questionnaire, answers, context);
    return true;
}

Answers prefilledAnswers(const Questionnaire &questionnaire, const FormContext &context, RandomSource &random, const QString &role)
{
    return Prefiller(questionnaire, context, random, role).run();
}

Answers::Added addPrefilledRow(const Questionnaire &questionnaire, Answers &answers, const QString &listKey, const FormContext &context, RandomSource &random)
{
    const Answers before = answers;
    auto added = answers.addRow(listKey, random);
    const auto place = resolveKey(questionnaire, listKey);
    if (!place || !place->isRowList)
        return added;
    const FormItem &group = questionnaire.items[place->item];
    answers = Prefiller(questionnaire, context, random, group.completedByRole, answers).runRow(group, rowBase(listKey, added.row));
    added.changed.clear();
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        if (before.value(it.key()) != it.value())
            added.changed.append(it.key());
    }
    return added;
}

} // namespace sightline
