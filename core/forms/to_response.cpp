#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/enable_when.h"
#include "core/forms/extension_urls.h"
#include "core/forms/fhir_value.h"
#include "core/forms/response.h"
#include "core/forms/response_rest.h"
#include "core/forms/response_value.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Json textExtension(QStringView url, const QString &text) { return Json::object({ { u"url"_s, Json(url) }, { u"valueString"_s, text } }); }

/// Gives @p element the row's id and order, as far as they would not be read back without. An id that came from another
/// program stays; ours then goes beside the order.
void nameRow(Json &element, const AnswerRow &row, RowNaming &naming)
{
    const auto written = naming.write(row, element[u"id"_s].toString());
    if (written.needsId)
        element.set(u"id"_s, row.id);
    if (written.named.isEmpty())
        return;
    Json::Array all { textExtension(extensions::rowOrder, written.named) };
    all += element[u"extension"_s].toArray();
    element.set(u"extension"_s, all);
}

/// Nothing that is written may depend on chance, and names that are taken are not read back anyway.
class NoRandom final : public RandomSource {
public:
    QByteArray bytes(int count) override { return QByteArray(count, '\0'); }
};

class ResponseWriter {
public:
    ResponseWriter(const Questionnaire &form, const Answers &answers, ItemsWritten written)
        : m_form(form), m_answers(answers), m_itemsWritten(written), m_tree(buildFormTree(form, answers)), m_rest(answers.value(restKey.toString()))
    {
    }

    Json write(const ResponseMetadata &metadata)
    {
        m_metadata = metadata;
        Json response = Json::object({ { u"resourceType"_s, Json(u"QuestionnaireResponse"_s) } });
        const auto setText = [&](const QString &name, const QString &text) {
            if (!text.isEmpty())
                response.set(name, text);
        };
        setText(u"id"_s, metadata.id);
        if (metadata.namesForm)
            setText(u"questionnaire"_s, metadata.questionnaire.isEmpty() ? m_form.canonical() : metadata.questionnaire);
        setText(u"status"_s, metadata.status);
        setText(u"authored"_s, metadata.authored);
        const auto setReference = [&](const QString &name, const Json &answer) {
            if (const auto reference = writeFhirValue({ u"Reference"_s, answer }))
                response.set(name, *reference);
        };
        setReference(u"author"_s, metadata.author);
        setReference(u"subject"_s, metadata.subject);
        setReference(u"source"_s, metadata.source);
        const auto items = writeRange(0, int(m_tree.places.size()), {});
        if (!items.isEmpty())
            response.set(u"item"_s, items);
        m_rest.restoreRoot(response);
        noteRestIfReadBack(response);
        if (const Json left = unmappedFields(); !left.toObject().isEmpty()) {
            Json::Array all = response[u"extension"_s].toArray();
            all.append(textExtension(extensions::unmapped, QString::fromUtf8(writeJson(left))));
            response.set(u"extension"_s, all);
        }
        return response;
    }

private:
    /// The items of the places from @p begin to @p end that lie directly below one parent, and what was unplaced there.
    Json::Array writeRange(int begin, int end, const QString &base)
    {
        Json::Array items;
        for (int at = begin; at < end; at = m_tree.places[at].end)
            writePlace(at, items, base);
        m_rest.restoreItems(base, items);
        return items;
    }

    /// `$rest` travels as a field of its own where it no longer fits what was changed since.
    void noteRestIfReadBack(const Json &response)
    {
        const QString key = restKey.toString();
        if (!m_answers.contains(key))
            return;
        NoRandom random;
        const auto back = fromResponse(m_form, response, random);
        if (back && back->answers.value(key) == m_answers.value(key))
            m_written.insert(key);
    }

    Json itemHead(const FormItem &item) const
    {
        Json json = Json::object({ { u"linkId"_s, item.linkId } });
        if (!item.text.isEmpty())
            json.set(u"text"_s, item.text);
        return json;
    }

    /// Whether @p place, which says nothing, is written below @p base all the same. An answer that could not be used stands there as it came, and
    /// an empty item beside it would be the same question twice.
    bool isShownEmpty(const FormPlace &place, const QString &base) const
    {
        const auto &kept = m_rest.unplaced(base);
        const QString &linkId = m_form.items[place.item].linkId;
        const bool isThere = std::any_of(kept.cbegin(), kept.cend(), [&](const Json &item) { return item[u"linkId"_s].toString() == linkId; });
        return m_rest.hasItem(place.key) || (m_itemsWritten == ItemsWritten::Enabled && place.enabled && !isThere);
    }

    /// @p base is the key of what it lies directly below.
    void writePlace(int at, Json::Array &items, const QString &base)
    {
        const FormPlace &place = m_tree.places[at];
        const FormItem &item = m_form.items[place.item];
        if (item.type == ItemType::Display)
            return;
        if (item.type != ItemType::Group)
            writeQuestion(at, items, base);
        else if (place.kind == FormPlace::Kind::RowList)
            writeRows(at, items);
        else
            writeGroup(at, items, base);
    }

    void writeGroup(int at, Json::Array &items, const QString &base)
    {
        const FormPlace &place = m_tree.places[at];
        Json json = itemHead(m_form.items[place.item]);
        const auto children = writeRange(at + 1, place.end, place.key);
        if (children.isEmpty() && !isShownEmpty(place, base))
            return;
        if (!children.isEmpty())
            json.set(u"item"_s, children);
        m_rest.restoreItem(place.key, json);
        items.append(json);
    }

    void writeRows(int at, Json::Array &items)
    {
        const FormPlace &list = m_tree.places[at];
        const auto rows = m_answers.rows(list.key);
        if (!rowsReadBack(rows))
            return;   // the list and all below it travel as unmapped fields
        int next = at + 1;
        RowNaming naming;
        for (const AnswerRow &row : rows) {
            if (next >= list.end)
                return;   // the tree was cut short: the list travels as an unmapped field
            const FormPlace &place = m_tree.places[next];
            Json json = itemHead(m_form.items[place.item]);
            const auto children = writeRange(next + 1, place.end, place.key);
            if (!children.isEmpty())
                json.set(u"item"_s, children);
            m_rest.restoreItem(place.key, json);
            nameRow(json, row, naming);
            items.append(json);
            next = place.end;
        }
        if (m_answers.value(list.key) == rowsToJson(rows))
            m_written.insert(list.key);
    }

    void writeQuestion(int at, Json::Array &items, const QString &base)
    {
        const FormPlace &place = m_tree.places[at];
        const FormItem &item = m_form.items[place.item];
        Json json = itemHead(item);
        auto given = m_answers.given(place.key);
        const bool isList = m_answers.value(place.key).isArray();
        const bool readsBackAsList = item.repeats || given.size() > 1;
        if (isList != readsBackAsList || (isList && !rowsReadBack(given)))
            given.clear();   // this field and all below it travel as unmapped fields
        bool isComplete = !given.isEmpty() && (!isList || m_answers.value(place.key) == rowsToJson(given));
        Json::Array answers;
        RowNaming naming;
        int child = at + 1;
        for (const AnswerRow &row : given) {
            Json answer = Json::object();
            if (const auto value = writeAnswerValue(item, row.value))
                answer.set(u"value"_s + value->type, value->value);
            m_rest.restoreAnswer(place.key, row.id, row.value, answer);
            const int end = endOfAnswer(child, place.end, row.id);
            if (!hasAnswerValue(answer)) {
                isComplete = false;   // FHIR has no place for it: it and all below it travel as unmapped fields
                child = end;
                continue;
            }
            const auto children = writeRange(child, end, answerBase(place.key, row.id));
            child = end;
            if (!children.isEmpty())
                answer.set(u"item"_s, children);
            if (isList)
                nameRow(answer, row, naming);
            answers.append(answer);
        }
        if (isComplete)
            m_written.insert(place.key);
        if (answers.isEmpty() && !isShownEmpty(place, base))
            return;
        if (!answers.isEmpty())
            json.set(u"answer"_s, answers);
        m_rest.restoreItem(place.key, json);
        if (m_metadata.signsNames && item.signatureRequired)
            sign(json, item, place);
        items.append(json);
    }

    /// When the name at @p place was first there, as the form notes it; else when all of it was written.
    QString signedAt(const FormItem &item, const FormPlace &place) const
    {
        const auto notesIt = [&item](const FormItem &other) {
            return std::any_of(other.functions.cbegin(), other.functions.cend(),
                               [&item](const ProductFunction &one) { return one.name == "signed-at"_L1 && one.text(u"sign"_s) == item.linkId; });
        };
        const auto note = std::find_if(m_form.items.cbegin(), m_form.items.cend(), notesIt);
        const QString base = place.key.contains(u'/') ? place.key.section(u'/', 0, -2) : QString();
        const QString noted = note == m_form.items.cend() ? QString() : m_answers.value(childKey(base, note->linkId)).toString();
        return noted.isEmpty() ? m_metadata.authored : noted;
    }

    /// Writes the typed name as the signature it is. What another program had there as one goes: nobody signs by a file.
    void sign(Json &json, const FormItem &item, const FormPlace &place) const
    {
        Json::Array all = json[u"extension"_s].toArray();
        all.removeIf([](const Json &extension) { return extension[u"url"_s].toString() == extensions::signature; });
        const QString name = m_answers.value(place.key).toString();
        const QString when = signedAt(item, place);
        if (!name.isEmpty() && !when.isEmpty()) {
            const bool isAuthors = item.completedByRole.isEmpty();
            const auto author = isAuthors ? writeFhirValue({ u"Reference"_s, m_metadata.author }) : std::nullopt;
            Json who = author.value_or(Json::object());
            who.set(u"display"_s, name);
            const Json type = codingAnswer(u"urn:iso-astm:E1762-95:2013"_s, isAuthors ? u"1.2.840.10065.1.12.1.1"_s : u"1.2.840.10065.1.12.1.13"_s,
                                           isAuthors ? u"Author's Signature"_s : u"Review Signature"_s);
            const Json value = Json::object({ { u"type"_s, Json::array({ type }) }, { u"when"_s, when }, { u"who"_s, who } });
            all.append(Json::object({ { u"url"_s, Json(extensions::signature) }, { u"valueSignature"_s, value } }));
        }
        if (all.isEmpty())
            json.remove(u"extension"_s);
        else
            json.set(u"extension"_s, all);
    }

    /// One past the places that lie under the answer @p row, starting at @p begin.
    int endOfAnswer(int begin, int end, const QString &row) const
    {
        int at = begin;
        while (at < end && m_tree.places[at].row == row)
            at = m_tree.places[at].end;
        return at;
    }

    Json unmappedFields() const
    {
        Json left = Json::object();
        for (auto it = m_answers.fields().cbegin(); it != m_answers.fields().cend(); ++it) {
            if (!m_written.contains(it.key()))
                left.set(it.key(), it.value());
        }
        return left;
    }

    const Questionnaire &m_form;
    const Answers &m_answers;
    ItemsWritten m_itemsWritten;
    ResponseMetadata m_metadata;
    FormTree m_tree;
    ResponseRest m_rest;
    QSet<QString> m_written;   // fields that reading gives back unchanged
};

} // namespace

Json toResponse(const Questionnaire &questionnaire, const Answers &answers, const ResponseMetadata &metadata, ItemsWritten written)
{
    return ResponseWriter(questionnaire, answers, written).write(metadata);
}

} // namespace sightline
