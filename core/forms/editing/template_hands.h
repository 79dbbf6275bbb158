#pragma once

#include "core/base/result.h"
#include "core/forms/questionnaire.h"

#include <QList>

namespace sightline {

/// A later hand that a template without one can be given: who answers a part of it once its author has completed theirs.
/// Each is a kind of person that records know how to find (core/records/hand_owners); only who may read the record is asked.
struct OfferedHand {
    enum Kind {
        LineManager,       ///< the author's line manager, who may also send it back
        Observed,          ///< the member of staff that the first question of that kind names
        ObservedManager,   ///< the line manager of that member of staff
        TeamManager,       ///< a manager of the record's team
        Holder,            ///< whoever holds `role`: above the author, in the record's service, or overseeing it
        Outside,           ///< somebody without an account: the author writes down what they say
    };
    OfferedHand(Kind of) : kind(of) { }   // NOLINT(google-explicit-constructor): a kind is a hand; only a holder's needs more
    [[nodiscard]] static OfferedHand holding(const QString &role)
    {
        OfferedHand hand(Holder);
        hand.role = role;
        return hand;
    }

    Kind kind;
    QString role = {};   ///< Holder: as the council names it
    friend bool operator==(const OfferedHand &, const OfferedHand &) = default;
};

/// Those that @p meta has neither by their kind nor by their part, in the order to offer them; holders of @p roles last.
[[nodiscard]] QList<OfferedHand> offeredHands(const Json &meta, const QStringList &roles = {});
/// Whether @p meta has @p hand: by its kind or its part, a holder's by its role.
[[nodiscard]] bool hasHand(const Json &meta, const OfferedHand &hand);
/// The part that @p hand fills (`completed-by-role`) in a template with @p meta, or would where it is added: no two roles' is the same.
[[nodiscard]] QString partOf(const Json &meta, const OfferedHand &hand);

/// @p meta with @p hand as a step of its own (core/packs/forms/README.md, "steps").
/// Errors: NotAllowed (nobody in @p form says who is observed), in words its author can act on.
[[nodiscard]] Result<Json> withHand(const Json &meta, const Questionnaire &form, const OfferedHand &hand);
/// @p meta without the hands that withHand() gave and that nothing in @p form waits for any more.
[[nodiscard]] Json withoutIdleHands(const Json &meta, const Questionnaire &form);

} // namespace sightline
