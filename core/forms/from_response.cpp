#include "core/base/limits.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/extension_urls.h"
#include "core/forms/fhir_value.h"
#include "core/forms/form_text.h"
#include "core/forms/response.h"
#include "core/forms/response_rest.h"
#include "core/forms/response_value.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

class ResponseReader {
public:
    ResponseReader(const Questionnaire &form, RandomSource &random) : m_form(form), m_random(random) { }

    Result<ResponseReading> read(const Json &json)
    {
        if (json[u"resourceType"_s].toString() != u"QuestionnaireResponse")
            return Error { ErrorCode::InvalidInput,
                           u"These are not answers: their resourceType is not \"QuestionnaireResponse\". Give a FHIR R4 QuestionnaireResponse as JSON."_s };
        if (const auto fits = checkQuestionnaire(json[u"questionnaire"_s].toString()); !fits)
            return fits.error();
        readMetadata(json);
        readItems(json, -1, {}, {});
        if (m_tooManyRows)
            return Error { ErrorCode::TooLarge, u"A group or question has more than %1 entries. Split the record."_s.arg(limits::formRowsMax) };
        m_reading.answers.set(restKey.toString(), m_rest.field());
        readUnmapped(json);
        return std::move(m_reading);
    }

private:
    void note(FormIssue::Severity severity, FormIssue::Kind kind, const QString &linkId, const QString &key, const QString &text)
    {
        m_reading.issues.append({ severity, kind, linkId, key, text });
    }
    void fail(FormIssue::Kind kind, const QString &linkId, const QString &key, const QString &text)
    {
        note(FormIssue::Severity::Error, kind, linkId, key, text);
    }
    void warn(FormIssue::Kind kind, const QString &linkId, const QString &key, const QString &text)
    {
        note(FormIssue::Severity::Warning, kind, linkId, key, text);
    }

    Result<void> checkQuestionnaire(const QString &named)
    {
        if (named.isEmpty()) {
            warn(FormIssue::Kind::NotChecked, {}, {}, u"The answers do not say which form they belong to."_s);
            return {};
        }
        const QString url = named.section(u'|', 0, 0);
        const QString id = m_form.original[u"id"_s].toString();
        const bool isById = !id.isEmpty() && (url.section(u'/', -2) == u"Questionnaire/"_s + id || url == u'#' + id);
        if (m_form.url.isEmpty() && !isById)
            warn(FormIssue::Kind::NotChecked, {}, {}, u"The form has no url, so nothing shows that these answers belong to it."_s);
        else if (url != m_form.url && !isById)
            return Error { ErrorCode::InvalidInput, u"The answers belong to another form (\"questionnaire\" names it). Choose that form."_s };
        const QString version = named.section(u'|', 1);
        if (!version.isEmpty() && version != m_form.version)
            warn(FormIssue::Kind::NotChecked, {}, {}, u"The answers were given on another version of the form."_s);
        return {};
    }

    void readMetadata(const Json &json)
    {
        ResponseMetadata &metadata = m_reading.metadata;
        metadata.id = json[u"id"_s].toString();
        metadata.questionnaire = json[u"questionnaire"_s].toString();
        metadata.namesForm = !metadata.questionnaire.isEmpty();
        metadata.status = json[u"status"_s].toString();
        metadata.authored = json[u"authored"_s].toString();
        QStringList handled { u"resourceType"_s };
        for (const QString &name : { u"id"_s, u"questionnaire"_s, u"status"_s, u"authored"_s }) {
            if (!json[name].toString().isEmpty())
                handled.append(name);
        }
        if (hasEntries(json, u"item"_s))
            handled.append(u"item"_s);
        const auto readReference = [&](const QString &name, Json &into) {
            // readFhirValue reads a member by the name of its type, so the reference is shown to it under one.
            const auto answer = readFhirValue(Json::object({ { u"valueReference"_s, json[name] } }), u"value"_s);
            const auto back = answer ? writeFhirValue(*answer) : std::nullopt;
            into = answer ? answer->value : Json();
            if (back && *back == json[name])
                handled.append(name);
        };
        readReference(u"author"_s, metadata.author);
        readReference(u"subject"_s, metadata.subject);
        readReference(u"source"_s, metadata.source);
        noteSignatures(json, {}, {});
        m_rest.keepRoot(unhandledMembers(json, handled, extensions::unmapped));
        static const QStringList known { u"in-progress"_s, u"completed"_s, u"amended"_s, u"entered-in-error"_s, u"stopped"_s };
        if (!known.contains(metadata.status))
            warn(FormIssue::Kind::NotChecked, {}, {}, u"The answers have no status we know."_s);
    }

    static bool hasEntries(const Json &json, const QString &name) { return !json[name].toArray().isEmpty(); }

    /// Reads the items of the element @p parent, which may be those below the form's item @p parentItem (-1: the roots).
    /// @p restBase is where unplaced ones return to.
    void readItems(const Json &parent, int parentItem, const QString &base, const QString &restBase)
    {
        QHash<int, QList<Json>> found;
        QStringList order;
        for (const Json &item : parent[u"item"_s].toArray()) {
            const QString linkId = item[u"linkId"_s].toString();
            const int known = m_form.byLinkId.value(linkId, -1);
            order.append(linkId);
            if (known < 0 || m_form.items[known].parent != parentItem)
                unplaced(item, linkId, known, restBase);
            else
                found[known].append(item);
        }
        QStringList written;   // the order in which toResponse gives them
        for (const int child : parentItem < 0 ? m_form.roots : m_form.items[parentItem].children) {
            const auto occurrences = found.constFind(child);
            if (occurrences == found.cend())
                continue;
            const qsizetype before = m_rest.unplaced(restBase).size();
            readOccurrences(child, *occurrences, base, restBase);
            const qsizetype placed = occurrences->size() - (m_rest.unplaced(restBase).size() - before);
            for (qsizetype at = 0; at < placed; ++at)
                written.append(m_form.items[child].linkId);
        }
        for (const Json &item : m_rest.unplaced(restBase))
            written.append(item[u"linkId"_s].toString());
        if (written != order)
            m_rest.keepOrder(restBase, order);
    }

    void unplaced(const Json &item, const QString &linkId, int known, const QString &restBase)
    {
        if (known < 0)
            fail(FormIssue::Kind::UnknownItem, linkId, {},
                 u"The form has no item \"%1\"; its answer is kept but not used."_s.arg(withoutHiddenMarks(linkId.left(80))));
        else
            fail(FormIssue::Kind::WrongPlace, linkId, {},
                 u"Item \"%1\" stands in another place of the form; its answer is kept but not used."_s.arg(withoutHiddenMarks(linkId.left(80))));
        m_rest.keepUnplaced(restBase, item);
    }

    void readOccurrences(int index, const QList<Json> &occurrences, const QString &base, const QString &restBase)
    {
        const FormItem &item = m_form.items[index];
        if (item.type == ItemType::Group && item.repeats) {
            readRows(item, occurrences, rowListKey(base, item.linkId));
            return;
        }
        for (qsizetype at = 0; at < occurrences.size(); ++at) {
            const QString key = childKey(base, item.linkId);
            const bool isDisplay = item.type == ItemType::Display;
            if (isDisplay || at > 0) {
                m_rest.keepUnplaced(restBase, occurrences[at]);
                if (!isDisplay)
                    fail(FormIssue::Kind::TooMany, item.linkId, key,
                         u"\"%1\" is there twice; several answers belong under one item. The second is kept but not used."_s.arg(item.linkId));
            } else if (item.type == ItemType::Group) {
                keepItem(item, occurrences[at], key, u"item"_s);
                readItems(occurrences[at], index, base, key);
            } else {
                readQuestion(item, occurrences[at], key, restBase);
            }
        }
    }

    static Json extrasOf(const Json &json, const FormItem &item, QStringList handled, QStringView ownExtension = {})
    {
        handled.append(u"linkId"_s);
        const bool hasFormsText = !item.text.isEmpty() && json[u"text"_s].toString() == item.text;
        if (hasFormsText)
            handled.append(u"text"_s);
        Json extras = unhandledMembers(json, handled, ownExtension);
        if (!item.text.isEmpty() && !json.contains(u"text"_s))
            extras.set(u"text"_s, Json());
        return extras;
    }

    /// A signature of another program stays where it is, whatever it is worth; what is wrong with it is said. @p linkId: of the item; empty:
    /// of all of it.
    void noteSignatures(const Json &json, const QString &linkId, const QString &key)
    {
        for (const Json &extension : json[u"extension"_s].toArray()) {
            if (extension[u"url"_s].toString() != extensions::signature)
                continue;
            const Json &value = extension[u"valueSignature"_s];
            const bool isWhole = !value[u"type"_s].toArray().isEmpty() && !value[u"when"_s].toString().isEmpty() && !value[u"who"_s].toObject().isEmpty();
            if (!isWhole)
                warn(FormIssue::Kind::WrongFormat, linkId, key, u"A signature does not say who signed, when, and as what; it is kept as it is."_s);
            else if (!value[u"data"_s].toString().isEmpty())
                warn(FormIssue::Kind::NotChecked, linkId, key, u"A signature is kept as it is; whether it is genuine cannot be told here."_s);
        }
    }

    /// Keeps what an item says beyond its @p content ("item" or "answer"); that it was there, if it had no content.
    void keepItem(const FormItem &item, const Json &json, const QString &key, const QString &content)
    {
        noteSignatures(json, item.linkId, key);
        const bool hasContent = hasEntries(json, content);
        const Json extras = extrasOf(json, item, hasContent ? QStringList { content } : QStringList {});
        if (!hasContent || !extras.toObject().isEmpty())
            m_rest.keepItem(key, extras);
    }

    /// Rows and answers bring their ids and orders in our own responses.
    AnswerRow rowOf(const Json &element, RowNaming &naming, bool &tookId)
    {
        const QString elementId = element[u"id"_s].toString();
        AnswerRow row = naming.next(elementId, extensionValue(element, extensions::rowOrder).toString(), m_random);
        tookId = row.id == elementId && RowNaming::isNaming(elementId);
        return row;
    }

    void readRows(const FormItem &item, const QList<Json> &occurrences, const QString &listKey)
    {
        m_tooManyRows = m_tooManyRows || occurrences.size() > limits::formRowsMax;
        if (m_tooManyRows)
            return;
        QList<AnswerRow> rows;
        RowNaming naming;
        for (const Json &occurrence : occurrences) {
            bool tookId = false;
            const AnswerRow row = rowOf(occurrence, naming, tookId);
            rows.append(row);
            const QString rowKey = rowBase(listKey, row.id);
            QStringList handled;
            if (hasEntries(occurrence, u"item"_s))
                handled.append(u"item"_s);
            if (tookId)
                handled.append(u"id"_s);
            const Json extras = extrasOf(occurrence, item, handled, extensions::rowOrder);
            if (!extras.toObject().isEmpty())
                m_rest.keepItem(rowKey, extras);
            readItems(occurrence, m_form.byLinkId.value(item.linkId), rowKey, rowKey);
        }
        m_reading.answers.set(listKey, rowsToJson(rows));
    }

    void readQuestion(const FormItem &item, const Json &json, const QString &key, const QString &restBase)
    {
        const auto &given = json[u"answer"_s].toArray();
        m_tooManyRows = m_tooManyRows || given.size() > limits::formRowsMax;
        if (m_tooManyRows)
            return;
        const auto hasNoValue = [](const Json &answer) { return !hasAnswerValue(answer); };
        const auto hasItems = [](const Json &answer) { return hasEntries(answer, u"item"_s); };
        const bool isEmpty = std::all_of(given.cbegin(), given.cend(), hasNoValue) && std::none_of(given.cbegin(), given.cend(), hasItems);
        if (isEmpty) {
            noteSignatures(json, item.linkId, key);
            m_rest.keepItem(key, extrasOf(json, item, {}));
            return;
        }
        if (std::any_of(given.cbegin(), given.cend(), hasNoValue)) {
            fail(FormIssue::Kind::WrongType, item.linkId, key, u"An answer to \"%1\" has no value; the answers are kept but not used."_s.arg(item.linkId));
            m_rest.keepUnplaced(restBase, json);
            return;
        }
        QList<FhirValue> values;
        for (const Json &answer : given) {
            auto value = readValue(item, answer, key);
            if (!value && item.type == ItemType::Unsupported) {
                warn(FormIssue::Kind::NotChecked, item.linkId, key, u"Answers to \"%1\" cannot be shown yet; they are kept."_s.arg(item.linkId));
                m_rest.keepUnplaced(restBase, json);
                return;
            }
            if (!value) {
                fail(FormIssue::Kind::WrongType, item.linkId, key,
                     u"The answer to \"%1\" is not of the kind the form asks for (%2); it is kept but not used."_s.arg(item.linkId, itemTypeName(item.type)));
                m_rest.keepUnplaced(restBase, json);
                return;
            }
            values.append(std::move(*value));
        }
        keepItem(item, json, key, u"answer"_s);
        const bool isList = item.repeats || given.size() > 1;
        QList<AnswerRow> rows;
        RowNaming naming;
        for (qsizetype at = 0; at < given.size(); ++at) {
            bool tookId = false;
            AnswerRow row = isList ? rowOf(given[at], naming, tookId) : AnswerRow { singleAnswerRow.toString(), {}, {} };
            row.value = values[at].value;
            keepAnswerExtras(item, given[at], values[at], key, row, tookId);
            readItems(given[at], m_form.byLinkId.value(item.linkId), answerBase(key, row.id), answerBase(key, row.id));
            rows.append(row);
        }
        if (isList)
            m_reading.answers.set(key, rowsToJson(rows));
        else if (!rows.isEmpty())
            m_reading.answers.set(key, rows.first().value);
    }

    void keepAnswerExtras(const FormItem &item, const Json &json, const FhirValue &value, const QString &key, const AnswerRow &row, bool tookId)
    {
        QStringList handled;
        if (hasEntries(json, u"item"_s))
            handled.append(u"item"_s);
        if (tookId)
            handled.append(u"id"_s);
        const auto back = writeAnswerValue(item, value.value);
        const QString member = u"value"_s + value.type;
        const bool readsBack = back && back->type == value.type && back->value == json[member];
        if (readsBack)
            handled.append(member);
        const bool isNamed = row.id != singleAnswerRow;
        m_rest.keepAnswer(key, row.id, row.value, unhandledMembers(json, handled, isNamed ? extensions::rowOrder : QStringView()));
    }

    /// The value of one answer as the form knows it. Nothing if it does not fit.
    std::optional<FhirValue> readValue(const FormItem &item, const Json &answer, const QString &key)
    {
        const auto &members = answer.toObject();
        const auto first = members.lowerBound(u"value"_s);
        const bool hasSecondValue = std::next(first) != members.cend() && std::next(first).key().startsWith(u"value");
        if (hasSecondValue)
            return std::nullopt;   // FHIR allows one; which was meant is not ours to guess
        auto value = readFhirValue(answer, u"value"_s);
        if (!value)
            return std::nullopt;
        const bool isIntegerForDecimal = item.type == ItemType::Decimal && value->type == u"Integer";
        if (isIntegerForDecimal)
            value->value = Json(value->value.numberText());
        if (item.type == ItemType::Choice || item.type == ItemType::OpenChoice)
            settleChoice(item, *value, key);
        if (!typeProblem(item.type, value->value).isEmpty())
            return std::nullopt;
        return value;
    }

    /// Codes given as text, or without their system, are taken as the form's own choice (rules 9, 11).
    void settleChoice(const FormItem &item, FhirValue &value, const QString &key)
    {
        const bool lacksSystem = value.value.isObject() && value.value[u"system"_s].isNull();
        if (!lacksSystem && !value.value.isString())
            return;
        for (const FormOption &option : item.options) {
            if (option.value == value.value)
                return;
        }
        const QString code = value.value.isString() ? value.value.toString() : value.value[u"code"_s].toString();
        for (const FormOption &option : item.options) {
            if (code.isEmpty() || option.value[u"code"_s].toString() != code)
                continue;
            warn(FormIssue::Kind::WrongFormat, item.linkId, key, u"\"%1\" was given by its code alone; taken as the form's own choice."_s.arg(item.linkId));
            value.value = option.value;
            return;
        }
    }

    void readUnmapped(const Json &json)
    {
        for (const Json &extension : json[u"extension"_s].toArray()) {
            if (extension[u"url"_s].toString() != extensions::unmapped)
                continue;
            const auto fields = parseJson(extension[u"valueString"_s].toString().toUtf8());
            if (!fields || !fields->isObject()) {
                fail(FormIssue::Kind::WrongFormat, {}, {}, u"The part of the answers that only Sightline reads is damaged."_s);
                continue;
            }
            for (auto it = fields->toObject().cbegin(); it != fields->toObject().cend(); ++it)
                m_reading.answers.set(it.key(), it.value());
        }
    }

    const Questionnaire &m_form;
    RandomSource &m_random;
    ResponseReading m_reading;
    ResponseRest m_rest;
    bool m_tooManyRows = false;
};

} // namespace

Result<ResponseReading> fromResponse(const Questionnaire &questionnaire, const Json &json, RandomSource &random)
{
    return ResponseReader(questionnaire, random).read(json);
}

} // namespace sightline
