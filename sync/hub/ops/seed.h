#pragma once

#include "core/editions/year_of_work.h"
#include "core/people/council.h"
#include "core/records/child_pointer.h"
#include "core/schedule/compiled_activity.h"
#include "sync/hub/ops/form_setting.h"
#include "sync/hub/service/edition_book.h"
#include "sync/hub/service/hub_service.h"

namespace sightline::hub {

/// The built-in templates, each as one form definition record. Errors: Corrupt (a damaged pack).
[[nodiscard]] QList<Publication> formPublications();
/// A form of the council's own: @p document is a FHIR R4 Questionnaire. Its records are for their author and those who lead the team.
/// Errors: InvalidInput (what stands in the way, with the linkId).
[[nodiscard]] Result<Publication> formPublication(const QByteArray &document);
/// People, teams, settings and the council's card, each as a record of its own.
[[nodiscard]] QList<Publication> councilPublications(const Council &council);
[[nodiscard]] Publication publicationOf(const Person &person);
[[nodiscard]] Publication publicationOf(const Team &team);
[[nodiscard]] Publication publicationOf(const Setting &setting);
[[nodiscard]] Publication publicationOf(const CouncilCard &card);
/// The card a council begins with: where it has no visit rules of its own, the built-in ones.
[[nodiscard]] Publication firstCard(CouncilCard card);
/// Children on people's lists, each its author's own from then on, as if they had put them there at @p at. @p council: knows the authors.
[[nodiscard]] QList<Publication> childPublications(const QList<ChildPointer> &children, const Council &council, Instant at);
/// What the published forms are called, and what their records usually take. Errors: Corrupt.
[[nodiscard]] Result<FormFacts> formFacts(HubSnapshot &snapshot);
/// The editions that one in force from @p from follows, for carryKeys: what it replaces first (one of the same day, else the newest
/// before it), then the older ones, then those that begin later. Errors: Corrupt.
[[nodiscard]] Result<QList<CompiledFramework>> editionsBefore(HubSnapshot &snapshot, QDate from);

/// The framework of the edition in force on @p day; without services where there is none. Errors: Corrupt.
[[nodiscard]] Result<CompiledFramework> frameworkInForce(HubSnapshot &snapshot, QDate day);

/// A switch of the council's (`councilSwitches` of a form's meta): for which forms it is, and whom it adds to those who read their records.
struct CouncilSwitch {
    QStringList titles;      ///< of the forms, as people know them
    QStringList audiences;   ///< as core/records/visibility names them
};
/// Every switch that a published form has, by name. Errors: Corrupt.
[[nodiscard]] Result<QMap<QString, CouncilSwitch>> councilSwitches(HubSnapshot &snapshot);
/// The settings of every published form, by name, as the forms have them. Errors: Corrupt.
[[nodiscard]] Result<QMap<QString, FormSetting>> formSettings(HubSnapshot &snapshot);
/// What the council says of itself. Errors: Corrupt.
[[nodiscard]] Result<CouncilCard> councilCardOf(HubSnapshot &snapshot);
/// Every person, team and setting of a snapshot, and the council's card. Errors: Corrupt.
[[nodiscard]] Result<Council> councilOf(HubSnapshot &snapshot);

} // namespace sightline::hub
