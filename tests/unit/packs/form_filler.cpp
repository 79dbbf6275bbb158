#include "tests/unit/packs/form_filler.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/carry_forward.h"
#include "core/forms/enable_when.h"
#include "core/forms/named_files.h"
#include "core/forms/product_functions.h"
#include "core/forms/validate.h"

#include <algorithm>

namespace sightline::testing {

using namespace Qt::StringLiterals;

namespace {

const QDate day(2026, 11, 23);

bool mayNotBeLater(const FormItem &item)
{
    return std::any_of(item.functions.cbegin(), item.functions.cend(), [](const ProductFunction &function) { return function.name == u"not-in-future"; });
}

bool isFillable(const FormItem &item)
{
    return item.type != ItemType::Group && item.type != ItemType::Display && item.type != ItemType::Unsupported && !item.readOnly && !item.comesLater;
}

} // namespace

Variants variantsOf(const Questionnaire &form)
{
    for (const FormItem &item : form.items) {
        if (item.carryForward != u"context/variant")
            continue;
        Variants variants { item.linkId, {} };
        for (const FormOption &option : item.options)
            variants.choices.append(option.value);
        return variants;
    }
    return {};
}

FormContext worldOf(const Json &meta, quint64 seed)
{
    FormContext context;
    constexpr int longAfter = 45;   // days: later than any write-up clock
    const bool isLate = seed % 5 == 4;
    context.today = isLate ? day.addDays(longAfter) : day;
    context.now = context.today.toString(Qt::ISODate) + u"T16:30:00+00:00"_s;
    context.createdAt = day.toString(Qt::ISODate) + (seed % 3 == 0 ? u"T09:00:00+00:00"_s : u"T15:00:00+00:00"_s);
    context.values = { { u"lead"_s, referenceAnswer(u"urn:sightline:person"_s, u"tm-1"_s, u"Team Manager"_s, u"Practitioner"_s) },
                       { u"name"_s, u"Team Manager"_s },
                       { u"role"_s, u"Team Manager"_s },
                       { u"activity"_s, u"An activity"_s },
                       { u"unit"_s, u"A team"_s },
                       { u"period"_s, u"November 2026"_s },
                       { u"period_end"_s, (isLate ? day.addDays(-60) : QDate(2026, 11, 30)).toString(Qt::ISODate) },
                       { u"next_due"_s, u"2027-01-10"_s },
                       { u"setting.safeguarding_phone"_s, u"01234 567890"_s } };
    const Json &settings = meta[u"settings"_s];
    for (auto it = settings.toObject().cbegin(); it != settings.toObject().cend(); ++it)
        context.values.insert(u"setting."_s + it.key(), it->isBool() ? Json(seed % 2 == 0) : *it);
    return context;
}

FormFiller::FormFiller(const Questionnaire &form, FormContext context, quint64 seed) : m_form(form), m_context(std::move(context)), m_random(seed) { }

void FormFiller::begin(const Answers::Fields &given)
{
    answers = prefilledAnswers(m_form, m_context, m_random);
    for (auto it = given.cbegin(); it != given.cend(); ++it)
        answers.set(it.key(), it.value());
    for (auto it = m_fixed.cbegin(); it != m_fixed.cend(); ++it)
        answers.set(it.key(), it.value());
    recalculate(m_form, answers, m_context);
}

QList<FormIssue> FormFiller::complete(const QString &role, int eagerPercent)
{
    constexpr int roundsMax = 60;
    QList<FormIssue> refused;
    for (int round = 0; round < roundsMax; ++round) {
        giveOpenAnswers(role, eagerPercent);
        recalculate(m_form, answers, m_context);
        refused = validate(m_form, answers, ValidateFor::Completion, m_context, role);
        refused.removeIf([](const FormIssue &issue) { return issue.severity != FormIssue::Severity::Error; });
        if (refused.isEmpty())
            return {};
        for (const FormIssue &issue : refused)
            mend(issue);
        recalculate(m_form, answers, m_context);
    }
    return refused;
}

void FormFiller::giveOpenAnswers(const QString &role, int eagerPercent)
{
    const FormTree tree = buildFormTree(m_form, answers);
    for (const FormPlace &place : tree.places) {
        const FormItem &item = m_form.items[place.item];
        const bool isMine = place.enabled && item.completedByRole == role && !item.readOnly && !answers.contains(place.key);
        if (!isMine || m_passedOver.contains(place.key))
            continue;
        if (!m_random.chance(eagerPercent)) {
            m_passedOver.insert(place.key);
        } else if (place.kind == FormPlace::Kind::RowList) {
            addPrefilledRow(m_form, answers, place.key, m_context, m_random);
        } else if (place.kind == FormPlace::Kind::Single && isFillable(item)) {
            answer(item, place.key);
        }
    }
}

void FormFiller::mend(const FormIssue &issue)
{
    const FormTree tree = buildFormTree(m_form, answers);
    const FormPlace *place = tree.find(issue.key);
    if (!place || !place->enabled)
        return;   // put right by what was mended before it
    const FormItem &item = m_form.items[place->item];
    using Kind = FormIssue::Kind;
    if (item.type == ItemType::Group && !item.repeats) {
        for (int below = tree.byKey.value(issue.key) + 1; below < place->end; ++below) {
            const FormItem &inside = m_form.items[tree.places[below].item];
            if (tree.places[below].enabled && isFillable(inside) && tree.places[below].kind == FormPlace::Kind::Single) {
                answer(inside, tree.places[below].key);
                return;
            }
        }
        return;
    }
    if (place->kind == FormPlace::Kind::RowList && issue.kind == Kind::TooMany)
        answers.removeRow(place->key, answers.rows(place->key).last().id);
    else if (place->kind == FormPlace::Kind::RowList)
        addPrefilledRow(m_form, answers, place->key, m_context, m_random);
    else if (item.repeats && issue.kind == Kind::TooMany)
        answers.removeRow(place->key, answers.given(place->key).last().id);
    else if (item.repeats && issue.kind != Kind::Rule)
        answers.addAnswer(place->key, valueFor(item), m_random);
    else
        answer(item, place->key);
}

void FormFiller::answer(const FormItem &item, const QString &key)
{
    if (m_fixed.contains(item.linkId)) {
        answers.set(key, m_fixed.value(item.linkId));
        return;
    }
    if (!item.repeats) {
        answers.set(key, valueFor(item));
        return;
    }
    answers.remove(key);
    const int most = item.maxOccurs > 0 ? item.maxOccurs : 2;
    for (int count = 1 + m_random.below(most); count > 0; --count)
        answers.addAnswer(key, valueFor(item), m_random);
}

QDate FormFiller::randomDay(bool mayBeLater)
{
    constexpr int reach = 60;   // days
    return day.addDays(mayBeLater && m_random.chance(50) ? m_random.below(reach) : -m_random.below(reach));
}

Json FormFiller::valueFor(const FormItem &item)
{
    if (const Json said = m_voice ? m_voice(item, m_random) : Json(); !said.isNull())
        return said;
    switch (item.type) {
    case ItemType::Integer: {
        const qint64 low = item.minValue.toInteger();
        const qint64 high = item.maxValue.isNull() ? low + 20 : item.maxValue.toInteger();
        return low + m_random.below(int(std::min<qint64>(high - low + 1, 12)));
    }
    case ItemType::Decimal: return m_random.chance(50) ? u"12.5"_s : u"90000"_s;
    case ItemType::Date: return randomDay(!mayNotBeLater(item)).toString(Qt::ISODate);
    case ItemType::DateTime: return Json(randomDay(!mayNotBeLater(item)).toString(Qt::ISODate) + u"T11:00:00+00:00"_s);
    case ItemType::Attachment:
        return takesKind(item.mimeTypes, u"image/jpeg"_s) ? attachmentAnswer(QString(64, u'a'), u"image/jpeg"_s, 4, u"photo-1.jpg"_s)
                                                          : attachmentAnswer(QString(64, u'a'), u"audio/ogg"_s, 4, u"voice-note-1.ogg"_s);
    case ItemType::String:
    case ItemType::Text: return item.maxLength > 0 ? u"Words of somebody."_s.left(item.maxLength) : u"Words of somebody."_s;
    default: return randomAnswer(item, m_random);
    }
}

} // namespace sightline::testing
