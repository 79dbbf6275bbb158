#include "tests/support/random_questionnaire.h"

#include "core/base/digest.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/enable_when.h"
#include "core/forms/extension_urls.h"

#include <QSet>

#include <algorithm>

namespace sightline::testing {

using namespace Qt::StringLiterals;

namespace {

const QString codes = u"urn:sightline:code:random"_s;

/// Item types in the order of the enumeration; every one must appear in a large enough form.
constexpr ItemType questionTypes[] {
    ItemType::Boolean, ItemType::Integer, ItemType::Decimal, ItemType::Date,       ItemType::DateTime,   ItemType::Time,      ItemType::String,
    ItemType::Text,    ItemType::Url,     ItemType::Choice,  ItemType::OpenChoice, ItemType::Attachment, ItemType::Reference,
};

Json extension(QStringView url, const QString &member, const Json &value) { return Json::object({ { u"url"_s, Json(url) }, { member, value } }); }

QString pad(int number, int width) { return QString::number(number).rightJustified(width, u'0'); }

QString randomDate(SeededRandom &random) { return u"2026-%1-%2"_s.arg(pad(1 + random.below(12), 2), pad(1 + random.below(28), 2)); }

QString randomTime(SeededRandom &random) { return u"%1:%2:%3"_s.arg(pad(random.below(24), 2), pad(random.below(60), 2), pad(random.below(60), 2)); }

QString randomWords(SeededRandom &random)
{
    static const QStringList words {
        u"door"_s, u"warm"_s, u"said"_s,       u"she"_s,         u"“no”"_s,      u"café"_s,        u"cafe\u0301"_s, u"دار"_s,
        u"🙂"_s,   u"<b>"_s,  u"\"quoted\""_s, u"line\nbreak"_s, u"tab\tstop"_s, u"back\\slash"_s, u"100%"_s,       u"#1"_s,
    };
    QStringList said;
    for (int count = 1 + random.below(6); count > 0; --count)
        said.append(words[random.below(int(words.size()))]);
    return said.join(u' ');
}

class FormMaker {
public:
    FormMaker(quint64 seed, const RandomFormShape &shape) : m_random(seed), m_shape(shape) { }

    Json make(quint64 seed)
    {
        Json::Array items;
        while (m_made < m_shape.itemsMin || m_nextType < int(std::size(questionTypes)))
            items.append(makeItem(1, u""_s));
        items.append(laterPart());
        Json form = Json::object({
            { u"resourceType"_s, Json(u"Questionnaire"_s) },
            { u"url"_s, u"urn:sightline:form:random-%1"_s.arg(seed) },
            { u"version"_s, Json(u"1.0"_s) },
            { u"status"_s, Json(u"active"_s) },
            { u"title"_s, u"Random form %1"_s.arg(seed) },
            { u"item"_s, items },
        });
        form.set(u"contained"_s, Json::array({ containedList() }));
        return form;
    }

private:
    struct Asked {          // a question that later items may ask about
        QString linkId;
        ItemType type;
        QString scope;      // the repeating groups and questions around it
        bool repeats;
    };

    QString newLinkId()
    {
        static const QStringList odd { u"a/b"_s, u"a#b"_s, u"a@b"_s, u"50%"_s, u"$rest"_s, u"ünï"_s, u"a b"_s, u"%2F"_s };
        const QString number = QString::number(++m_made);
        return m_shape.oddLinkIds && m_random.chance(15) ? odd[m_random.below(int(odd.size()))] + number : u"q"_s + number;
    }

    static Json containedList()
    {
        Json::Array concepts;
        for (int at = 0; at < 4; ++at)
            concepts.append(Json::object({ { u"code"_s, u"l%1"_s.arg(at) }, { u"display"_s, u"Listed %1"_s.arg(at) } }));
        return Json::object(
            { { u"resourceType"_s, Json(u"ValueSet"_s) },
              { u"id"_s, Json(u"list"_s) },
              { u"compose"_s, Json::object({ { u"include"_s, Json::array({ Json::object({ { u"system"_s, codes }, { u"concept"_s, concepts } }) }) } }) } });
    }

    Json laterPart()
    {
        Json question =
            Json::object({ { u"linkId"_s, newLinkId() }, { u"type"_s, Json(u"text"_s) }, { u"text"_s, Json(u"What I say to it"_s) }, { u"required"_s, true } });
        return Json::object({ { u"linkId"_s, newLinkId() },
                              { u"type"_s, Json(u"group"_s) },
                              { u"text"_s, Json(u"Later"_s) },
                              { u"extension"_s, Json::array({ extension(extensions::completedByRole, u"valueCode"_s, Json(u"reader"_s)) }) },
                              { u"item"_s, Json::array({ question }) } });
    }

    Json makeItem(int depth, const QString &scope)
    {
        const int kind = m_random.below(100);
        if (kind < 22 && depth < m_shape.depthMax)
            return makeGroup(depth, scope);
        if (kind < 28)
            return makeDisplay(scope);
        return makeQuestion(depth, scope);
    }

    Json head(const QString &type, const QString &scope)
    {
        const QString linkId = newLinkId();
        Json item = Json::object({ { u"linkId"_s, linkId }, { u"type"_s, type }, { u"text"_s, u"Item %1"_s.arg(m_made) } });
        addConditions(item, scope);
        return item;
    }

    Json makeDisplay(const QString &scope) { return head(u"display"_s, scope); }

    Json makeGroup(int depth, const QString &scope)
    {
        Json group = head(u"group"_s, scope);
        const bool repeats = m_random.chance(50);
        if (repeats)
            group.set(u"repeats"_s, true);
        const QString inner = repeats ? scope + u'/' + group[u"linkId"_s].toString() : scope;
        Json::Array items;
        for (int count = 1 + m_random.below(5); count > 0; --count)
            items.append(makeItem(depth + 1, inner));
        Json certain = makeQuestion(depth + 1, inner);   // so that every group holds an answer
        certain.remove(u"enableWhen"_s);
        certain.remove(u"enableBehavior"_s);
        certain.set(u"required"_s, true);
        items.append(certain);
        group.set(u"item"_s, items);
        Json::Array extensionsOfGroup;
        if (repeats && m_random.chance(40)) {
            const int least = 1 + m_random.below(2);
            group.set(u"required"_s, true);
            extensionsOfGroup.append(extension(extensions::minOccurs, u"valueInteger"_s, least));
            extensionsOfGroup.append(extension(extensions::maxOccurs, u"valueInteger"_s, least + 2));
            group.set(u"extension"_s, extensionsOfGroup);
        }
        return group;
    }

    Json makeQuestion(int depth, const QString &scope)
    {
        // First each type once, then any.
        const int all = int(std::size(questionTypes));
        const ItemType type = questionTypes[m_nextType < all ? m_nextType++ : m_random.below(all)];
        Json item = head(itemTypeName(type), scope);
        if (m_random.chance(40))
            item.set(u"required"_s, true);
        const bool repeats = type != ItemType::Boolean && m_random.chance(25);
        if (repeats)
            item.set(u"repeats"_s, true);
        addDetails(item, type, repeats);
        m_asked.append({ item[u"linkId"_s].toString(), type, scope, repeats });
        const bool hasChildren = depth < m_shape.depthMax && m_random.chance(12);
        if (hasChildren)
            item.set(u"item"_s, Json::array({ makeQuestion(depth + 1, scope + u'/' + item[u"linkId"_s].toString()) }));
        return item;
    }

    void addDetails(Json &item, ItemType type, bool repeats)
    {
        Json::Array own;
        if (type == ItemType::Choice || type == ItemType::OpenChoice)
            addOptions(item);
        if (type == ItemType::String && m_random.chance(50))
            item.set(u"maxLength"_s, 200);
        if (type == ItemType::Integer && m_random.chance(50)) {
            own.append(extension(extensions::minValue, u"valueInteger"_s, 0));
            own.append(extension(extensions::maxValue, u"valueInteger"_s, 99));
        }
        if (type == ItemType::Decimal && m_random.chance(50))
            own.append(extension(extensions::maxDecimalPlaces, u"valueInteger"_s, 3));
        if (type == ItemType::Date && m_random.chance(50))
            own.append(extension(extensions::minValue, u"valueDate"_s, Json(u"2026-01-01"_s)));
        if (repeats && m_random.chance(50))
            own.append(extension(extensions::maxOccurs, u"valueInteger"_s, 3));
        if (m_random.chance(10))
            own.append(extension(u"urn:example:unknown", u"valueString"_s, Json(u"kept"_s)));
        if (!own.isEmpty())
            item.set(u"extension"_s, own);
    }

    void addOptions(Json &item)
    {
        if (m_random.chance(30)) {
            item.set(u"answerValueSet"_s, Json(u"#list"_s));
            return;
        }
        Json::Array options;
        const bool ofText = m_random.chance(20);
        for (int at = 0; at < 4; ++at) {
            Json option = Json::object();
            if (ofText)
                option.set(u"valueString"_s, u"Option %1"_s.arg(at));
            else
                option.set(u"valueCoding"_s,
                           Json::object({ { u"system"_s, codes }, { u"code"_s, u"c%1"_s.arg(at) }, { u"display"_s, u"Choice %1"_s.arg(at) } }));
            options.append(option);
        }
        item.set(u"answerOption"_s, options);
    }

    void addConditions(Json &item, const QString &scope)
    {
        QList<Asked> within;
        for (const Asked &asked : m_asked) {
            if (scope.startsWith(asked.scope) && !scope.split(u'/').contains(asked.linkId))
                within.append(asked);
        }
        if (within.isEmpty() || !m_random.chance(30))
            return;
        Json::Array conditions;
        for (int count = 1 + m_random.below(3); count > 0; --count)
            conditions.append(makeCondition(within[m_random.below(int(within.size()))]));
        item.set(u"enableWhen"_s, conditions);
        if (conditions.size() > 1)
            item.set(u"enableBehavior"_s, m_random.chance(50) ? Json(u"all"_s) : Json(u"any"_s));
    }

    Json makeCondition(const Asked &asked)
    {
        static const QStringList ordered { u"="_s, u"!="_s, u">"_s, u"<"_s, u">="_s, u"<="_s };
        Json condition = Json::object({ { u"question"_s, asked.linkId } });
        const auto compare = [&](const QString &member, const Json &value) {
            condition.set(u"operator"_s, ordered[m_random.below(int(ordered.size()))]);
            condition.set(member, value);
        };
        switch (asked.type) {
        case ItemType::Integer: compare(u"answerInteger"_s, 50); break;
        case ItemType::Decimal: compare(u"answerDecimal"_s, Decimal { u"12.5"_s }); break;
        case ItemType::Date: compare(u"answerDate"_s, randomDate(m_random)); break;
        case ItemType::DateTime: compare(u"answerDateTime"_s, Json(randomDate(m_random) + u"T12:00:00Z"_s)); break;
        case ItemType::Time: compare(u"answerTime"_s, randomTime(m_random)); break;
        case ItemType::Boolean:
            condition.set(u"operator"_s, m_random.chance(50) ? Json(u"="_s) : Json(u"!="_s));
            condition.set(u"answerBoolean"_s, m_random.chance(50));
            break;
        default: condition.set(u"operator"_s, Json(u"exists"_s)); condition.set(u"answerBoolean"_s, m_random.chance(80));
        }
        return condition;
    }

    SeededRandom m_random;
    RandomFormShape m_shape;
    QList<Asked> m_asked;
    int m_made = 0;
    int m_nextType = 0;
};

/// Answers what is enabled and open, again and again, until nothing opens any more.
class AnswerMaker {
public:
    AnswerMaker(const Questionnaire &form, quint64 seed) : m_form(form), m_random(seed ^ 0xA5A5A5A5ULL) { }

    Answers make()
    {
        constexpr int roundsMax = 30;
        for (int round = 0; round < roundsMax; ++round) {
            const FormTree tree = buildFormTree(m_form, m_answers);
            bool changed = false;
            for (const FormPlace &place : tree.places) {
                if (place.enabled && !m_visited.contains(place.key))
                    changed = answer(place) || changed;
            }
            if (!changed && round > 0)
                break;
        }
        return withoutDisabled(m_form, m_answers);
    }

private:
    bool answer(const FormPlace &place)
    {
        m_visited.insert(place.key);
        const FormItem &item = m_form.items[place.item];
        const bool isQuestion = item.type != ItemType::Group && item.type != ItemType::Display;
        if (!item.completedByRole.isEmpty())
            return false;
        const bool isWanted = item.required || m_random.chance(60);
        if (place.kind == FormPlace::Kind::RowList && isWanted)
            return addRows(place, item);
        if (!isQuestion || !isWanted)
            return false;
        if (!item.repeats) {
            m_answers.set(place.key, randomAnswer(item, m_random));
            return true;
        }
        for (int count = howMany(item); count > 0; --count)
            m_answers.addAnswer(place.key, randomAnswer(item, m_random), m_random);
        return true;
    }

    int howMany(const FormItem &item)
    {
        const int least = std::max(1, item.minOccurs);
        const int most = item.maxOccurs > 0 ? std::min(item.maxOccurs, 3) : 3;
        return least + m_random.below(std::max(1, most - least + 1));
    }

    bool addRows(const FormPlace &place, const FormItem &item)
    {
        for (int count = howMany(item); count > 0; --count)
            m_answers.addRow(place.key, m_random);
        return true;
    }

    const Questionnaire &m_form;
    SeededRandom m_random;
    Answers m_answers;
    QSet<QString> m_visited;
};

QString randomDecimal(const FormItem &item, SeededRandom &random)
{
    QString text = QString::number(random.below(100));
    if (item.maxDecimalPlaces != 0 && random.chance(70))
        text += u'.' + pad(random.below(100), 2);
    return random.chance(20) ? u'-' + text : text;
}

Json randomOption(const FormItem &item, SeededRandom &random)
{
    const bool isFree = item.options.isEmpty() || (item.type == ItemType::OpenChoice && random.chance(30));
    return isFree ? Json(u"typed: "_s + randomWords(random)) : item.options[random.below(int(item.options.size()))].value;
}

} // namespace

quint64 SeededRandom::next()
{
    m_state += 0x9E3779B97F4A7C15ULL;   // splitmix64
    quint64 z = m_state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

QByteArray SeededRandom::bytes(int count)
{
    QByteArray out;
    out.reserve(count);
    for (int at = 0; at < count; ++at)
        out.append(char(next() & 0xff));
    return out;
}

int SeededRandom::below(int bound) { return int(next() % quint64(bound)); }

bool SeededRandom::chance(int percent) { return below(100) < percent; }

Json randomQuestionnaire(quint64 seed, const RandomFormShape &shape) { return FormMaker(seed, shape).make(seed); }

Answers randomAnswers(const Questionnaire &form, quint64 seed) { return AnswerMaker(form, seed).make(); }

Json randomAnswer(const FormItem &item, SeededRandom &random)
{
    switch (item.type) {
    case ItemType::Boolean: return random.chance(50);
    case ItemType::Integer: return random.below(100);
    case ItemType::Decimal: return randomDecimal(item, random);
    case ItemType::Date: return randomDate(random);
    case ItemType::DateTime: return Json(randomDate(random) + u'T' + randomTime(random) + (random.chance(50) ? u"+01:00"_s : u"Z"_s));
    case ItemType::Time: return randomTime(random);
    case ItemType::Url: return u"https://example.org/%1"_s.arg(random.below(1000));
    case ItemType::Choice:
    case ItemType::OpenChoice: return randomOption(item, random);
    case ItemType::Attachment:
        return attachmentAnswer(toHex(sha256(random.bytes(4))), u"image/jpeg"_s, random.below(100000), random.chance(80) ? u"photo.jpg"_s : QString());
    case ItemType::Reference: return referenceAnswer(u"urn:sightline:person"_s, u"p%1"_s.arg(random.below(50)), random.chance(80) ? u"A person"_s : QString());
    default: break;
    }
    QString text = randomWords(random);
    if (item.maxLength > 0)
        text.truncate(item.maxLength);
    return text;
}

Answers damagedAnswers(const Questionnaire &form, quint64 seed)
{
    SeededRandom random(seed ^ 0x5EEDULL);
    Answers answers = randomAnswers(form, seed);
    const Json odd[] { Json(true),
                       Json(7),
                       Json(Decimal { u"1.50"_s }),
                       Json(QString()),
                       Json(u"text"_s),
                       Json::array({ Json(1) }),
                       Json::array({ Json::object({ { u"id"_s, Json(u"r"_s) } }) }),
                       Json::object({ { u"x"_s, 1 } }),
                       rowsToJson({ { u"same"_s, u"V"_s, Json(1) }, { u"same"_s, u"V"_s, Json(2) } }),
                       rowsToJson({ { u"a/b"_s, u"!"_s, Json(u"v"_s) } }),
                       Json(u"-0"_s),
                       Json(u"1e999"_s) };
    const auto keys = answers.fields().keys();
    for (const QString &key : keys) {
        if (random.chance(30))
            answers.set(key, odd[random.below(int(std::size(odd)))]);
        if (random.chance(10))
            answers.remove(key);
        if (random.chance(10))
            answers.set(key + u"@zz/none"_s, odd[random.below(int(std::size(odd)))]);
    }
    answers.set(u"not in the form"_s, Json(u"kept"_s));
    return answers;
}

} // namespace sightline::testing
