#include "core/records/proposal.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString kindMember = u"kind"_s;
const QString frameworkKind = u"framework"_s;
const QString peopleKind = u"people"_s;

} // namespace

std::optional<ProposalKind> proposalKindOf(const RecordBody &body)
{
    const QString kind = body.answers.value(kindMember).toString();
    if (body.type == RecordType::Proposal && kind == frameworkKind)
        return ProposalKind::Framework;
    if (body.type == RecordType::Proposal && kind == peopleKind)
        return ProposalKind::People;
    return std::nullopt;
}

RecordBody proposalBody(ProposalKind kind, Json::Object members)
{
    RecordBody body;
    body.type = RecordType::Proposal;
    body.state = RecordState::Completed;
    body.answers = std::move(members);
    body.answers.insert(kindMember, kind == ProposalKind::Framework ? frameworkKind : peopleKind);
    return body;
}

QDate proposedFrom(const RecordBody &body) { return QDate::fromString(body.answers.value(u"from"_s).toString(), Qt::ISODate); }

} // namespace sightline
