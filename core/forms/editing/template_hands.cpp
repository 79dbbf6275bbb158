#include "core/forms/editing/template_hands.h"

#include "core/forms/editing/item_tree.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString stepsMember = u"steps"_s;
const QString columnsMember = u"columns"_s;
const QString observedColumn = u"observed"_s;

/// The words are the record's, as in the shipped templates: "Waiting: reflection by the person observed".
Json stepOf(OfferedHand hand, const QString &observed)
{
    if (hand == OfferedHand::LineManager) {
        return Json::object({ { u"kind"_s, u"acknowledgement"_s },
                              { u"name"_s, u"acknowledgement"_s },
                              { u"by"_s, u"the author's line manager"_s },
                              { u"role"_s, partOf(hand) },
                              { u"person"_s, Json::object({ { u"managerOf"_s, u"author"_s } }) },
                              { u"required"_s, true },
                              { u"signs"_s, true },
                              { u"mayReturn"_s, true } });
    }
    return Json::object({ { u"kind"_s, u"reflection"_s },
                          { u"name"_s, u"reflection"_s },
                          { u"by"_s, u"the person observed"_s },
                          { u"role"_s, partOf(hand) },
                          { u"person"_s, Json::object({ { u"item"_s, observed } }) },
                          { u"required"_s, true },
                          { u"signs"_s, true } });
}

/// The question that names a member of staff once for the whole record; null if there is none.
const FormItem *observedIn(const Questionnaire &form)
{
    const auto isOnce = [&form](const FormItem &item) {
        bool repeats = item.repeats;
        for (int at = item.parent; at >= 0; at = form.items[at].parent)
            repeats = repeats || form.items[at].repeats;
        return !repeats;
    };
    const auto found = std::find_if(form.items.cbegin(), form.items.cend(), [&](const FormItem &item) {
        return item.type == ItemType::Reference && item.referenceKind == u"Practitioner" && item.completedByRole.isEmpty() && isOnce(item);
    });
    return found == form.items.cend() ? nullptr : &*found;
}

} // namespace

QString partOf(OfferedHand hand) { return hand == OfferedHand::LineManager ? u"line-manager"_s : u"observed"_s; }

QList<OfferedHand> offeredHands(const Json &meta)
{
    QList<OfferedHand> offered { OfferedHand::LineManager, OfferedHand::Observed };
    offered.removeIf([&](OfferedHand hand) {
        const Json step = stepOf(hand, {});
        const Json::Array present = meta[stepsMember].toArray();
        return std::any_of(present.cbegin(), present.cend(),
                           [&step](const Json &one) { return one[u"kind"_s] == step[u"kind"_s] || one[u"role"_s] == step[u"role"_s]; });
    });
    return offered;
}

Result<Json> withHand(const Json &meta, const Questionnaire &form, OfferedHand hand)
{
    const FormItem *observed = observedIn(form);
    if (hand == OfferedHand::Observed && !observed) {
        return Error { ErrorCode::NotAllowed,
                       u"Nothing says yet who that is. First add a question to the author's part that is answered with a member of staff."_s };
    }
    Json changed = meta;
    Json::Array steps = meta[stepsMember].toArray();
    steps.append(stepOf(hand, observed ? observed->linkId : QString()));
    changed.set(stepsMember, steps);
    if (hand == OfferedHand::Observed) {
        Json columns = meta[columnsMember].isObject() ? meta[columnsMember] : Json(Json::Object {});
        columns.set(observedColumn, observed->linkId);
        changed.set(columnsMember, columns);
    }
    return changed;
}

Json withoutIdleHands(const Json &meta, const Questionnaire &form)
{
    const auto isWaitedFor = [&form](const QString &part) {
        return std::any_of(form.items.cbegin(), form.items.cend(), [&part](const FormItem &item) { return item.completedByRole == part; });
    };
    Json::Array steps = meta[stepsMember].toArray();
    bool losesObserved = false;
    const qsizetype gone = steps.removeIf([&](const Json &step) {
        const QString observed = step[u"person"_s][u"item"_s].toString();
        if (step == stepOf(OfferedHand::LineManager, {}))
            return !isWaitedFor(partOf(OfferedHand::LineManager));
        const bool isIdle = step == stepOf(OfferedHand::Observed, observed) && !isWaitedFor(partOf(OfferedHand::Observed));
        losesObserved = losesObserved || isIdle;
        return isIdle;
    });
    if (gone == 0)
        return meta;
    Json changed = meta;
    setOrRemove(changed, stepsMember, steps.isEmpty() ? Json() : Json(steps));
    if (losesObserved) {
        Json columns = meta[columnsMember];
        columns.remove(observedColumn);
        setOrRemove(changed, columnsMember, columns.toObject().isEmpty() ? Json() : columns);
    }
    return changed;
}

} // namespace sightline
