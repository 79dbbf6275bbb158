#include "core/forms/editing/leaning.h"

#include "core/forms/editing/item_tree.h"
#include "core/forms/extension_urls.h"
#include "core/forms/fhir_value.h"

#include <QRegularExpression>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Every text in @p json, and every word of it: a condition is a text that names its questions ("visit.seen = true").
void addTexts(const Json &json, QSet<QString> &texts)
{
    static const QRegularExpression betweenWords(u"[\\s/=<>!]+"_s);
    if (json.isString()) {
        texts.insert(json.toString());
        for (QString word : json.toString().split(betweenWords, Qt::SkipEmptyParts)) {
            texts.insert(word);
            if (word.startsWith("answer."_L1))
                texts.insert(word.sliced(7));
        }
    }
    for (const Json &one : json.toArray())
        addTexts(one, texts);
    for (const Json &one : json.toObject())
        addTexts(one, texts);
}

void addTextsOf(const Json &element, QSet<QString> &texts)
{
    for (const Json &extension : element[u"extension"_s].toArray()) {
        if (extension[u"url"_s].toString() == extensions::productFunction)
            addTexts(extension[u"extension"_s], texts);
    }
    const QString carried = extensionValue(element, extensions::carryForward).toString();
    if (carried.startsWith("previous/"_L1))
        addTexts(carried, texts);
}

void addTextsBelow(const Json &element, const QString &leftOut, QSet<QString> &texts)
{
    for (const Json &item : element[u"item"_s].toArray()) {
        if (linkIdOf(item) == leftOut)
            continue;
        addTextsOf(item, texts);
        addTextsBelow(item, leftOut, texts);
    }
}

} // namespace

QSet<QString> leanedOnItems(const Json &document, const Json &meta, const QString &leftOut)
{
    // Words of meta that are never linkIds.
    static const QStringList otherMembers { u"id"_s,          u"group"_s,    u"about"_s,      u"subjectType"_s,    u"visibility"_s, u"sensitivity"_s,
                                            u"assumptions"_s, u"settings"_s, u"activities"_s, u"settingChoices"_s, u"prints"_s };
    QSet<QString> texts;
    for (auto it = meta.toObject().cbegin(); it != meta.toObject().cend(); ++it) {
        if (!otherMembers.contains(it.key()))
            addTexts(it.value(), texts);
    }
    addTextsOf(document, texts);
    addTextsBelow(document, leftOut, texts);
    return texts.intersect(linkIdsIn(document));
}

} // namespace sightline
