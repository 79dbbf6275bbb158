#include "core/base/limits.h"
#include "core/forms/answer_value.h"
#include "core/forms/extension_urls.h"
#include "core/forms/fhir_value.h"
#include "core/forms/form_text.h"
#include "core/forms/product_functions.h"
#include "core/forms/questionnaire.h"
#include "core/forms/read_item.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

class FormReader {
public:
    FormReader(const Json &json, const QString &language)
    {
        m_items.language = language;
        m_items.lists = readContainedLists(json, language);
    }

    Result<Questionnaire> read(const Json &json);

private:
    void readHead(const Json &json);
    Result<void> readChildren(const Json &parentJson, int parent, int depth);
    bool isFoldedIntoParent(const Json &json, int parent);
    Result<void> readOne(const Json &json, int parent, int depth);
    void inherit(FormItem &item) const;
    void noteModifiers(const Json &json, const QString &linkId);
    void noteFunctions(const QList<ProductFunction> &functions, const QString &linkId);
    void settleConditions();
    void settleCondition(const FormItem &item, FormCondition &condition);
    [[nodiscard]] QList<int> optionsNamed(const FormItem &question, const QString &name);
    [[nodiscard]] bool liesWithin(int item, int ancestor) const;

    Questionnaire m_form;
    ItemReader m_items;
    QHash<QString, QHash<QString, QList<int>>> m_optionsByName;   // by question
    int m_seen = 0;   // every item of the file, also those left out
};

Result<Questionnaire> FormReader::read(const Json &json)
{
    const QString kind = json[u"resourceType"_s].toString();
    if (kind == u"Bundle")
        return Error { ErrorCode::InvalidInput,
                       u"This is not a form but a bundle of %1 resources. Give the Questionnaire in it as a file of its own."_s.arg(
                           json[u"entry"_s].toArray().size()) };
    if (kind != u"Questionnaire")
        return Error { ErrorCode::InvalidInput, u"This is not a form: its resourceType is not \"Questionnaire\". Give a FHIR R4 Questionnaire as JSON."_s };
    m_form.original = json;
    readHead(json);
    if (const auto read = readChildren(json, -1, 1); !read)
        return read.error();
    if (m_form.items.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The form has no items that can be read. Give a Questionnaire with at least one item that has a linkId."_s };
    settleConditions();
    m_form.report = m_items.notes;
    return std::move(m_form);
}

void FormReader::readHead(const Json &json)
{
    m_form.url = json[u"url"_s].toString();
    m_form.version = json[u"version"_s].toString();
    m_form.name = json[u"name"_s].toString();
    m_form.title = shownText(json, u"title"_s, m_items.language);
    m_form.status = json[u"status"_s].toString();
    m_form.description = plainFromMarkdown(shownText(json, u"description"_s, m_items.language));
    m_form.sensitivity = extensionValue(json, extensions::sensitivity).toString();
    m_form.functions = readProductFunctions(json);
    noteModifiers(json, {});
    noteFunctions(m_form.functions, {});
    if (m_form.url.isEmpty())
        m_items.warn({}, u"The form has no url; responses cannot name it."_s);
    if (m_form.version.isEmpty())
        m_items.warn({}, u"The form has no version."_s);
    if (m_form.status.isEmpty()) {
        m_items.warn({}, u"The form has no status; taken as a draft."_s);
        m_form.status = u"draft"_s;
    }
    if (m_form.title.isEmpty()) {
        m_items.warn({}, u"The form has no title."_s);
        m_form.title = m_form.name.isEmpty() ? m_form.url : m_form.name;
    }
}

Result<void> FormReader::readChildren(const Json &parentJson, int parent, int depth)
{
    const auto &children = parentJson[u"item"_s].toArray();
    if (!children.isEmpty() && depth > limits::formDepthMax)
        return Error { ErrorCode::TooLarge, u"The form nests items more than %1 levels deep. Flatten its groups."_s.arg(limits::formDepthMax) };
    for (const Json &child : children) {
        if (++m_seen > limits::formItemsMax)
            return Error { ErrorCode::TooLarge, u"The form has more than %1 items. Split it."_s.arg(limits::formItemsMax) };
        noteModifiers(child, child[u"linkId"_s].toString());
        if (isFoldedIntoParent(child, parent))
            continue;
        if (const auto read = readOne(child, parent, depth); !read)
            return read.error();
    }
    return {};
}

/// Help, prompt and unit texts are children of type display in FHIR; for us they are words of their parent.
bool FormReader::isFoldedIntoParent(const Json &json, int parent)
{
    if (parent < 0 || json[u"type"_s].toString() != u"display")
        return false;
    const QString control = itemControlCode(json);
    FormItem &item = m_form.items[parent];
    QString *words = control == u"help" ? &item.help : control == u"prompt" ? &item.prompt : control == u"unit" ? &item.unit : nullptr;
    if (!words)
        return false;
    if (!words->isEmpty())
        words->append(u'\n');
    words->append(shownText(json, u"text"_s, m_items.language));
    return true;
}

Result<void> FormReader::readOne(const Json &json, int parent, int depth)
{
    FormItem item = m_items.readItem(json);
    if (item.linkId.isEmpty()) {
        m_items.warn({}, u"An item has no linkId; it and what is below it are left out."_s);
        return {};
    }
    if (m_form.byLinkId.contains(item.linkId)) {
        m_items.warn(item.linkId, u"Two items have this linkId; the second and what is below it are left out."_s);
        return {};
    }
    if (item.type == ItemType::Display && !json[u"item"_s].toArray().isEmpty())
        m_items.warn(item.linkId, u"A display item has items below it, which FHIR does not allow."_s);
    item.parent = parent;
    inherit(item);
    noteFunctions(item.functions, item.linkId);
    const int index = int(m_form.items.size());
    m_form.byLinkId.insert(item.linkId, index);
    (parent < 0 ? m_form.roots : m_form.items[parent].children).append(index);
    m_form.items.append(std::move(item));
    return readChildren(json, index, depth + 1);
}

/// A part's role and the highest sensitivity hold for everything below; what comes later, or is handed over, is so as a whole.
void FormReader::inherit(FormItem &item) const
{
    if (item.parent < 0)
        return;
    const FormItem &parent = m_form.items[item.parent];
    if (item.completedByRole.isEmpty())
        item.completedByRole = parent.completedByRole;
    item.sensitivity = std::max(item.sensitivity, parent.sensitivity);   // "P1" < "P2" < "P3" < "P4"
    item.comesLater = item.comesLater || parent.comesLater;
    item.isHandedOver = item.isHandedOver || parent.isHandedOver;
}

void FormReader::noteModifiers(const Json &json, const QString &linkId)
{
    if (json[u"modifierExtension"_s].toArray().isEmpty())
        return;
    m_items.notes.append(
        { ImportNote::Severity::BlocksFilling, linkId, u"The form changes its meaning by a modifierExtension we do not know, so it cannot be filled here."_s });
}

void FormReader::noteFunctions(const QList<ProductFunction> &functions, const QString &linkId)
{
    for (const ProductFunction &function : functions) {
        if (!productFunctionNames().contains(function.name))
            m_items.warn(linkId, u"The product function \"%1\" is not known to this version; it is not run."_s.arg(function.name.left(40)));
    }
}

bool FormReader::liesWithin(int item, int ancestor) const
{
    for (int at = item; at >= 0; at = m_form.items[at].parent) {
        if (at == ancestor)
            return true;
    }
    return false;
}

/// The places of the options whose code, or whose own text, is @p name. Found once for all conditions on a question.
QList<int> FormReader::optionsNamed(const FormItem &question, const QString &name)
{
    QHash<QString, QList<int>> &byName = m_optionsByName[question.linkId];
    if (byName.isEmpty()) {
        for (int at = 0; at < question.options.size(); ++at) {
            const Json &value = question.options[at].value;
            byName[value.isObject() ? value[u"code"_s].toString() : value.toString()].append(at);
        }
    }
    return byName.value(name);
}

void FormReader::settleConditions()
{
    for (int at = 0; at < m_form.items.size(); ++at) {
        FormItem &item = m_form.items[at];
        item.enableWhen.removeIf([&](const FormCondition &condition) {
            const int question = m_form.byLinkId.value(condition.question, -1);
            if (question < 0) {
                m_items.warn(item.linkId,
                             u"A condition asks for item \"%1\", which the form does not have; the item is shown without it."_s.arg(
                                 withoutHiddenMarks(condition.question.left(80))));
                return true;
            }
            if (liesWithin(question, at)) {
                m_items.warn(item.linkId, u"A condition points inside its own item; the item is shown without it."_s);
                return true;
            }
            return false;
        });
        for (FormCondition &condition : item.enableWhen)
            settleCondition(item, condition);
        if (item.prompt.isEmpty())
            item.prompt = item.entryFormat;
    }
}

/// Real forms compare codes with strings and leave out systems (rules 9, 11): made whole here, once, with a warning.
void FormReader::settleCondition(const FormItem &item, FormCondition &condition)
{
    const FormItem &question = *m_form.find(condition.question);
    const bool isChoice = question.type == ItemType::Choice || question.type == ItemType::OpenChoice;
    if (!isChoice || condition.op == EnableOperator::Exists)
        return;
    const bool isText = condition.answer.isString();
    const bool lacksSystem = condition.answer.isObject() && condition.answer[u"system"_s].isNull();
    const QString code = isText ? condition.answer.toString() : condition.answer[u"code"_s].toString();
    const QList<int> named = optionsNamed(question, code);
    for (const int at : named) {
        const FormOption &option = question.options[at];
        if (sameChoice(option.value, condition.answer))
            return;
    }
    if (code.isEmpty() || (!isText && !lacksSystem))   // a reference has no code to be known by
        return;
    for (const int at : named) {
        const FormOption &option = question.options[at];
        if (option.value[u"code"_s].toString() != code)
            continue;
        m_items.warn(item.linkId, u"A condition compares the choice \"%1\" by its code alone; taken as the form's own choice."_s.arg(question.linkId));
        condition.answer = option.value;
        return;
    }
}

} // namespace

Result<Questionnaire> readQuestionnaire(const Json &json, const QString &language) { return FormReader(json, language).read(json); }

} // namespace sightline
