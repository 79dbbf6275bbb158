#include "core/forms/publish.h"

#include "core/forms/answer_value.h"

#include <QSet>
#include <QUrl>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isChoice(ItemType type) { return type == ItemType::Choice || type == ItemType::OpenChoice; }

bool isQuestion(ItemType type) { return type != ItemType::Group && type != ItemType::Display; }

/// What FHIR's own rules say of one item as it is written. Rules by their names in the R4 specification.
class ItemRules {
public:
    ItemRules(const FormItem &item, const Json &json, QList<ImportNote> &refusals) : m_item(item), m_json(json), m_refusals(refusals) { }

    void check()
    {
        checkKind();
        checkOptions();
        checkInitial();
        checkBounds();
        const bool hasNoWords = isQuestion(m_item.type) && !m_item.hidden && m_item.text.trimmed().isEmpty();
        if (hasNoWords)
            refuse(u"The question has no text, so nobody could tell what it asks."_s);
    }

private:
    void refuse(const QString &why) { m_refusals.append({ ImportNote::Severity::Warning, m_item.linkId, why }); }
    void refuseIf(bool isWrong, const QString &why)
    {
        if (isWrong)
            refuse(why);
    }
    bool has(const QString &member) const { return m_json.contains(member); }

    void checkKind()
    {
        const bool isGroup = m_item.type == ItemType::Group;
        const bool isDisplay = m_item.type == ItemType::Display;
        refuseIf(isGroup && m_json[u"item"_s].toArray().isEmpty(), u"A group has nothing in it (rule que-1)."_s);
        refuseIf(isDisplay && has(u"code"_s), u"A display item has a code (rule que-3)."_s);
        refuseIf(isDisplay && (has(u"required"_s) || has(u"repeats"_s)), u"A display item is required or repeats, but it has no answer (rule que-6)."_s);
        refuseIf(isDisplay && has(u"readOnly"_s), u"A display item is read-only, but it has no answer (rule que-9)."_s);
        const bool takesLength = m_item.type == ItemType::Boolean || m_item.type == ItemType::Decimal || m_item.type == ItemType::Integer
            || m_item.type == ItemType::String || m_item.type == ItemType::Text || m_item.type == ItemType::Url || m_item.type == ItemType::OpenChoice;
        refuseIf(has(u"maxLength"_s) && !takesLength, u"A longest length is given for a question without typed words (rule que-10)."_s);
    }

    void checkOptions()
    {
        const bool hasOptions = has(u"answerOption"_s);
        const bool hasList = has(u"answerValueSet"_s);
        refuseIf(hasOptions && hasList, u"The choices are given twice, as options and as a list (rule que-4)."_s);
        refuseIf((hasOptions || hasList) && !isChoice(m_item.type), u"Choices are given for a question that is no choice (rule que-5)."_s);
        QSet<QByteArray> seen;
        for (const FormOption &option : m_item.options) {
            Json named = option.value;
            if (named.isObject()) {   // what it means, whatever it is called
                auto members = named.toObject();
                members.remove(u"display"_s);
                named = Json(std::move(members));
            }
            const bool isTwice = seen.contains(writeJson(named));
            seen.insert(writeJson(named));
            refuseIf(isTwice, u"Two choices are the same: \"%1\"."_s.arg(option.label.left(40)));
            refuseIf(option.label.trimmed().isEmpty(), u"A choice has no text."_s);
        }
    }

    void checkInitial()
    {
        const bool takesNone = m_item.type == ItemType::Group || m_item.type == ItemType::Display;
        refuseIf(has(u"initial"_s) && takesNone, u"A first value is given where there is no answer (rule que-8)."_s);
        refuseIf(has(u"initial"_s) && has(u"answerOption"_s),
                 u"A first value is given beside options; mark the option as initially selected instead (rule que-11)."_s);
        refuseIf(m_json[u"initial"_s].toArray().size() > 1 && !m_item.repeats, u"Several first values are given for one answer (rule que-13)."_s);
        const auto selected = std::count_if(m_item.options.cbegin(), m_item.options.cend(), [](const FormOption &option) { return option.initiallySelected; });
        refuseIf(selected > 1 && !m_item.repeats, u"Several choices are selected at first, but only one can be given."_s);
    }

    void checkBounds()
    {
        const bool isUpsideDown = compareAnswers(m_item.type, m_item.minValue, m_item.maxValue).value_or(0) > 0;
        refuseIf(isUpsideDown, u"The smallest value is larger than the largest."_s);
        refuseIf(m_item.maxLength > 0 && m_item.minLength > m_item.maxLength, u"The shortest length is longer than the longest."_s);
        refuseIf(m_item.maxOccurs > 0 && m_item.minOccurs > m_item.maxOccurs, u"More answers are needed than may be given."_s);
        refuseIf(m_item.minOccurs > 1 && !m_item.repeats, u"Several answers are needed, but only one can be given."_s);
    }

    const FormItem &m_item;
    const Json &m_json;
    QList<ImportNote> &m_refusals;
};

class Publisher {
public:
    explicit Publisher(const Questionnaire &form) : m_form(form), m_refusals(form.report) { }

    QList<ImportNote> run()
    {
        checkHead();
        checkItems(m_form.original);
        for (const FormItem &item : m_form.items)
            checkConditions(item);
        checkHandOver();
        checkLoops();
        const auto placeOf = [&](const ImportNote &note) { return note.linkId.isEmpty() ? -1 : m_form.byLinkId.value(note.linkId, int(m_form.items.size())); };
        std::stable_sort(m_refusals.begin(), m_refusals.end(), [&](const ImportNote &a, const ImportNote &b) { return placeOf(a) < placeOf(b); });
        return m_refusals;
    }

private:
    void refuse(const QString &linkId, const QString &why) { m_refusals.append({ ImportNote::Severity::Warning, linkId, why }); }

    void checkHead()
    {
        static const QStringList states { u"draft"_s, u"active"_s, u"retired"_s, u"unknown"_s };
        if (!states.contains(m_form.status))
            refuse({}, u"The status \"%1\" is none of draft, active, retired and unknown."_s.arg(m_form.status.left(40)));
        const bool isRelative = !m_form.url.isEmpty() && QUrl(m_form.url).scheme().isEmpty();
        if (isRelative || m_form.url.contains(u'|') || m_form.url.contains(u'#'))
            refuse({}, u"The url is not a full address that responses can name."_s);
        if (m_form.version.contains(u'|') || m_form.version.contains(u'#'))
            refuse({}, u"The version holds a bar or a hash, so responses cannot name it."_s);
    }

    /// Reading has bounded the depth.
    void checkItems(const Json &parent)
    {
        for (const Json &json : parent[u"item"_s].toArray()) {
            const FormItem *item = m_form.find(json[u"linkId"_s].toString());
            const bool isTheOneRead = item && !m_checked.contains(item->linkId);   // a second of the same name is reported already
            if (!isTheOneRead)
                continue;
            m_checked.insert(item->linkId);
            ItemRules(*item, json, m_refusals).check();
            checkItems(json);
        }
    }

    /// A condition must compare like with like; one that never can hides its item for ever.
    void checkConditions(const FormItem &item)
    {
        for (const FormCondition &condition : item.enableWhen) {
            if (condition.op == EnableOperator::Exists)
                continue;
            const FormItem &question = *m_form.find(condition.question);
            const bool isOrder = condition.op != EnableOperator::Equal && condition.op != EnableOperator::NotEqual;
            const bool hasNoOrder = isOrder
                && (isChoice(question.type) || question.type == ItemType::Boolean || question.type == ItemType::Attachment
                    || question.type == ItemType::Reference);
            if (!isQuestion(question.type))
                refuse(item.linkId, u"A condition compares the answer of \"%1\", which has none."_s.arg(question.linkId.left(80)));
            else if (hasNoOrder)
                refuse(item.linkId, u"A condition asks whether \"%1\" is more or less, which its answers cannot be."_s.arg(question.linkId.left(80)));
            else if (!fits(question, condition.answer))
                refuse(item.linkId, u"A condition compares \"%1\" with an answer it can never have."_s.arg(question.linkId.left(80)));
        }
    }

    /// Whoever is handed the device may stop at any question, so that only the first (may we ask you?) can be required.
    void checkHandOver()
    {
        bool isFirst = true;
        for (const FormItem &item : m_form.items) {
            if (!item.isHandedOver || !isQuestion(item.type) || item.readOnly)
                continue;
            if (item.required && !isFirst)
                refuse(item.linkId, u"The question is required, but whoever the device is handed to may stop before it; only the first can be."_s);
            if (item.signatureRequired)
                refuse(item.linkId, u"The question is signed, but nobody signs on another's device."_s);
            isFirst = false;
        }
        for (const FormItem &item : m_form.items) {
            if (item.isDrawnAsFaces && item.options.size() != 5 && item.options.size() != 3)
                refuse(item.linkId, u"Choices drawn as faces are three or five, from the saddest to the happiest."_s);
        }
    }

    static bool fits(const FormItem &question, const Json &answer)
    {
        const bool isIntegerForDecimal = question.type == ItemType::Decimal && answer.isInteger();
        if (isIntegerForDecimal)
            return true;
        if (!typeProblem(question.type, answer).isEmpty())
            return false;
        const bool isFree = !isChoice(question.type) || !question.optionList.isEmpty() || (question.type == ItemType::OpenChoice && answer.isString());
        return isFree
            || std::any_of(question.options.cbegin(), question.options.cend(), [&](const FormOption &option) { return sameChoice(option.value, answer); });
    }

    /// Finds items whose conditions wait for themselves, by taking away, again and again, those that wait for nothing.
    void checkLoops()
    {
        const auto count = m_form.items.size();
        QList<int> waitsFor(count, 0);
        QList<QList<int>> awaitedBy(count);
        const auto wait = [&](int item, int other) {
            ++waitsFor[item];
            awaitedBy[other].append(item);
        };
        for (int at = 0; at < count; ++at) {
            const FormItem &item = m_form.items[at];
            if (item.parent >= 0)
                wait(at, item.parent);
            for (const FormCondition &condition : item.enableWhen)
                wait(at, m_form.byLinkId.value(condition.question));
        }
        QList<int> free;
        for (int at = 0; at < count; ++at) {
            if (waitsFor[at] == 0)
                free.append(at);
        }
        while (!free.isEmpty()) {
            for (const int next : awaitedBy[free.takeLast()]) {
                if (--waitsFor[next] == 0)
                    free.append(next);
            }
        }
        for (int at = 0; at < count; ++at) {
            const bool asks = !m_form.items[at].enableWhen.isEmpty();
            if (waitsFor[at] > 0 && asks)
                refuse(m_form.items[at].linkId, u"The conditions go round in a loop: whether this is asked depends in the end on itself."_s);
        }
    }

    const Questionnaire &m_form;
    QList<ImportNote> m_refusals;
    QSet<QString> m_checked;
};

} // namespace

QList<ImportNote> publishRefusals(const Questionnaire &form) { return Publisher(form).run(); }

} // namespace sightline
