#include "qml/app/form_offers.h"

#include "core/queries/draft_list.h"
#include "core/queries/record_list.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"
#include "qml/bridge/day_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FormOffers)
};

/// Templates this person writes with, the one used last first: of drafts and of records.
Result<QStringList> formsInUse(Store &store)
{
    constexpr int recordsMax = 40;
    RecordFilter mine;
    mine.whose = RecordFilter::Whose::Mine;
    mine.limit = recordsMax;
    const auto records = recordList(store, mine);
    if (!records)
        return records.error();
    QStringList used;
    for (const RecordListItem &item : records->items)
        used.append(templateOf(item.form));
    used.removeDuplicates();
    return used;
}

/// The forms one may begin: those in use first, then group by group. What is a part of another form is begun there.
QList<FormOffer> offersOf(const QList<std::shared_ptr<const KnownForm>> &forms, const QStringList &used)
{
    constexpr int usedMax = 3;
    QMap<TemplateId, FormOffer> newest;
    for (const auto &form : forms) {
        const Json &meta = form->published.meta;
        if (!meta[u"partOf"_s].toString().isEmpty())
            continue;
        const TemplateId id = templateOf(form->published.form);
        const qint64 minutes = meta[u"minutes"_s][u"onSite"_s].toInteger() + meta[u"minutes"_s][u"after"_s].toInteger();
        //: Under a form one may begin. %1 is how many minutes it usually takes.
        const QString detail = minutes > 0 ? Words::tr("About %1 minutes").arg(minutes) : QString();
        //: Heading over the forms that name no group of their own.
        const QString group = meta[u"group"_s].toString(Words::tr("Other forms"));
        newest.insert(id, { id, form->published.title, detail, u"draft"_s, group, meta[u"about"_s].toString() });
    }
    QList<FormOffer> offers;
    for (const TemplateId &id : used) {
        if (offers.size() == usedMax || !newest.contains(id))
            continue;
        offers.append(newest.take(id));
        //: Heading over the forms this person used last.
        offers.last().group = Words::tr("Used last");
    }
    QList<FormOffer> others = newest.values();
    std::stable_sort(others.begin(), others.end(), [](const FormOffer &a, const FormOffer &b) { return a.group.localeAwareCompare(b.group) < 0; });
    return offers + others;
}

/// The visits that can begin from a setting of the council's list: @p offers whose form is filled from one, at each.
QList<FormOffer> offersAtSettings(const QList<std::shared_ptr<const KnownForm>> &forms, const QList<FormOffer> &offers, const QList<Setting> &settings)
{
    QSet<TemplateId> taking;
    for (const auto &form : forms) {
        const QList<FormItem> &items = form->questionnaire.items;
        if (std::any_of(items.cbegin(), items.cend(), [](const FormItem &item) { return item.carryForward == u"context/place"_s; }))
            taking.insert(templateOf(form->published.form));
    }
    QList<FormOffer> visits;
    for (const Setting &setting : settings) {
        for (const FormOffer &offer : offers) {
            if (!taking.contains(offer.id))
                continue;
            const QString place = setting.id.toString();
            //: Heading over visits that begin from a setting (a home, a school), on the page where a record begins.
            const QString group = Words::tr("At a setting");
            visits.append({ .id = offer.id + u'\n' + place,
                            .title = setting.name,
                            .detail = offer.title,
                            .icon = u"home"_s,
                            .group = group,
                            .form = offer.id,
                            .setting = place });
        }
    }
    return visits;
}

} // namespace

Result<StartOffers> startOffers(Store &store, const CouncilNow &now)
{
    const auto forms = formsInForce(store, now.today);
    if (!forms)
        return forms.error();
    const auto drafts = draftList(store);
    if (!drafts)
        return drafts.error();
    const auto used = formsInUse(store);
    if (!used)
        return used.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    StartOffers offers { offersOf(*forms, *used), {}, {} };
    offers.forms.append(offersAtSettings(*forms, offers.forms, (*council)->settings()));
    for (const DraftListItem &item : drafts->open) {
        const auto saved = now.at(item.draft.savedAtMs);
        //: On a draft. %1 is a time of day, or a day and a time.
        const QString savedText = Words::tr("Saved %1").arg(momentWords(saved, now.today));
        offers.drafts.append({ item.draft.id.toString(), item.title, {}, savedText });
    }
    for (const DraftListItem &item : drafts->discarded)
        offers.deleted.append({ item.draft.id.toString(), item.title, deletedWords(now.at(item.draft.discardedAtMs.value_or(0)), now.today) });
    return offers;
}

} // namespace sightline
