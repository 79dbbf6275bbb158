#include "core/records/draft_copy.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isWhole(const QString &text, qsizetype from, qsizetype length)
{
    const auto isOfAWord = [&text](qsizetype at) { return at >= 0 && at < text.size() && text.at(at).isLetterOrNumber(); };
    return !(isOfAWord(from - 1) && isOfAWord(from)) && !(isOfAWord(from + length - 1) && isOfAWord(from + length));
}

/// Whether @p words stand in @p text, not as a part of other words.
bool holds(const QString &text, const QString &words)
{
    for (qsizetype from = text.indexOf(words); from >= 0; from = text.indexOf(words, from + 1)) {
        if (isWhole(text, from, words.size()))
            return true;
    }
    return false;
}

/// Both texts in one answer, this device's first; one that holds the other already stands for both.
QString bothTexts(const QString &mine, const QString &theirs)
{
    if (holds(mine, theirs))
        return mine;
    if (holds(theirs, mine))
        return theirs;
    const bool isOneLine = !mine.contains(u'\n') && !theirs.contains(u'\n') && mine.size() + theirs.size() < 80;
    return mine + (isOneLine ? u" / "_s : u"\n\n"_s) + theirs;
}

QString idOf(const Json &entry) { return entry.isObject() && entry.contains(u"id"_s) ? entry[u"id"_s].toString() : QString::fromUtf8(writeJson(entry)); }

/// The entry of a list called @p id; null if there is none.
Json entryOf(const Json::Array &list, const QString &id)
{
    const auto found = std::find_if(list.cbegin(), list.cend(), [&id](const Json &entry) { return idOf(entry) == id; });
    return found == list.cend() ? Json() : *found;
}

/// Rows or answers of a list, each by its id: what one of them added, changed or took away.
Json bothLists(const Json::Array &agreed, const Json::Array &mine, const Json::Array &theirs, bool isText)
{
    Json both = Json::array();
    for (const Json &here : mine) {
        const Json before = entryOf(agreed, idOf(here)), there = entryOf(theirs, idOf(here));
        if (there.isNull() && here == before)
            continue;   // taken away there
        if (there.isNull() || there == before || here == there) {
            both.append(here);
        } else if (here == before) {
            both.append(there);
        } else {
            Json entry = here;
            if (isText && here[u"v"_s].isString() && there[u"v"_s].isString())
                entry.set(u"v"_s, bothTexts(here[u"v"_s].toString(), there[u"v"_s].toString()));
            both.append(entry);
        }
    }
    for (const Json &there : theirs) {
        const Json before = entryOf(agreed, idOf(there));
        if (entryOf(mine, idOf(there)).isNull() && there != before)
            both.append(there);
    }
    return both;
}

bool isEmptied(const Json &value) { return value.isNull() || (value.isString() && value.toString().trimmed().isEmpty()); }

/// An answer that stays keeps the row it is in, also one that the other device took away: outside it nobody would see it.
void keepRowsOfAnswers(Json::Object &fields, const QList<const Json::Object *> &from)
{
    const QStringList keys = fields.keys();
    for (const QString &key : keys) {
        for (qsizetype slash = key.indexOf(u'/'); slash >= 0; slash = key.indexOf(u'/', slash + 1)) {
            const qsizetype mark = std::max(key.lastIndexOf(u'#', slash), key.lastIndexOf(u'@', slash));
            if (mark < 0)
                continue;
            const QString list = key.left(key.at(mark) == u'#' ? mark + 1 : mark), row = key.mid(mark + 1, slash - mark - 1);
            const Json present = fields.value(list);
            const bool isThere = present.isArray() ? !entryOf(present.toArray(), row).isNull() : !present.isNull();
            if (isThere)
                continue;
            for (const Json::Object *side : from) {
                const Json given = side->value(list);
                const Json entry = given.isArray() ? entryOf(given.toArray(), row) : given;
                if (entry.isNull())
                    continue;
                Json rows = present.isArray() ? present : Json::array();
                rows.append(entry);
                fields.insert(list, given.isArray() ? rows : given);
                break;
            }
        }
    }
}

} // namespace

Json::Object copyFields(const RecordBody &draft)
{
    RecordBody head = draft;
    head.answers = {};
    Json::Object fields = draft.answers;
    fields.insert(draft_copy::head, bodyToJson(head));
    return fields;
}

Result<RecordBody> draftFromFields(const Json::Object &fields)
{
    auto draft = bodyFromJson(fields.value(draft_copy::head));
    if (!draft)
        return draft;
    const bool isWritten = draft->type == RecordType::Form || draft->type == RecordType::Step;
    if (draft->state != RecordState::Draft || !isWritten)
        return Error { ErrorCode::Corrupt, u"A draft's copy is of something that is no draft."_s };
    draft->answers = fields;
    draft->answers.remove(draft_copy::head);
    return draft;
}

MergedDraft mergeDrafts(const Json::Object &agreed, const Json::Object &mine, const Json::Object &theirs, const std::function<bool(const QString &)> &isText,
                        const QSet<QString> &disputed)
{
    MergedDraft merged;
    QStringList keys = agreed.keys() + mine.keys() + theirs.keys();
    std::sort(keys.begin(), keys.end());
    keys.removeDuplicates();
    for (const QString &key : std::as_const(keys)) {
        const Json before = agreed.value(key), here = mine.value(key), there = theirs.value(key);
        const bool isDisputed = disputed.contains(key);
        Json value = here;
        if (here == there || (there == before && !isDisputed))
            value = here;
        else if (here == before && !isDisputed)
            value = there;
        else if (isEmptied(here) || isEmptied(there))
            value = isEmptied(here) ? there : here;
        else if (here.isString() && there.isString() && isText(key)) {
            value = bothTexts(here.toString(), there.toString());
            merged.joined.append(key);
        } else if (here.isArray() && there.isArray())
            value = bothLists(before.toArray(), here.toArray(), there.toArray(), isText(key));
        else
            merged.mine.append(key);
        if (!value.isNull())
            merged.fields.insert(key, value);
    }
    keepRowsOfAnswers(merged.fields, { &mine, &theirs, &agreed });
    return merged;
}

} // namespace sightline
