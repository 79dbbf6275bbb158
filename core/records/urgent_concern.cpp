#include "core/records/urgent_concern.h"

#include "core/forms/layout.h"
#include "core/forms/product_functions.h"
#include "core/records/hand_condition.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct UrgentConcernWords {
    Q_DECLARE_TR_FUNCTIONS(UrgentConcern)
};

void addOnce(QList<PersonId> &people, const PersonId &person)
{
    if (!people.contains(person))
        people.append(person);
}

QList<PersonId> managers(HandOwner::Kind whose, const RecordBody &record, const HandPeople &who)
{
    HandRule rule;
    rule.owner.kind = whose;
    return ownersOf(rule, record, who).people;
}

} // namespace

std::optional<UrgentConcern> urgentConcern(const RecordBody &record, const Questionnaire *form, const QList<TakenStep> &steps, const HandPeople &who)
{
    if (!form || record.state != RecordState::Completed || !raisesAlert(*form, Answers(record.answers)))
        return std::nullopt;
    UrgentConcern concern;
    const QList<PersonId> ofTeam = managers(HandOwner::Kind::ManagerOfTeam, record, who);
    const QList<PersonId> ofAuthor = managers(HandOwner::Kind::ManagerOfAuthor, record, who);
    const Team *team = who.council.team(record.team);
    for (const PersonId &person : ofTeam) {
        if (team && team->managers.contains(person))
            concern.told.append(person);
    }
    if (!ofAuthor.isEmpty())
        addOnce(concern.told, ofAuthor.first());
    if (concern.told.isEmpty() && !ofTeam.isEmpty())
        concern.told.append(ofTeam.first());   // the team's managers are away, or its author is one: the next above
    concern.mayRead = concern.told;
    for (const PersonId &person : ofTeam + ofAuthor)
        addOnce(concern.mayRead, person);
    for (const TakenStep &step : steps) {
        if (step.counts && step.kind == step::concernRead && !concern.read) {
            concern.read = step.id;
            concern.readBy = step.author;
            concern.readAtMs = step.atMs;
        }
    }
    return concern;
}

ConcernWords concernWords(const Questionnaire &form, const Answers &answers)
{
    ConcernWords words;
    for (const ProductFunction &function : form.functions) {
        if (function.name != u"alert")
            continue;
        for (const Json &answer : answersTo(function.text(u"who"_s), answers)) {
            if (const QString name = answerText(answer); !name.isEmpty() && !words.who.contains(name))
                words.who.append(name);
        }
        for (const Json &answer : answersTo(function.text(u"what"_s), answers)) {
            if (words.what.isEmpty())
                words.what = answerText(answer);
        }
    }
    return words;
}

HandRule concernHand()
{
    HandRule rule;
    rule.kind = QString::fromUtf16(step::concernRead);
    //: What is waited for, or was done, on a record that raises an urgent concern: "reading of the urgent concern by the manager".
    rule.name = UrgentConcernWords::tr("reading of the urgent concern");
    //: Whose it is to read an urgent concern, in a sentence.
    rule.by = UrgentConcernWords::tr("the manager");
    rule.owner.kind = HandOwner::Kind::ManagerOfTeam;
    return rule;
}

} // namespace sightline
