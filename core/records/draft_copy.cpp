#include "core/records/draft_copy.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Both texts in one answer, this device's first; one that holds the other already stands for both.
QString bothTexts(const QString &mine, const QString &theirs)
{
    if (mine.contains(theirs))
        return mine;
    if (theirs.contains(mine))
        return theirs;
    const bool isOneLine = !mine.contains(u'\n') && !theirs.contains(u'\n') && mine.size() + theirs.size() < 80;
    return mine + (isOneLine ? u" / "_s : u"\n\n"_s) + theirs;
}

/// Rows or choices: mine without those they took away, then those they added.
Json bothLists(const Json::Array &agreed, const Json::Array &mine, const Json::Array &theirs)
{
    Json both = Json::array();
    for (const Json &one : mine) {
        if (!agreed.contains(one) || theirs.contains(one))
            both.append(one);
    }
    for (const Json &one : theirs) {
        if (!agreed.contains(one) && !mine.contains(one))
            both.append(one);
    }
    return both;
}

bool isEmptied(const Json &value) { return value.isNull() || (value.isString() && value.toString().trimmed().isEmpty()); }

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
            value = bothLists(before.toArray(), here.toArray(), there.toArray());
        else
            merged.mine.append(key);
        if (!value.isNull())
            merged.fields.insert(key, value);
    }
    return merged;
}

} // namespace sightline
