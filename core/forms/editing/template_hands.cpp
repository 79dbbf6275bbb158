#include "core/forms/editing/template_hands.h"

#include "core/forms/editing/item_tree.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString stepsMember = u"steps"_s;
const QString columnsMember = u"columns"_s;
const QString observedColumn = u"observed"_s;
/// That the column is there only for hands of the editor's, and goes with the last of them.
const QString addedMember = u"observedAdded"_s;
/// What the kind and the part of a holder's hand begin with.
const QString holderKind = u"answer-"_s, holderPart = u"holder-"_s;

struct TemplateHandsTexts {
    Q_DECLARE_TR_FUNCTIONS(TemplateHands)
};

/// What a hand is called in a record, and whose it is.
struct HandWords {
    QString kind, name, by, part;
    Json person;
    bool mayReturn = false;
};

/// Letters and digits of @p role, in small letters, with hyphens between the words; "role" where it has none of them.
QString plainOf(const QString &role)
{
    QString plain;
    for (const QChar letter : role.toLower()) {
        const bool isPlain = (letter >= u'a' && letter <= u'z') || letter.isDigit();
        if (isPlain)
            plain.append(letter);
        else if (!plain.isEmpty() && !plain.endsWith(u'-'))
            plain.append(u'-');
    }
    if (plain.endsWith(u'-'))
        plain.chop(1);
    return plain.isEmpty() ? u"role"_s : plain;
}

/// The words are the record's, as in the shipped templates: "Waiting: reflection by the person observed".
/// @p holder: what tells a holder's hand from those of other roles in its template.
HandWords wordsOf(const OfferedHand &hand, const QString &observed, const QString &holder)
{
    const auto managerOf = [](const QString &whom) { return Json::object({ { u"managerOf"_s, whom } }); };
    switch (hand.kind) {
    case OfferedHand::LineManager:
        return { u"acknowledgement"_s, u"acknowledgement"_s, u"the author's line manager"_s, u"line-manager"_s, managerOf(u"author"_s), true };
    case OfferedHand::Observed: return { u"reflection"_s, u"reflection"_s, u"the person observed"_s, u"observed"_s, Json::object({ { u"item"_s, observed } }) };
    case OfferedHand::ObservedManager:
        return { u"managers-note"_s, u"note"_s, u"the line manager of the person observed"_s, u"observed-manager"_s, managerOf(u"observed"_s) };
    case OfferedHand::TeamManager: return { u"acceptance"_s, u"acceptance"_s, u"a manager of the team"_s, u"team-manager"_s, managerOf(u"team"_s) };
    case OfferedHand::Holder: return { holderKind + holder, u"answer"_s, hand.role, holderPart + holder, Json::object({ { u"holds"_s, hand.role } }) };
    case OfferedHand::Outside:
        return { u"outside-answer"_s, u"answer"_s, u"somebody without an account"_s, u"outside"_s, Json::object({ { u"outside"_s, true } }) };
    }
    Q_UNREACHABLE();
}

Json stepOf(const OfferedHand &hand, const QString &observed, const QString &holder)
{
    const HandWords words = wordsOf(hand, observed, holder);
    Json step = Json::object({ { u"kind"_s, words.kind },
                               { u"name"_s, words.name },
                               { u"by"_s, words.by },
                               { u"role"_s, words.part },
                               { u"person"_s, words.person },
                               { u"required"_s, true },
                               { u"signs"_s, true } });
    if (words.mayReturn)
        step.set(u"mayReturn"_s, true);
    return step;
}

bool needsObserved(const OfferedHand &hand) { return hand.kind == OfferedHand::Observed || hand.kind == OfferedHand::ObservedManager; }

/// The hand that withHand() gave as @p step; none for one that came with a template.
std::optional<OfferedHand> handOf(const Json &step)
{
    const Json &person = step[u"person"_s];
    for (const OfferedHand::Kind kind : { OfferedHand::LineManager, OfferedHand::Observed, OfferedHand::ObservedManager, OfferedHand::TeamManager,
                                          OfferedHand::Holder, OfferedHand::Outside }) {
        const OfferedHand hand = kind == OfferedHand::Holder ? OfferedHand::holding(person[u"holds"_s].toString()) : OfferedHand(kind);
        if (step == stepOf(hand, person[u"item"_s].toString(), step[u"kind"_s].toString().mid(holderKind.size())))
            return hand;
    }
    return {};
}

bool hasStep(const Json &meta, const QString &kind, const QString &part)
{
    const Json::Array present = meta[stepsMember].toArray();
    return std::any_of(present.cbegin(), present.cend(),
                       [&](const Json &one) { return one[u"kind"_s].toString() == kind || one[u"role"_s].toString() == part; });
}

/// The step of @p meta that is the hand of @p role's holders; null: there is none.
Json holderStep(const Json &meta, const QString &role)
{
    const Json::Array present = meta[stepsMember].toArray();
    const auto found = std::find_if(present.cbegin(), present.cend(), [hand = OfferedHand::holding(role)](const Json &step) { return handOf(step) == hand; });
    return found == present.cend() ? Json() : *found;
}

/// What tells the hand of @p role's holders from every other in @p meta: its letters, and a number where another role has the same.
QString holderIn(const Json &meta, const QString &role)
{
    if (const Json present = holderStep(meta, role); present.isObject())
        return present[u"kind"_s].toString().mid(holderKind.size());
    const QString plain = plainOf(role);
    QString holder = plain;
    for (int number = 2; hasStep(meta, holderKind + holder, holderPart + holder); ++number)
        holder = u"%1-%2"_s.arg(plain).arg(number);
    return holder;
}

HandWords wordsIn(const Json &meta, const OfferedHand &hand) { return wordsOf(hand, {}, holderIn(meta, hand.role)); }

/// The question that names the person observed: the one that the template says it is, else the first that the author answers with a member
/// of staff once for the whole record; null if there is none.
const FormItem *observedIn(const Json &meta, const Questionnaire &form)
{
    if (const int said = form.byLinkId.value(meta[columnsMember][observedColumn].toString(), -1); said >= 0)
        return &form.items[said];
    const auto isOnce = [&form](const FormItem &item) {
        bool repeats = item.repeats;
        for (int at = item.parent; at >= 0; at = form.items[at].parent)
            repeats = repeats || form.items[at].repeats;
        return !repeats;
    };
    const auto found = std::find_if(form.items.cbegin(), form.items.cend(), [&](const FormItem &item) {
        return item.type == ItemType::Reference && item.referenceKind == u"Practitioner" && item.completedByRole.isEmpty() && !item.readOnly
            && isOnce(item);   // what the device fills in names whose task it is, and not who is observed
    });
    return found == form.items.cend() ? nullptr : &*found;
}

} // namespace

QString partOf(const Json &meta, const OfferedHand &hand) { return wordsIn(meta, hand).part; }

bool hasHand(const Json &meta, const OfferedHand &hand)
{
    const HandWords words = wordsIn(meta, hand);
    return hasStep(meta, words.kind, words.part);
}

QList<OfferedHand> offeredHands(const Json &meta, const QStringList &roles)
{
    QList<OfferedHand> offered { OfferedHand::LineManager, OfferedHand::Observed, OfferedHand::ObservedManager, OfferedHand::TeamManager,
                                 OfferedHand::Outside };
    for (const QString &role : roles)
        offered.append(OfferedHand::holding(role));
    offered.removeIf([&meta](const OfferedHand &hand) { return hasHand(meta, hand); });
    return offered;
}

Result<Json> withHand(const Json &meta, const Questionnaire &form, const OfferedHand &hand)
{
    const FormItem *observed = observedIn(meta, form);
    if (needsObserved(hand) && !observed) {
        //: Why a change of a template being made was not taken.
        return Error { ErrorCode::NotAllowed,
                       TemplateHandsTexts::tr(
                           "Nothing says yet who that is. First add a question to the author's part that is answered with a member of staff.") };
    }
    Json changed = meta;
    Json::Array steps = meta[stepsMember].toArray();
    steps.append(stepOf(hand, observed ? observed->linkId : QString(), holderIn(meta, hand.role)));
    changed.set(stepsMember, steps);
    if (needsObserved(hand) && !meta[columnsMember].contains(observedColumn)) {
        Json columns = meta[columnsMember].isObject() ? meta[columnsMember] : Json(Json::Object {});
        columns.set(observedColumn, observed->linkId);
        changed.set(columnsMember, columns);
        changed.set(addedMember, true);
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
        const auto hand = handOf(step);
        const bool isIdle = hand && !isWaitedFor(step[u"role"_s].toString());
        losesObserved = losesObserved || (isIdle && needsObserved(*hand));
        return isIdle;
    });
    if (gone == 0)
        return meta;
    Json changed = meta;
    setOrRemove(changed, stepsMember, steps.isEmpty() ? Json() : Json(steps));
    const auto isOfObserved = [](const Json &step) {
        const auto hand = handOf(step);
        return hand && needsObserved(*hand);
    };
    if (losesObserved && meta[addedMember].toBool() && std::none_of(steps.cbegin(), steps.cend(), isOfObserved)) {
        Json columns = meta[columnsMember];
        columns.remove(observedColumn);
        setOrRemove(changed, columnsMember, columns.toObject().isEmpty() ? Json() : columns);
        setOrRemove(changed, addedMember, Json());
    }
    return changed;
}

} // namespace sightline
