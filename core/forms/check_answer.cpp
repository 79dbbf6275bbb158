#include "core/base/canonical_json.h"
#include "core/base/limits.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/check_field.h"
#include "core/forms/named_files.h"
#include "core/forms/response_value.h"
#include "core/forms/validate.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

using Kind = FormIssue::Kind;

/// Collects what is wrong with one value.
class AnswerChecker {
public:
    AnswerChecker(const FormItem &item, const QString &key, const Json &value) : m_item(item), m_key(key), m_value(value) { }

    QList<FormIssue> check()
    {
        const QString wrong = typeProblem(m_item.type, m_value);
        if (!wrong.isEmpty()) {
            fail(Kind::WrongType, wrong);
            return m_issues;
        }
        checkStorable();
        switch (m_item.type) {
        case ItemType::String:
        case ItemType::Text:
        case ItemType::Url: checkText(); break;
        case ItemType::Integer:
        case ItemType::Date:
        case ItemType::DateTime:
        case ItemType::Time: checkBounds(); break;
        case ItemType::Decimal:
            checkBounds();
            checkDecimals();
            break;
        case ItemType::Choice:
        case ItemType::OpenChoice: checkOptions(); break;
        case ItemType::Attachment: checkFile(); break;
        default: break;
        }
        return m_issues;
    }

private:
    /// @p end completes "“Label” …".
    void fail(Kind kind, const QString &end, FormIssue::Severity severity = FormIssue::Severity::Error)
    {
        m_issues.append({ severity, kind, m_item.linkId, m_key, quotedLabel(m_item) + u' ' + end + u'.' });
    }

    void checkStorable()
    {
        const auto bytes = m_value.isString() ? qsizetype(0) : writeJson(m_value).size();
        const bool isStorable = m_value.isString() ? isStorableText(m_value.toString()) : canonicalJson(m_value).hasValue();
        if (!isStorable)
            fail(Kind::WrongFormat, u"holds a character that cannot be stored"_s);
        const bool isTooLong = m_value.isString() ? m_value.toString().toUtf8().size() > limits::answerBytesMax : bytes > limits::answerBytesMax;
        if (isTooLong)
            fail(Kind::TooLong, u"is longer than one answer may be (256 KB of text)"_s);
    }

    void checkText()
    {
        const QString text = m_value.toString();
        if (text.isEmpty())
            return;
        const auto lowSurrogates = std::count_if(text.cbegin(), text.cend(), [](QChar c) { return c.isLowSurrogate(); });
        const auto characters = text.size() - lowSurrogates;
        if (m_item.maxLength > 0 && characters > m_item.maxLength)
            fail(Kind::TooLong, u"may have at most %1 characters"_s.arg(m_item.maxLength));
        if (characters < m_item.minLength)
            fail(Kind::TooShort, u"needs at least %1 characters"_s.arg(m_item.minLength));
        if (m_item.type == ItemType::Url && !isWebAddress(text))
            fail(Kind::WrongFormat, u"is not a web address; write it like https://example.org"_s);
        checkPattern(text);
    }

    static bool isWebAddress(const QString &text)
    {
        const bool hasSpace = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
        const QUrl url(text, QUrl::StrictMode);
        return !hasSpace && url.isValid() && !url.scheme().isEmpty();
    }

    /// Compiling costs more than matching, and every pattern of a form is asked again with each keystroke.
    static const QRegularExpression &compiled(const QString &pattern)
    {
        constexpr qsizetype keptMax = 500;
        thread_local QHash<QString, QRegularExpression> known;
        if (known.size() > keptMax)
            known.clear();
        QRegularExpression &expression = known[pattern];
        if (expression.pattern().isEmpty())
            expression.setPattern(pattern);
        return expression;
    }

    void checkPattern(const QString &text)
    {
        if (m_item.regex.isEmpty())
            return;
        // A form's pattern is not ours: the limits keep a bad one from holding up typing.
        const QRegularExpression &pattern = compiled(u"(*LIMIT_MATCH=100000)(*LIMIT_DEPTH=1000)\\A(?:"_s + m_item.regex + u")\\z"_s);
        const auto match = pattern.match(text);
        if (!pattern.isValid() || !match.isValid()) {
            fail(Kind::NotChecked, u"could not be checked against the form's pattern"_s, FormIssue::Severity::Warning);
            return;
        }
        if (!match.hasMatch())
            fail(Kind::WrongFormat,
                 m_item.entryFormat.isEmpty() ? u"is not written as the form asks"_s : u"must be written like this: "_s + m_item.entryFormat);
    }

    static QString boundText(const Json &bound) { return bound.isString() ? bound.toString() : bound.numberText(); }

    void checkBounds()
    {
        const auto below = m_item.minValue.isNull() ? std::nullopt : compareAnswers(m_item.type, m_value, m_item.minValue);
        const auto above = m_item.maxValue.isNull() ? std::nullopt : compareAnswers(m_item.type, m_value, m_item.maxValue);
        const bool isDay = m_item.type == ItemType::Date || m_item.type == ItemType::DateTime || m_item.type == ItemType::Time;
        if (below.value_or(0) < 0)
            fail(Kind::TooLow, (isDay ? u"may not be before %1"_s : u"must be at least %1"_s).arg(boundText(m_item.minValue)));
        if (above.value_or(0) > 0)
            fail(Kind::TooHigh, (isDay ? u"may not be after %1"_s : u"must be at most %1"_s).arg(boundText(m_item.maxValue)));
    }

    void checkDecimals()
    {
        const QString text = m_value.toString();
        const auto dot = text.indexOf(u'.');
        auto end = text.indexOf(u'e', 0, Qt::CaseInsensitive);
        if (end < 0)
            end = text.size();
        const auto places = dot < 0 ? 0 : end - dot - 1;
        if (m_item.maxDecimalPlaces >= 0 && places > m_item.maxDecimalPlaces)
            fail(Kind::TooManyDecimals, u"may have at most %1 digits after the point"_s.arg(m_item.maxDecimalPlaces));
    }

    void checkOptions()
    {
        const bool isFreeText = m_item.type == ItemType::OpenChoice && m_value.isString();
        const bool isFromHubList = !m_item.optionList.isEmpty();
        if (isFreeText || isFromHubList)
            return;
        const bool isOption =
            std::any_of(m_item.options.cbegin(), m_item.options.cend(), [&](const FormOption &option) { return sameChoice(option.value, m_value); });
        if (!isOption)
            fail(Kind::NotAnOption, u"must be one of the form's choices"_s);
    }

    void checkFile()
    {
        if (m_item.maxSizeBytes > 0 && m_value[u"size"_s].toInteger() > m_item.maxSizeBytes)
            fail(Kind::FileNotAllowed, u"may be at most %1 KB"_s.arg(m_item.maxSizeBytes / 1024));
        const bool saysKind = !m_value[u"mime"_s].isNull();
        if (saysKind && !takesKind(m_item.mimeTypes, m_value[u"mime"_s].toString()))
            fail(Kind::FileNotAllowed, u"must be a file of the kind the form asks for"_s);
        else if (!saysKind && !m_item.mimeTypes.isEmpty())
            fail(Kind::NotChecked, u"names a file elsewhere and does not say of which kind"_s, FormIssue::Severity::Warning);
    }

    const FormItem &m_item;
    const QString &m_key;
    const Json &m_value;
    QList<FormIssue> m_issues;
};

FormIssue badField(const QString &linkId, const QString &key, Kind kind, const QString &text)
{
    return { FormIssue::Severity::Error, kind, linkId, key, text };
}

/// Whether a list field has the shape {id, at, v} throughout; rows of a group have no v.
bool isWellFormedList(const Json &list, bool ofGroup)
{
    const auto rows = rowsFromJson(list);
    if (!list.isArray() || rows.size() != list.toArray().size() || !rowsReadBack(rows))
        return false;
    return std::all_of(list.toArray().cbegin(), list.toArray().cend(), [&](const Json &entry) {
        const auto members = entry.toObject().keys();
        return std::all_of(members.cbegin(), members.cend(), [&](const QString &name) { return name == u"id" || name == u"at" || (name == u"v" && !ofGroup); });
    });
}

} // namespace

QList<FormIssue> checkAnswer(const FormItem &item, const QString &key, const Json &value) { return AnswerChecker(item, key, value).check(); }

QList<FormIssue> checkField(const FormItem &item, bool isRowList, const QString &key, const Json &value)
{
    const bool isList = isRowList || value.isArray();
    if (!isList)
        return checkAnswer(item, key, value);
    if (value.toArray().size() > limits::formRowsMax)
        return { badField(item.linkId, key, Kind::TooMany, quotedLabel(item) + u" may have at most %1 entries."_s.arg(limits::formRowsMax)) };
    if (!isWellFormedList(value, isRowList))
        return { badField(item.linkId, key, Kind::WrongType, quotedLabel(item) + u" holds a list that is not written as a list of entries."_s) };
    if (!isRowList && !item.repeats && value.toArray().size() > 1)
        return { badField(item.linkId, key, Kind::TooMany, quotedLabel(item) + u" takes one answer only."_s) };
    QList<FormIssue> issues;
    for (const AnswerRow &row : rowsFromJson(value)) {
        if (!isRowList && !row.value.isNull())
            issues += checkAnswer(item, key, row.value);
    }
    return issues;
}

QList<FormIssue> checkPatch(const Questionnaire &questionnaire, const Answers::Fields &changed)
{
    QList<FormIssue> issues;
    for (auto it = changed.cbegin(); it != changed.cend(); ++it) {
        if (it.key() == restKey) {
            if (!it.value().isNull() && !it.value().isObject())
                issues.append(badField({}, it.key(), Kind::WrongType, u"What came from another program is not kept as it should be."_s));
            continue;
        }
        const auto place = resolveKey(questionnaire, it.key());
        if (!place) {
            const QString last = it.key().section(u'/', -1).section(u'#', 0, 0).section(u'@', 0, 0);
            issues.append(badField(unescapedName(last), it.key(), Kind::UnknownItem, place.error().detail));
        } else if (!it.value().isNull()) {
            issues += checkField(questionnaire.items[place->item], place->isRowList, it.key(), it.value());
        }
    }
    return issues;
}

} // namespace sightline
