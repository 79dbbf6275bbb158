#include "core/commands/step_head.h"

#include "core/commands/new_operation.h"

namespace sightline {

using namespace Qt::StringLiterals;

RecordBody stepHead(const AuthorContext &author, const RecordId &record, const RecordBody &about, const QString &aboutHash, const QString &kind, Instant now)
{
    RecordBody step;
    step.type = RecordType::Step;
    step.state = RecordState::Draft;
    step.author = author.person;
    step.form = about.form;
    step.service = author.mayWriteInto(u"service:"_s + about.service.toString()) ? about.service : author.service;
    const bool mayNameTeam = author.mayWriteInto(u"team:"_s + about.team.toString()) || author.mayWriteInto(u"lead:"_s + about.team.toString());
    step.team = mayNameTeam ? about.team : author.team;
    step.about = record;
    step.aboutHash = aboutHash;
    step.role = kind;
    step.madeAtMs = now.msSinceEpoch;
    return step;
}

Operation completedStep(Store &store, const RecordId &id, RecordBody head)
{
    Operation create = newOperation(store, OperationKind::Create, id);
    head.state = RecordState::Completed;
    head.completedAtMs = create.atMs;
    create.head = std::move(head);
    return create;
}

} // namespace sightline
