#include "sync/hub/ops/subject_access.h"

#include "core/base/digest.h"
#include "core/forms/answer_key.h"
#include "core/forms/questionnaire.h"
#include "core/records/child_pointer.h"
#include "core/records/published.h"
#include "sync/hub/ops/subject_page.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <functional>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

const QString bar = u"[redacted]"_s;

/// Somebody who is looked for in what is written.
struct Sought {
    QRegularExpression expression;
    QString kind;
    QString who;
};

QRegularExpression wholeWords(const QString &words, QRegularExpression::PatternOptions options)
{
    return QRegularExpression(uR"((?<![\p{L}\p{N}]))"_s + QRegularExpression::escape(words) + uR"((?![\p{L}\p{N}]))"_s,
                              options | QRegularExpression::UseUnicodePropertiesOption);
}

bool isOfSubject(const ErasedItem &item, const AccessSubject &subject)
{
    if (!subject.child.isEmpty())
        return QSet<QString>(item.children.cbegin(), item.children.cend()).intersects(subject.child);
    return item.author == subject.person || item.observed == subject.person;
}

/// Names of colleagues, and what other children's pointers say of them.
Result<QList<Sought>> soughtIn(HubSnapshot &snapshot, const Council &council, const AccessSubject &subject)
{
    constexpr qsizetype tooShort = 2;
    QList<Sought> sought;
    for (const Person &person : council.people()) {
        if (person.id != subject.person && person.name.size() > tooShort)
            sought.append({ wholeWords(person.name, QRegularExpression::CaseInsensitiveOption), u"colleague"_s, person.id.toString() });
    }
    const auto pointers = snapshot.recordIds(recordTypeName(RecordType::Child));
    if (!pointers)
        return pointers.error();
    for (const RecordId &id : *pointers) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        const auto body = *row ? bodyFromBytes((*row)->body) : Result<RecordBody>(Error { ErrorCode::NotFound, {} });
        const auto child = body ? childPointerOf(id, *body) : Result<ChildPointer>(body.error());
        if (!child)
            return child.error();
        if (subject.child.contains(id.toString()) || subject.child.contains(numberKey(child->number)))
            continue;
        sought.append({ wholeWords(id.toString(), QRegularExpression::CaseInsensitiveOption), u"child"_s, id.toString() });
        if (child->number.size() >= tooShort)
            sought.append({ wholeWords(child->number, QRegularExpression::CaseInsensitiveOption), u"number"_s, id.toString() });
        if (child->initials.size() >= tooShort)
            sought.append({ wholeWords(child->initials, QRegularExpression::NoPatternOption), u"child"_s, id.toString() });
    }
    return sought;
}

/// Each text in @p json in canonical order, replaced by what @p change gives for it and its place.
Json eachText(const Json &json, int &leaf, const std::function<QString(int, const QString &)> &change)
{
    if (json.isString())
        return change(leaf++, json.toString());
    if (json.isArray()) {
        Json::Array changed;
        for (const Json &one : json.toArray())
            changed.append(eachText(one, leaf, change));
        return changed;
    }
    if (!json.isObject())
        return json;
    Json::Object changed;
    const Json::Object &members = json.toObject();
    for (auto it = members.cbegin(); it != members.cend(); ++it)
        changed.insert(it.key(), eachText(it.value(), leaf, change));
    return changed;
}

void findMentions(const AccessedRecord &record, const QList<Sought> &sought, QList<Mention> &mentions)
{
    QHash<QString, qsizetype> known;   // several children have the same initials, and a place is decided on once
    for (auto it = record.body.answers.cbegin(); it != record.body.answers.cend(); ++it) {
        const auto lookIn = [&](int n, const QString &text) {
            for (const Sought &one : sought) {
                for (auto found = one.expression.globalMatch(text); found.hasNext();) {
                    const auto match = found.next();
                    const QByteArray place = record.id.toBytes() + it.key().toUtf8() + '/' + QByteArray::number(n) + '/'
                        + QByteArray::number(match.capturedStart()) + '/' + QByteArray::number(match.capturedLength());
                    const QString id = toHex(sha256(place)).left(12);
                    if (const auto before = known.constFind(id); before != known.cend()) {
                        mentions[*before].who += u", "_s + one.who;
                        continue;
                    }
                    known.insert(id, mentions.size());
                    mentions.append({ id, record.id, it.key(), n, match.capturedStart(), match.capturedLength(), one.kind, one.who, match.captured(), false });
                }
            }
            return text;
        };
        int leaf = 0;
        static_cast<void>(eachText(it.value(), leaf, lookIn));
    }
}

/// The form's title and questions, where the hub has the form; else what the keys say.
Result<void> labelRecord(HubSnapshot &snapshot, AccessedRecord &record, QMap<QString, Questionnaire> &forms)
{
    const QString &name = record.body.form;
    record.title = name.isEmpty() ? recordTypeName(record.body.type) : name;
    if (name.isEmpty())
        return {};
    if (!forms.contains(name)) {
        const auto row = snapshot.record(publishedId(RecordType::FormDefinition, name));
        if (!row)
            return row.error();
        const auto body = *row ? bodyFromBytes((*row)->body) : Result<RecordBody>(Error { ErrorCode::NotFound, {} });
        const auto published = body ? publishedFormOf(*body) : Result<PublishedForm>(body.error());
        const auto json = published ? parseJson(published->questionnaire) : Result<Json>(published.error());
        const auto form = json ? readQuestionnaire(*json) : Result<Questionnaire>(json.error());
        forms.insert(name, form.valueOr(Questionnaire()));   // without one the keys stand for themselves
    }
    const Questionnaire &form = forms[name];
    if (!form.title.isEmpty())
        record.title = form.title;
    for (auto it = record.body.answers.cbegin(); it != record.body.answers.cend(); ++it) {
        const auto place = resolveKey(form, it.key());
        if (place && place->item >= 0)
            record.labels.insert(it.key(), form.items[place->item].text);
    }
    return {};
}

} // namespace

Result<SubjectFile> subjectFile(HubSnapshot &snapshot, const Council &council, const AccessSubject &subject)
{
    const auto all = recordsToKeepOrErase(snapshot);
    const auto sought = all ? soughtIn(snapshot, council, subject) : Result<QList<Sought>>(all.error());
    if (!sought)
        return sought.error();
    QSet<RecordId> theirs;
    for (const ErasedItem &item : *all) {
        if (isOfSubject(item, subject))
            theirs.insert(item.record.id);
    }
    for (bool grows = true; grows;) {   // later hands, and versions, of what is theirs
        const qsizetype before = theirs.size();
        for (const ErasedItem &item : *all) {
            const bool follows = (item.about && theirs.contains(*item.about)) || (item.versionOf && theirs.contains(*item.versionOf));
            if (follows)
                theirs.insert(item.record.id);
        }
        grows = theirs.size() > before;
    }
    SubjectFile file;
    QMap<QString, Questionnaire> forms;
    for (const ErasedItem &item : *all) {
        if (!theirs.contains(item.record.id) || item.record.type == recordTypeName(RecordType::Draft))
            continue;
        const auto row = snapshot.record(item.record.id);
        if (!row)
            return row.error();
        if (!*row)
            continue;   // held work that never became a record: its notice is its author's
        const auto body = bodyFromBytes((*row)->body);
        if (!body)
            return body.error();
        AccessedRecord record { item.record.id, *body, {}, {} };
        if (const auto labelled = labelRecord(snapshot, record, forms); !labelled)
            return labelled.error();
        file.records.append(record);
    }
    std::sort(file.records.begin(), file.records.end(),
              [](const AccessedRecord &a, const AccessedRecord &b) { return std::tie(a.body.madeAtMs, a.id) < std::tie(b.body.madeAtMs, b.id); });
    for (const AccessedRecord &record : std::as_const(file.records))
        findMentions(record, *sought, file.mentions);
    return file;
}

namespace {

/// Puts bars over what is decided of @p here in @p text. What else is mentioned in it moves along, and is less where a bar lies over part of it.
QString withBars(QString text, const QList<Mention *> &here)
{
    QList<std::pair<qsizetype, qsizetype>> bars;   // from, and until; none touches another
    for (const Mention *one : here) {
        if (one->isRedacted)
            bars.append({ one->at, one->at + one->length });
    }
    std::sort(bars.begin(), bars.end());
    for (qsizetype i = bars.size() - 1; i > 0; --i) {
        if (bars.at(i).first > bars.at(i - 1).second)
            continue;
        bars[i - 1].second = std::max(bars.at(i - 1).second, bars.at(i).second);
        bars.removeAt(i);
    }
    for (auto it = bars.crbegin(); it != bars.crend(); ++it) {   // from the end, so that places before keep their numbers
        const auto [from, until] = *it;
        text.replace(from, until - from, bar);
        const qsizetype grown = bar.size() - (until - from);
        for (Mention *one : here) {
            const qsizetype end = one->at + one->length;
            if (one->at >= until) {
                one->at += grown;
            } else if (one->at >= from && end <= until) {
                one->isRedacted = true;
            } else if (one->at >= from) {
                one->at = from + bar.size();
                one->length = end - until;
            } else if (end > until) {
                one->length += grown;
            } else if (end > from) {
                one->length = from - one->at;
            }
        }
    }
    for (Mention *one : here)
        one->words = text.mid(one->at, one->length);
    return text;
}

} // namespace

Result<void> redact(SubjectFile &file, const Json &decided)
{
    QSet<QString> places;
    QSet<std::pair<QString, QString>> wholes;
    for (const Json &one : decided[u"mentions"_s].toArray()) {
        if (one[u"redact"_s].toBool())
            places.insert(one[u"id"_s].toString());
    }
    for (const Json &one : decided[u"answers"_s].toArray())
        wholes.insert({ one[u"record"_s].toString(), one[u"field"_s].toString() });
    for (Mention &mention : file.mentions)
        mention.isRedacted = places.remove(mention.id) || mention.isRedacted;
    if (!places.isEmpty())
        return Error { ErrorCode::InvalidInput,
                       u"%1 of the decided places are not in these records any more. Take them out anew, and decide again."_s.arg(places.size()) };
    for (AccessedRecord &record : file.records) {
        for (auto it = record.body.answers.begin(); it != record.body.answers.end(); ++it) {
            const bool isWhole = wholes.remove({ record.id.toString(), it.key() });
            if (isWhole)
                file.mentions.removeIf([&](const Mention &mention) { return mention.record == record.id && mention.field == it.key(); });
            int leaf = 0;
            it.value() = isWhole ? Json(bar) : eachText(it.value(), leaf, [&](int n, const QString &text) {
                QList<Mention *> here;
                for (Mention &mention : file.mentions) {
                    if (mention.record == record.id && mention.field == it.key() && mention.leaf == n)
                        here.append(&mention);
                }
                return withBars(text, here);
            });
        }
    }
    if (!wholes.isEmpty())
        return Error { ErrorCode::InvalidInput, u"%1 of the decided answers are not in these records."_s.arg(wholes.size()) };
    return {};
}

Json mentionsJson(const SubjectFile &file)
{
    Json mentions = Json::array();
    for (const Mention &mention : file.mentions)
        mentions.append(Json::object({ { u"id"_s, mention.id },
                                       { u"record"_s, mention.record.toString() },
                                       { u"field"_s, mention.field },
                                       { u"kind"_s, mention.kind },
                                       { u"who"_s, mention.who },
                                       { u"words"_s, mention.isRedacted ? bar : mention.words },
                                       { u"redact"_s, mention.isRedacted } }));
    return Json::object({ { u"mentions"_s, mentions }, { u"answers"_s, Json::array() } });
}

Json recordsJson(const SubjectFile &file)
{
    Json records = Json::array();
    for (const AccessedRecord &record : file.records)
        records.append(Json::object({ { u"record"_s, record.id.toString() }, { u"title"_s, record.title }, { u"body"_s, bodyToJson(record.body) } }));
    return Json::object({ { u"format"_s, u"sightline-subject-access/1"_s }, { u"records"_s, records } });
}

QByteArray recordsPage(const SubjectFile &file, const QString &heading) { return subjectPage(file, heading); }

} // namespace sightline::hub
