#include "core/forms/form_dates.h"

#include "core/forms/extension_urls.h"
#include "core/forms/fhir_value.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QDate dayIn(const Json &json) { return QDate::fromString(json.toString().left(10), Qt::ISODate); }

void setDay(Json &json, const QString &member, QDate day)
{
    if (day.isValid())
        json.set(member, day.toString(Qt::ISODate));
    else
        json.remove(member);
}

} // namespace

FormDates formDatesOf(const Json &questionnaire)
{
    FormDates dates { dayIn(questionnaire[u"approvalDate"_s]), dayIn(questionnaire[u"lastReviewDate"_s]),
                      dayIn(questionnaire[u"effectivePeriod"_s][u"start"_s]), dayIn(extensionValue(questionnaire, extensions::reviewBy)) };
    if (!dates.reviewBy.isValid() && dates.reviewed.isValid())
        dates.reviewBy = dates.reviewed.addYears(1);
    return dates;
}

Json withFormDates(const Json &questionnaire, const FormDates &dates)
{
    Json dated = questionnaire;
    setDay(dated, u"approvalDate"_s, dates.approved);
    setDay(dated, u"lastReviewDate"_s, dates.reviewed);
    Json period = dated[u"effectivePeriod"_s];
    setDay(period, u"start"_s, dates.from);
    if (period.toObject().isEmpty())
        dated.remove(u"effectivePeriod"_s);
    else
        dated.set(u"effectivePeriod"_s, period);
    Json::Array all = dated[u"extension"_s].toArray();
    all.removeIf([](const Json &extension) { return extension[u"url"_s].toString() == extensions::reviewBy; });
    if (dates.reviewBy.isValid())
        all.append(Json::object({ { u"url"_s, extensions::reviewBy.toString() }, { u"valueDate"_s, dates.reviewBy.toString(Qt::ISODate) } }));
    if (all.isEmpty())
        dated.remove(u"extension"_s);
    else
        dated.set(u"extension"_s, all);
    return dated;
}

} // namespace sightline
