#pragma once

#include "core/forms/response.h"
#include "core/packs/forms/form_packs.h"

#include <QDate>
#include <QDateTime>

namespace sightline::testing {

/// The answers of a whole office visit to the north team in which @p owner is to do @p what by @p due, as a response of its form.
inline Json agreedVisit(const QString &what, const QString &owner, QDate due)
{
    using namespace Qt::StringLiterals;
    const auto past = [](int minutes) { return QDateTime::currentDateTimeUtc().addSecs(-60LL * minutes).toString(u"yyyy-MM-dd'T'HH:mm:ss'+00:00'"_s); };
    const auto coding = [](const QString &system, const QString &code) { return Json::object({ { u"system"_s, system }, { u"code"_s, code } }); };
    const Answers answers(Answers::Fields {
        { u"ctx.started"_s, past(30) },
        { u"ctx.ended"_s, past(15) },
        { u"ctx.mode"_s, coding(u"urn:sightline:code:ctx.mode"_s, u"in-person"_s) },
        { u"team"_s, coding(u"urn:sightline:list:teams"_s, u"early-support-north"_s) },
        { u"story"_s, u"A family found its feet."_s },
        { u"good"_s, u"Calm and prepared."_s },
        { u"worry"_s, coding(u"urn:sightline:code:worry"_s, u"none"_s) },
        { u"fed_back_on"_s, QDate::currentDate().toString(Qt::ISODate) },
        { u"acts#"_s, rowsToJson({ { u"row0"_s, u"A"_s, {} } }) },
        { u"acts#row0/acts.action"_s, what },
        { u"acts#row0/acts.level"_s, coding(u"urn:sightline:code:acts.level"_s, u"team"_s) },
        { u"acts#row0/acts.owner"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, owner }, { u"type"_s, u"Practitioner"_s } }) },
        { u"acts#row0/acts.due"_s, due.toString(Qt::ISODate) } });
    for (const FormPack &pack : builtInForms()) {
        if (pack.id == u"T03")
            return toResponse(*readQuestionnaire(pack.questionnaire), answers, {});
    }
    return {};
}

} // namespace sightline::testing
