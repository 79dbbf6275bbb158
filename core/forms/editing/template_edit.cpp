#include "core/forms/editing/template_edit.h"

#include "core/base/canonical_json.h"
#include "core/base/limits.h"
#include "core/forms/answer_value.h"
#include "core/forms/editing/leaning.h"
#include "core/forms/extension_urls.h"
#include "core/forms/fhir_value.h"
#include "core/forms/form_text.h"
#include "core/forms/read_item.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct TemplateEditWords {
    Q_DECLARE_TR_FUNCTIONS(TemplateEdit)
};

const QString textMember = u"text"_s;
const QString goodMark = u"Good looks like:"_s;

/// Most steps back: more than anybody goes. They share what they have in common.
constexpr qsizetype stepsMax = 200;

Json groupOf(const QString &linkId, const QString &text) { return Json::object({ { linkIdMember, linkId }, { u"type"_s, u"group"_s }, { textMember, text } }); }

/// Whether every text in @p value can be stored.
bool isStorable(const Json &value)
{
    if (value.isString())
        return isStorableText(value.toString());
    const Json::Array &items = value.toArray();
    if (!std::all_of(items.cbegin(), items.cend(), &isStorable))
        return false;
    const Json::Object &members = value.toObject();
    return std::all_of(members.cbegin(), members.cend(), &isStorable);
}

Error noSuchItem() { return { ErrorCode::NotFound, u"This question is no longer in the template."_s }; }

/// The label as it can be published: what no reader could see is not kept.
QString shownOnly(const QString &text) { return withoutHiddenMarks(text); }

QString newName(RandomSource &random)
{
    static constexpr char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
    QString name = u"q"_s;
    for (const char byte : random.bytes(8))
        name += QLatin1Char(letters[static_cast<unsigned char>(byte) % 32]);
    return name;
}

Json helpItem(const QString &linkId, const QString &text)
{
    Json item = Json::object({ { linkIdMember, linkId }, { u"type"_s, u"display"_s }, { textMember, text } });
    setExtension(
        item, extensions::itemControl, u"valueCodeableConcept"_s,
        Json::object(
            { { u"coding"_s,
                Json::array({ Json::object({ { u"system"_s, u"http://hl7.org/fhir/questionnaire-item-control"_s }, { u"code"_s, u"help"_s } }) }) } }));
    return item;
}

/// Takes the conditions away that @p isDead picks; the linkIds of those that lost one are added to @p lost.
Json withoutConditions(const Json &document, const std::function<bool(const Json &)> &isDead, QStringList &lost)
{
    return withEachItem(document, [&](Json &item) {
        Json::Array conditions = item[u"enableWhen"_s].toArray();
        if (conditions.removeIf(isDead) == 0)
            return;
        lost.append(linkIdOf(item));
        setOrRemove(item, u"enableWhen"_s, conditions.isEmpty() ? Json() : Json(conditions));
        if (conditions.size() < 2)
            item.remove(u"enableBehavior"_s);
    });
}

bool asksOnlyWhether(const Json &condition) { return condition[u"operator"_s].toString() == u"exists"; }

QLatin1StringView operatorName(EnableOperator op)
{
    switch (op) {
    case EnableOperator::Exists: return "exists"_L1;
    case EnableOperator::Equal: return "="_L1;
    case EnableOperator::NotEqual: return "!="_L1;
    case EnableOperator::Greater: return ">"_L1;
    case EnableOperator::Less: return "<"_L1;
    case EnableOperator::GreaterOrEqual: return ">="_L1;
    case EnableOperator::LessOrEqual: return "<="_L1;
    }
    Q_UNREACHABLE();
}

/// FHIR's name of the type that an answer of @p question is compared as.
QString comparedType(const FormItem &question, const Json &answer)
{
    if (answer.isBool())
        return u"Boolean"_s;
    if (answer.isObject())
        return question.type == ItemType::Reference ? u"Reference"_s : u"Coding"_s;
    switch (question.type) {
    case ItemType::Integer: return u"Integer"_s;
    case ItemType::Decimal: return answer.isInteger() ? u"Integer"_s : u"Decimal"_s;
    case ItemType::Date: return u"Date"_s;
    case ItemType::DateTime: return u"DateTime"_s;
    case ItemType::Time: return u"Time"_s;
    default: return answer.isInteger() ? u"Integer"_s : u"String"_s;
    }
}

std::optional<Json> conditionJson(const FormCondition &condition, const FormItem &question)
{
    Json json = Json::object({ { u"question"_s, condition.question }, { u"operator"_s, QString(operatorName(condition.op)) } });
    const QString type = condition.op == EnableOperator::Exists ? u"Boolean"_s : comparedType(question, condition.answer);
    const auto value = writeFhirValue({ type, condition.answer });
    if (!value)
        return std::nullopt;
    json.set(u"answer"_s + type, *value);
    return json;
}

bool saysTheSame(const Json &json, const FormCondition &condition)
{
    const auto answer = readFhirValue(json, u"answer"_s);
    return json[u"question"_s].toString() == condition.question && json[u"operator"_s].toString() == operatorName(condition.op) && answer
        && sameChoice(answer->value, condition.answer);
}

/// A choice's name among those of its question, whatever it is called: its system and code, or its value.
QString keyOf(const Json &value)
{
    if (value.isObject() && value.contains(u"code"_s))
        return value[u"system"_s].toString() + u'|' + value[u"code"_s].toString();
    return QString::fromUtf8(writeJson(value));
}

/// The choices of @p item as options of its own, whether it has them so or in a contained list.
Json::Array ownOptions(const Json &document, const Json &item)
{
    if (item.contains(u"answerOption"_s))
        return item[u"answerOption"_s].toArray();
    const QString list = item[u"answerValueSet"_s].toString();
    Json::Array options;
    for (const Json &contained : document[u"contained"_s].toArray()) {
        if (u'#' + contained[u"id"_s].toString() != list)
            continue;
        for (const Json &include : contained[u"compose"_s][u"include"_s].toArray()) {
            for (const Json &concept_ : include[u"concept"_s].toArray()) {
                Json coding = Json::object({ { u"code"_s, concept_[u"code"_s] }, { u"display"_s, concept_[u"display"_s] } });
                setOrRemove(coding, u"system"_s, include[u"system"_s]);
                Json option = Json::object({ { u"valueCoding"_s, coding } });
                setOrRemove(option, u"extension"_s, concept_[u"extension"_s]);
                options.append(option);
            }
        }
    }
    return options;
}

/// @p option called @p label, with its code as it was. Nothing if it is of a kind whose value is its name: it becomes another choice.
Json called(Json option, const QString &label)
{
    if (option.contains(u"valueCoding"_s)) {
        Json coding = option[u"valueCoding"_s];
        coding.set(u"display"_s, label);
        option.set(u"valueCoding"_s, coding);
    } else {
        option.remove(u"valueInteger"_s);
        option.set(u"valueString"_s, label);
    }
    return option;
}

/// The choice @p label under a code that none of @p taken has.
Json newOption(const QString &system, const QString &label, const QSet<QString> &taken, RandomSource &random)
{
    QString code;
    do {
        code = newName(random).replace(0, 1, u"c"_s);
    } while (taken.contains(code));
    return Json::object({ { u"valueCoding"_s, Json::object({ { u"system"_s, system }, { u"code"_s, code }, { u"display"_s, label } }) } });
}

/// Whether @p one stands in every list that @p other stands in or fewer: a question outside any row, or of the same row.
bool isInReach(const Questionnaire &form, const FormItem &question, const FormItem &asking)
{
    QSet<int> around;
    for (int at = asking.parent; at >= 0; at = form.items[at].parent)
        around.insert(at);
    for (int at = question.parent; at >= 0; at = form.items[at].parent) {
        if (form.items[at].repeats && !around.contains(at))
            return false;
    }
    return true;
}

bool isWithin(const Questionnaire &form, int item, int ancestor)
{
    for (int at = item; at >= 0; at = form.items[at].parent) {
        if (at == ancestor)
            return true;
    }
    return false;
}

/// The place of the nearest sibling from @p from on that is an item of its own; -1 if there is none.
qsizetype nextOwn(const Json::Array &items, qsizetype from, int step)
{
    for (qsizetype at = from + step; at >= 0 && at < items.size(); at += step) {
        if (!isWordsOfParent(items[at]))
            return at;
    }
    return -1;
}

} // namespace

Guidance guidanceIn(const QString &help)
{
    const qsizetype at = help.indexOf(goodMark);
    return at < 0 ? Guidance { help, {} } : Guidance { help.left(at).trimmed(), help.sliced(at + goodMark.size()).trimmed() };
}

QList<NamedScale> scalesOf(const QList<Questionnaire> &forms)
{
    QMap<QString, NamedScale> byId;
    for (const Questionnaire &form : forms) {
        for (const FormItem &item : form.items) {
            const QString list = itemIn(form.original, item.linkId)[u"answerValueSet"_s].toString();
            const bool isKnown = byId.contains(item.scaleId) && byId[item.scaleId].version >= item.scaleVersion;
            if (item.scaleId.isEmpty() || !list.startsWith(u'#') || isKnown)
                continue;
            for (const Json &contained : form.original[u"contained"_s].toArray()) {
                if (u'#' + contained[u"id"_s].toString() == list)
                    byId.insert(item.scaleId, { item.scaleId, item.scaleVersion, contained, item.options });
            }
        }
    }
    QList<NamedScale> scales = byId.values();
    std::stable_sort(scales.begin(), scales.end(), [](const NamedScale &a, const NamedScale &b) { return a.title().localeAwareCompare(b.title()) < 0; });
    return scales;
}

bool takesBounds(const FormItem &item)
{
    return (item.type == ItemType::Integer || item.type == ItemType::Decimal || item.type == ItemType::Date) && !item.readOnly;
}

bool takesLength(const FormItem &item) { return (item.type == ItemType::String || item.type == ItemType::Text) && !item.signatureRequired && !item.readOnly; }

Result<TemplateEdit> TemplateEdit::of(Start start, RandomSource &random)
{
    TemplateEdit edit(std::move(start), random);
    auto form = readQuestionnaire(edit.m_start.document);
    if (!form)
        return form.error();
    edit.m_now = { edit.m_start.document, edit.m_start.meta };
    edit.m_form = std::move(*form);
    edit.readLeaning();
    return edit;
}

Json TemplateEdit::blank(const QString &name, const QString &title, const QString &sectionTitle, RandomSource &random)
{
    return Json::object({ { u"resourceType"_s, u"Questionnaire"_s },
                          { u"url"_s, u"urn:sightline:form:"_s + name },
                          { u"version"_s, u"1.0"_s },
                          { u"name"_s, name },
                          { u"title"_s, title },
                          { u"status"_s, u"draft"_s },
                          { u"item"_s, Json::array({ groupOf(newName(random), sectionTitle) }) } });
}

void TemplateEdit::readLeaning() { m_leanedOn = leanedOnItems(m_now.document, m_now.meta); }

Result<void> TemplateEdit::take(const Json &document, const QString &typing) { return takeState({ document, m_now.meta }, typing); }

Result<void> TemplateEdit::takeState(State state, const QString &typing)
{
    if (state == m_now)
        return {};
    // Refused at entry (decisions 12): kept in the document, it would keep all of it from being saved.
    if (!isStorable(state.document)) {
        //: In the template editor: what was typed or pasted last was not taken.
        return Error { ErrorCode::InvalidInput,
                       TemplateEditWords::tr("That held a character that cannot be stored, so it was not taken. What was here before is kept.") };
    }
    auto form = readQuestionnaire(state.document);
    if (!form)
        return form.error();
    state.meta = withoutIdleHands(state.meta, *form);
    const bool goesOn = !typing.isEmpty() && typing == m_typing && canUndo();
    if (!goesOn)
        m_before.append(m_now);
    if (m_before.size() > stepsMax)
        m_before.removeFirst();
    m_after.clear();
    m_typing = typing;
    m_now = std::move(state);
    m_form = std::move(*form);
    readLeaning();
    return {};
}

void TemplateEdit::goTo(const State &state)
{
    auto form = readQuestionnaire(state.document);
    Q_ASSERT(form);   // it could be read when it was taken
    m_now = state;
    m_form = std::move(form).value();
    m_typing.clear();
    readLeaning();
}

bool TemplateEdit::undo()
{
    if (!canUndo())
        return false;
    m_after.append(m_now);
    goTo(m_before.takeLast());
    return true;
}

bool TemplateEdit::redo()
{
    if (!canRedo())
        return false;
    m_before.append(m_now);
    goTo(m_after.takeLast());
    return true;
}

Result<const FormItem *> TemplateEdit::found(const QString &linkId) const
{
    const FormItem *item = m_form.find(linkId);
    return item ? Result<const FormItem *>(item) : noSuchItem();
}

QString TemplateEdit::newLinkId() const
{
    const QSet<QString> taken = linkIdsIn(m_now.document);
    QString name;
    do {
        name = newName(*m_random);
    } while (taken.contains(name) || isReleased(name));
    return name;
}

Result<void> TemplateEdit::setTitle(const QString &title)
{
    Json document = m_now.document;
    document.set(u"title"_s, shownOnly(title));
    return take(document, u"title"_s);
}

Result<void> TemplateEdit::setAbout(const QString &about)
{
    Json document = m_now.document;
    setOrRemove(document, u"description"_s, about.isEmpty() ? Json() : Json(shownOnly(about)));
    return take(document, u"about"_s);
}

Result<QString> TemplateEdit::addSection(const QString &title, const QString &after) { return addItem({}, after, AnswerKind::Section, title); }

Result<QString> TemplateEdit::addItem(const QString &parent, const QString &after, AnswerKind kind, const QString &text)
{
    if (!parent.isEmpty()) {
        const auto group = found(parent);
        if (!group)
            return group.error();
        if ((*group)->type != ItemType::Group)
            //: Why a change of a template being made was not taken.
            return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("Questions stand in sections and lists; add this one to the section.") };
    }
    const QString linkId = newLinkId();
    Json item = Json::object({ { linkIdMember, linkId }, { textMember, shownOnly(text) } });
    makeKind(item, kind);
    if (kind == AnswerKind::List)
        item.set(u"repeats"_s, true);
    const Json document = withItems(m_now.document, parent, [&](Json::Array &items) {
        const auto at = std::find_if(items.cbegin(), items.cend(), [&](const Json &one) { return linkIdOf(one) == after; });
        items.insert(after.isEmpty() || at == items.cend() ? items.size() : at - items.cbegin() + 1, item);
    });
    const auto taken = take(document);
    return taken ? Result<QString>(linkId) : taken.error();
}

Result<TemplateEdit::Lost> TemplateEdit::remove(const QString &linkId)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    if ((*item)->parent < 0 && m_form.roots.size() == 1)
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("A template has at least one section. Add another before you delete this one.") };
    QSet<QString> gone = linkIdsIn(itemIn(m_now.document, linkId));
    gone.insert(linkId);
    const QSet<QString> leanedOn = leanedOnItems(m_now.document, m_now.meta, linkId) & gone;
    if (!leanedOn.isEmpty()) {
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed,
                       TemplateEditWords::tr(
                           "Sightline works with an answer in this: actions, steps, dates or counts follow from it. It can be renamed or shown only at "
                           "times, but not deleted.") };
    }
    Json document = withItems(m_now.document, placeIn(m_now.document, linkId)->parent,
                              [&](Json::Array &items) { items.removeIf([&](const Json &one) { return linkIdOf(one) == linkId; }); });
    Lost lost;
    document = withoutConditions(
        document, [&gone](const Json &condition) { return gone.contains(condition[u"question"_s].toString()); }, lost.conditions);
    const auto taken = take(document);
    return taken ? Result<Lost>(lost) : taken.error();
}

bool TemplateEdit::canMove(const QString &linkId, Direction direction) const
{
    const auto place = placeIn(m_now.document, linkId);
    if (!place)
        return false;
    const int step = direction == Direction::Up ? -1 : 1;
    if (nextOwn(itemsOf(m_now.document, place->parent), place->index, step) >= 0)
        return true;
    const auto around = place->parent.isEmpty() ? std::nullopt : placeIn(m_now.document, place->parent);
    if (!around)
        return false;
    const Json::Array siblings = itemsOf(m_now.document, around->parent);
    const qsizetype beside = nextOwn(siblings, around->index, step);
    return beside >= 0 && siblings[beside][u"type"_s].toString() == u"group";
}

Result<void> TemplateEdit::move(const QString &linkId, Direction direction)
{
    if (const auto item = found(linkId); !item)
        return item.error();
    if (!canMove(linkId, direction))
        return {};
    const int step = direction == Direction::Up ? -1 : 1;
    const auto place = placeIn(m_now.document, linkId);
    const qsizetype beside = nextOwn(itemsOf(m_now.document, place->parent), place->index, step);
    if (beside >= 0)
        return take(withItems(m_now.document, place->parent, [&](Json::Array &items) { items.swapItemsAt(place->index, beside); }));
    const auto around = placeIn(m_now.document, place->parent);
    const Json::Array siblings = itemsOf(m_now.document, around->parent);
    const Json &group = siblings[nextOwn(siblings, around->index, step)];
    const Json::Array &inside = group[u"item"_s].toArray();
    const QString last = inside.isEmpty() ? QString() : linkIdOf(inside.last());
    return moveTo(linkId, linkIdOf(group), direction == Direction::Up ? last : QString());
}

Result<void> TemplateEdit::moveTo(const QString &linkId, const QString &parent, const QString &after)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    if (!parent.isEmpty()) {
        const auto group = found(parent);
        if (!group)
            return group.error();
        if ((*group)->type != ItemType::Group || isWithin(m_form, m_form.byLinkId.value(parent), m_form.byLinkId.value(linkId)))
            //: Why a change of a template being made was not taken.
            return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("A section cannot stand inside itself, or in a question.") };
    }
    const Json moved = itemIn(m_now.document, linkId);
    Json document = withItems(m_now.document, placeIn(m_now.document, linkId)->parent,
                              [&](Json::Array &items) { items.removeIf([&](const Json &one) { return linkIdOf(one) == linkId; }); });
    document = withItems(document, parent, [&](Json::Array &items) {
        const auto at = std::find_if(items.cbegin(), items.cend(), [&](const Json &one) { return linkIdOf(one) == after; });
        const auto firstOwn = std::find_if_not(items.cbegin(), items.cend(), &isWordsOfParent);
        items.insert(at == items.cend() ? firstOwn - items.cbegin() : at - items.cbegin() + 1, moved);
    });
    return take(document);
}

Result<void> TemplateEdit::setText(const QString &linkId, const QString &text)
{
    if (const auto item = found(linkId); !item)
        return item.error();
    return take(withItem(m_now.document, linkId, [&](Json &item) { item.set(textMember, shownOnly(text)); }), u"text "_s + linkId);
}

Result<void> TemplateEdit::setGuidance(const QString &linkId, const QString &hint, const QString &good)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    if ((*item)->type == ItemType::Display)
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("Words to read have no help beside them; write it into the words.") };
    const QString goodWords = good.trimmed().isEmpty() ? QString() : goodMark + u' ' + good;
    const QString words = shownOnly(hint.isEmpty() || goodWords.isEmpty() ? hint + goodWords : hint + u' ' + goodWords);
    if (words == (*item)->help)
        return {};
    QString helpLink = linkId + u".help"_s;
    const QSet<QString> taken = linkIdsIn(m_now.document);
    const auto isHelp = [](const Json &one) { return isWordsOfParent(one) && itemControlCode(one) == u"help"; };
    const Json document = withItems(m_now.document, linkId, [&](Json::Array &items) {
        const auto first = std::find_if(items.cbegin(), items.cend(), isHelp);
        Json help = first == items.cend() ? helpItem(taken.contains(helpLink) ? newLinkId() : helpLink, {}) : *first;
        items.removeIf(isHelp);
        help.set(textMember, words);
        if (!words.isEmpty())
            items.prepend(help);
    });
    return take(document, u"help "_s + linkId);
}

Result<void> TemplateEdit::setRequired(const QString &linkId, bool required)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    if ((*item)->type == ItemType::Display)
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("Words to read have no answer, so none can be needed.") };
    return take(withItem(m_now.document, linkId, [required](Json &one) { setOrRemove(one, u"required"_s, required ? Json(true) : Json()); }));
}

Result<void> TemplateEdit::setSensitive(const QString &linkId, bool sensitive)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    if ((*item)->isSensitive() == sensitive)
        return {};
    return take(withItem(m_now.document, linkId,
                         [sensitive](Json &one) { setExtension(one, extensions::sensitivity, u"valueCode"_s, sensitive ? Json(u"P3"_s) : Json()); }));
}

Result<void> TemplateEdit::setRole(const QString &linkId, const QString &role)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    if ((*item)->completedByRole == role)
        return {};
    return take(withItem(m_now.document, linkId,
                         [&role](Json &one) { setExtension(one, extensions::completedByRole, u"valueCode"_s, role.isEmpty() ? Json() : Json(role)); }));
}

Result<void> TemplateEdit::setHand(const QString &linkId, const OfferedHand &hand)
{
    if (const auto item = found(linkId); !item)
        return item.error();
    if (hasHand(m_now.meta, hand))
        return setRole(linkId, partOf(m_now.meta, hand));
    const Json document = withItem(m_now.document, linkId,
                                   [this, &hand](Json &one) { setExtension(one, extensions::completedByRole, u"valueCode"_s, partOf(m_now.meta, hand)); });
    const auto form = readQuestionnaire(document);
    if (!form)
        return form.error();
    const auto meta = withHand(m_now.meta, *form, hand);   // the question that is handed on does not say whose it is
    return meta ? takeState({ document, *meta }, {}) : meta.error();
}

Result<void> TemplateEdit::setActivities(const QStringList &keys)
{
    if (keys.size() > limits::formOptionsMax)
        //: Why a change of a template being made was not taken. %1 is a number.
        return Error { ErrorCode::TooLarge, TemplateEditWords::tr("A template can be tied to at most %1 activities.").arg(limits::formOptionsMax) };
    Json meta = m_now.meta.isObject() ? m_now.meta : Json(Json::Object {});
    setOrRemove(meta, u"activities"_s, keys.isEmpty() ? Json() : Json::strings(keys));
    return takeState({ m_now.document, meta }, {});
}

AnswerLimits TemplateEdit::limitsOf(const QString &linkId) const
{
    const FormItem *item = m_form.find(linkId);
    return item ? AnswerLimits { item->minValue, item->maxValue, item->maxLength } : AnswerLimits {};
}

Result<void> TemplateEdit::setLimits(const QString &linkId, const AnswerLimits &answerLimits)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    const bool isBounded = !answerLimits.least.isNull() || !answerLimits.most.isNull();
    const bool isNotItsOwn = (isBounded && !takesBounds(**item)) || (answerLimits.lengthMax != 0 && !takesLength(**item));
    if (isNotItsOwn)
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("Only numbers and days have a least and a most, and only typed words a length.") };
    if (answerLimits.lengthMax < 0 || answerLimits.lengthMax > limits::answerBytesMax)
        //: Why a change of a template being made was not taken. %1 is a number.
        return Error { ErrorCode::InvalidInput,
                       TemplateEditWords::tr("The longest answer is a number of characters, at most %1.").arg(limits::answerBytesMax) };
    const AnswerLimits present = limitsOf(linkId);
    QMap<QString, std::pair<QString, Json>> bounds;   // extension → FHIR's type and what it holds
    for (const auto &[url, bound, was] :
         { std::tuple(extensions::minValue, answerLimits.least, present.least), std::tuple(extensions::maxValue, answerLimits.most, present.most) }) {
        if (bound == was)
            continue;   // whatever else it holds stays
        const QString type = comparedType(**item, bound);
        const auto written = bound.isNull()               ? std::optional(Json())
            : typeProblem((*item)->type, bound).isEmpty() ? writeFhirValue({ type, bound })
                                                          : std::nullopt;
        if (!written)
            //: Why a change of a template being made was not taken.
            return Error { ErrorCode::InvalidInput, TemplateEditWords::tr("Type a number, or a date as 2026-11-23.") };
        bounds.insert(url.toString(), { u"value"_s + type, *written });
    }
    return take(withItem(m_now.document, linkId,
                         [&](Json &one) {
                             for (auto it = bounds.cbegin(); it != bounds.cend(); ++it)
                                 setExtension(one, it.key(), it->first, it->second);
                             if (answerLimits.lengthMax != present.lengthMax)
                                 setOrRemove(one, u"maxLength"_s, answerLimits.lengthMax == 0 ? Json() : Json(answerLimits.lengthMax));
                         }),
                u"limits "_s + linkId);
}

Result<void> TemplateEdit::mayChangeMeaning(const QString &linkId) const
{
    if (!leanedOnItems(m_now.document, m_now.meta, linkId).contains(linkId))
        return {};
    //: Why a change of a template being made was not taken.
    return Error { ErrorCode::NotAllowed,
                   TemplateEditWords::tr(
                       "Sightline works with the answer to this: actions, steps, dates or counts follow from it. How it is answered stays as it is.") };
}

Result<TemplateEdit::Changed> TemplateEdit::takeChanged(Json document, const QString &linkId, const std::function<bool(const Json &)> &isDead, bool renames)
{
    Changed changed { linkId, {} };
    document = withoutConditions(document, isDead, changed.lost.conditions);
    if (renames && isReleased(linkId)) {
        changed.linkId = newLinkId();
        document = withItem(document, linkId, [&](Json &item) { item.set(linkIdMember, changed.linkId); });
        document = withEachItem(document, [&](Json &item) {
            Json::Array conditions = item[u"enableWhen"_s].toArray();
            for (Json &condition : conditions) {
                if (condition[u"question"_s].toString() == linkId)
                    condition.set(u"question"_s, changed.linkId);
            }
            if (!conditions.isEmpty())
                item.set(u"enableWhen"_s, conditions);
        });
    }
    const auto taken = take(document);
    return taken ? Result<Changed>(changed) : taken.error();
}

Result<TemplateEdit::Changed> TemplateEdit::setKind(const QString &linkId, AnswerKind kind)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    const AnswerKind was = answerKindOf(**item);
    if (was == kind)
        return Changed { linkId, {} };
    if (kind == AnswerKind::Scale || kind == AnswerKind::Other)
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("Choose which scale this is answered with.") };
    if (const auto may = mayChangeMeaning(linkId); !may)
        return may.error();
    const bool isForGroups = isGroupKind(was) || isGroupKind(kind);
    if (isForGroups && !(isGroupKind(was) && isGroupKind(kind)))
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("A section cannot become a question, or a question a section.") };
    if (kind == AnswerKind::Words && !(*item)->children.isEmpty())
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("Other questions stand under this one; move them first.") };
    const Json document = withItem(m_now.document, linkId, [&](Json &one) {
        if (isForGroups)
            setOrRemove(one, u"repeats"_s, kind == AnswerKind::List ? Json(true) : Json());
        else
            makeKind(one, kind);
        // The steps of a scale stay as plain choices, so that the scale's own list cannot be changed by mistake.
        if (was == AnswerKind::Scale && isChoiceKind(kind)) {
            one.set(u"answerOption"_s, ownOptions(m_now.document, itemIn(m_now.document, linkId)));
            one.remove(u"answerValueSet"_s);
        }
    });
    const auto isDead = [&](const Json &condition) {
        return !isForGroups && condition[u"question"_s].toString() == linkId && !(asksOnlyWhether(condition) && kind != AnswerKind::Words)
            && !(isChoiceKind(was) && isChoiceKind(kind));
    };
    return takeChanged(document, linkId, isDead, true);
}

Result<TemplateEdit::Changed> TemplateEdit::setScale(const QString &linkId, const NamedScale &scale)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    if (isGroupKind(answerKindOf(**item)))
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("A section has no answer of its own.") };
    if ((*item)->scaleId == scale.id && (*item)->scaleVersion == scale.version)
        return Changed { linkId, {} };
    if (const auto may = mayChangeMeaning(linkId); !may)
        return may.error();
    Json document = m_now.document;
    // The list comes along once; where another list has its name, it gets one of its own.
    QString listId = scale.valueSet[u"id"_s].toString();
    Json::Array contained = document[u"contained"_s].toArray();
    const auto present = [&contained](const QString &id) {
        return std::find_if(contained.cbegin(), contained.cend(), [&id](const Json &one) { return one[u"id"_s].toString() == id; });
    };
    for (int copy = 2; present(listId) != contained.cend() && !((*present(listId))[u"compose"_s] == scale.valueSet[u"compose"_s]); ++copy)
        listId = scale.valueSet[u"id"_s].toString() + u'-' + QString::number(copy);
    if (present(listId) == contained.cend()) {
        Json list = scale.valueSet;
        list.set(u"id"_s, listId);
        contained.append(list);
        document.set(u"contained"_s, contained);
    }
    document = withItem(document, linkId, [&](Json &one) {
        makeKind(one, AnswerKind::Scale);
        one.remove(u"answerOption"_s);
        one.set(u"answerValueSet"_s, QString(u'#' + listId));
        setExtension(one, extensions::scale, u"valueCode"_s, QString(scale.id + u'|' + scale.version));
    });
    const auto isDead = [&](const Json &condition) { return condition[u"question"_s].toString() == linkId && !asksOnlyWhether(condition); };
    return takeChanged(document, linkId, isDead, true);
}

QList<EditedChoice> TemplateEdit::choicesOf(const QString &linkId) const
{
    const FormItem *item = m_form.find(linkId);
    QList<EditedChoice> choices;
    for (const FormOption &option : item ? item->options : QList<FormOption>())
        choices.append({ keyOf(option.value), option.label });
    return choices;
}

Result<TemplateEdit::Changed> TemplateEdit::setChoices(const QString &linkId, const QList<EditedChoice> &choices)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    if ((*item)->type != ItemType::Choice && (*item)->type != ItemType::OpenChoice)
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed, TemplateEditWords::tr("Only a question with choices has choices.") };
    if (choices == choicesOf(linkId))
        return Changed { linkId, {} };
    if (choices.size() > limits::formOptionsMax)
        //: Why a change of a template being made was not taken. %1 is a number.
        return Error { ErrorCode::TooLarge, TemplateEditWords::tr("A question can have at most %1 choices.").arg(limits::formOptionsMax) };
    const Json before = itemIn(m_now.document, linkId);
    QMap<QString, Json> present;
    QSet<QString> codes;
    QString system;
    for (const Json &option : ownOptions(m_now.document, before)) {
        const auto value = readFhirValue(option, u"value"_s);
        if (!value)
            continue;
        present.insert(keyOf(value->value), option);
        codes.insert(value->value[u"code"_s].toString());
        if (system.isEmpty())
            system = value->value[u"system"_s].toString();
    }
    QSet<QString> kept;
    for (const EditedChoice &choice : choices)
        kept.insert(choice.key);
    const auto goes = [&](const Json &condition) {
        const auto answer = readFhirValue(condition, u"answer"_s);
        return condition[u"question"_s].toString() == linkId && !asksOnlyWhether(condition) && answer && !kept.contains(keyOf(answer->value));
    };
    // A rule that names a choice which is gone would wait for it for ever.
    const bool loses = std::any_of(present.keyBegin(), present.keyEnd(), [&kept](const QString &key) { return !kept.contains(key); });
    if (loses) {
        if (const auto may = mayChangeMeaning(linkId); !may)
            return may.error();
    }
    if (system.isEmpty())
        system = u"urn:sightline:code:"_s + linkId;
    Json::Array options;
    for (const EditedChoice &choice : choices) {
        const auto known = present.constFind(choice.key);
        const Json option = known == present.cend() ? newOption(system, shownOnly(choice.label), codes, *m_random) : called(*known, shownOnly(choice.label));
        codes.insert(option[u"valueCoding"_s][u"code"_s].toString());
        options.append(option);
    }
    const Json document = withItem(m_now.document, linkId, [&](Json &one) {
        one.remove(u"answerValueSet"_s);
        setExtension(one, extensions::scale, {}, {});
        setOrRemove(one, u"answerOption"_s, options.isEmpty() ? Json() : Json(options));
    });
    return takeChanged(document, linkId, goes, false);
}

ShownWhen TemplateEdit::shownWhen(const QString &linkId) const
{
    const FormItem *item = m_form.find(linkId);
    return item ? ShownWhen { item->enableBehavior, item->enableWhen } : ShownWhen {};
}

Result<void> TemplateEdit::setShownWhen(const QString &linkId, const ShownWhen &when)
{
    const auto item = found(linkId);
    if (!item)
        return item.error();
    if (when.conditions.size() > limits::formConditionsMax)
        //: Why a change of a template being made was not taken. %1 is a number.
        return Error { ErrorCode::TooLarge, TemplateEditWords::tr("A question can have at most %1 conditions.").arg(limits::formConditionsMax) };
    const Json::Array present = itemIn(m_now.document, linkId)[u"enableWhen"_s].toArray();
    Json::Array conditions;
    for (const FormCondition &condition : when.conditions) {
        const auto same = std::find_if(present.cbegin(), present.cend(), [&](const Json &json) { return saysTheSame(json, condition); });
        if (same != present.cend()) {
            conditions.append(*same);   // with whatever else it holds
            continue;
        }
        const FormItem *question = m_form.find(condition.question);
        const auto json = question ? conditionJson(condition, *question) : std::nullopt;
        if (!json)
            //: Why a change of a template being made was not taken.
            return Error { ErrorCode::InvalidInput, TemplateEditWords::tr("Say which answer this waits for.") };
        conditions.append(*json);
    }
    return take(withItem(m_now.document, linkId, [&](Json &one) {
        setOrRemove(one, u"enableWhen"_s, conditions.isEmpty() ? Json() : Json(conditions));
        const bool isAny = when.behavior == EnableBehavior::Any;
        setOrRemove(one, u"enableBehavior"_s, conditions.size() < 2 ? Json() : Json(isAny ? u"any"_s : u"all"_s));
    }));
}

QStringList TemplateEdit::questionsToAskAbout(const QString &linkId) const
{
    const FormItem *asking = m_form.find(linkId);
    if (!asking)
        return {};
    const int own = m_form.byLinkId.value(linkId);
    QStringList questions;
    for (int at = 0; at < m_form.items.size(); ++at) {
        const FormItem &item = m_form.items[at];
        const bool hasAnswer = item.type != ItemType::Group && item.type != ItemType::Display && item.type != ItemType::Unsupported;
        if (hasAnswer && !item.hidden && !isWithin(m_form, at, own) && isInReach(m_form, item, *asking))
            questions.append(item.linkId);
    }
    return questions;
}

QList<EnableOperator> TemplateEdit::comparisonsFor(const FormItem &question)
{
    switch (question.type) {
    case ItemType::Boolean:
    case ItemType::Choice: return { EnableOperator::Equal, EnableOperator::NotEqual, EnableOperator::Exists };
    case ItemType::OpenChoice: return { EnableOperator::Equal, EnableOperator::NotEqual, EnableOperator::Exists };
    case ItemType::Integer:
    case ItemType::Decimal:
    case ItemType::Date:
        return { EnableOperator::Equal, EnableOperator::NotEqual,    EnableOperator::Greater, EnableOperator::GreaterOrEqual,
                 EnableOperator::Less,  EnableOperator::LessOrEqual, EnableOperator::Exists };
    default: return { EnableOperator::Exists };
    }
}

} // namespace sightline
