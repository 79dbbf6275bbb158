#include "core/records/step_body.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Answers withoutMembers(const Json::Object &members)
{
    Answers::Fields fields;
    for (auto it = members.cbegin(); it != members.cend(); ++it) {
        const bool isPart = !it.key().startsWith(u'$') && it.key() != step::text;
        if (isPart)
            fields.insert(it.key(), it.value());
    }
    return Answers(fields);
}

} // namespace

Answers partAnswers(const RecordBody &step) { return withoutMembers(step.answers); }

Answers partAnswers(const TakenStep &step) { return withoutMembers(step.members); }

Answers answersWithParts(const Json::Object &record, const QList<TakenStep> &steps)
{
    Answers::Fields fields = record;
    for (const TakenStep &step : steps) {
        if (!step.counts || step.kind == step::action)
            continue;
        const Answers part = partAnswers(step);
        for (auto it = part.fields().cbegin(); it != part.fields().cend(); ++it) {
            if (!fields.contains(it.key()))
                fields.insert(it.key(), it.value());
        }
    }
    return Answers(fields);
}

QString stepText(const Json::Object &members) { return members.value(QString::fromUtf16(step::text)).toString(); }

QString stepSignature(const Json::Object &members) { return members.value(QString::fromUtf16(step::sign)).toString(); }

Answers saidInTheRoom(const QList<TakenStep> &steps, const PersonId &person, const QString &kind)
{
    Answers said;
    for (const TakenStep &step : steps) {   // oldest first
        const bool isTheirs = step.counts && step.kind == step::addendum && step.members.value(QString::fromUtf16(step::saidBy)).toString() == person.toString()
            && step.members.value(QString::fromUtf16(step::saidFor)).toString() == kind;
        if (isTheirs)
            said = Answers(step.members.value(QString::fromUtf16(step::saidPart)).toObject());
    }
    return said;
}

QSet<QByteArray> lackedFiles(const Json::Object &members)
{
    QSet<QByteArray> files;
    const Json lacked = members.value(QString::fromUtf16(step::lacks));   // outlives the walk through it
    for (const Json &sha : lacked.toArray())
        files.insert(QByteArray::fromHex(sha.toString().toLatin1()));
    return files;
}

Json seenNow(const QList<TakenStep> &steps)
{
    Json seen = Json::object();
    for (const TakenStep &step : steps)
        seen.set(step.id.toString(), step.hash);
    return seen;
}

bool coversPresent(const TakenStep &step, const QString &recordHash, const QList<TakenStep> &steps)
{
    if (step.aboutHash != recordHash)
        return false;
    const Json seen = step.members.value(QString::fromUtf16(step::seen));
    for (auto it = seen.toObject().cbegin(); it != seen.toObject().cend(); ++it) {
        for (const TakenStep &other : steps) {
            if (other.id.toString() == it.key() && other.hash != it.value().toString())
                return false;
        }
    }
    return true;
}

} // namespace sightline
