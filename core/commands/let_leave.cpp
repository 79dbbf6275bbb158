#include "core/commands/let_leave.h"

#include "core/commands/author_context.h"
#include "core/commands/new_operation.h"
#include "core/commands/propose.h"
#include "core/people/approval.h"
#include "core/records/absence_record.h"
#include "core/records/proposal.h"
#include "core/store/known_council.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct LeavingWords {
    Q_DECLARE_TR_FUNCTIONS(Leaving)
};

QString quotedCell(QString text) { return u'"' + text.replace(u'"', u"\"\""_s) + u'"'; }

/// A table of people that says the last day of @p leaver, and nothing else of them.
QString tableOf(const Person &leaver, QDate lastDay)
{
    return u"id,name,to\n%1,%2,%3\n"_s.arg(quotedCell(leaver.id.toString()), quotedCell(leaver.name), lastDay.toString(Qt::ISODate));
}

Operation completedCreation(Store &store, RecordBody body, const PersonId &author)
{
    Operation create = newOperation(store, OperationKind::Create, newId<RecordId>(store.clock(), store.random()));
    body.state = RecordState::Completed;
    body.author = author;
    body.madeAtMs = create.atMs;
    body.completedAtMs = create.atMs;
    create.head = std::move(body);
    return create;
}

} // namespace

Result<void> letLeave(Store &store, const PersonId &leaver, QDate lastDay, const PersonId &heir)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const auto keepsPeople = keepsPeopleHere(store);
    if (!keepsPeople)
        return keepsPeople.error();
    const Person *person = (*council)->person(leaver);
    const Person *colleague = (*council)->person(heir);
    if (!lastDay.isValid()) {
        //: Beside the last day of somebody who leaves.
        return Error { ErrorCode::InvalidInput, LeavingWords::tr("Give their last day.") };
    }
    if (!person || !colleague || leaver == heir || !colleague->isHereOn(lastDay.addDays(1))) {
        //: Beside the colleague to whom the work of somebody who leaves goes.
        return Error { ErrorCode::InvalidInput, LeavingWords::tr("Choose who leaves, and a colleague who is still here after that day.") };
    }
    if (leaver == author->person) {
        //: Why somebody cannot say that they themselves leave: nobody changes their own entry.
        return Error { ErrorCode::NotAllowed,
                       LeavingWords::tr("A colleague who keeps the council's people says that you leave; nobody changes their own entry.") };
    }
    if (!*keepsPeople || !mayEnterAbsence(**council, author->person, leaver)) {
        //: Why somebody cannot say that a colleague leaves.
        return Error { ErrorCode::NotAllowed,
                       LeavingWords::tr("Whoever keeps your council's people says who leaves: it goes by role. Nothing was changed; ask one of them.") };
    }
    const Operation table = completedCreation(store, proposalBody(ProposalKind::People, { { u"people"_s, tableOf(*person, lastDay) } }), author->person);
    RecordBody away;
    away.type = RecordType::Absence;
    away.service = person->service;
    away.team = author->team;
    away.observed = leaver;
    away.answers = toJson(Absence { leaver, lastDay.addDays(1), {}, heir }).toObject();
    const Operation handing = completedCreation(store, std::move(away), author->person);
    return store.transact([&]() -> Result<void> {
        const auto kept = store.outbox().append(table);
        return kept ? Result<void>(store.outbox().append(handing)) : kept.error();
    });
}

} // namespace sightline
