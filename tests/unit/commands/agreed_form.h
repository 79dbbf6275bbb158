#pragma once

#include "core/operations/operation.h"
#include "core/records/published.h"

namespace sightline {

/// "A@1.0", a form with agreed actions and all that can be said of one: rows `agreed`, what `do`, how it went `later`.
inline RecordBody agreedFormBody()
{
    static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:agreed","version":"1.0","status":"active","title":"Agreed",
        "item":[{"linkId":"agreed","text":"Actions","type":"group","repeats":true,"item":[
                  {"linkId":"do","text":"What","type":"string"},{"linkId":"who","text":"Who","type":"reference"},
                  {"linkId":"later","text":"How it went","type":"group","extension":[{"url":"urn:sightline:ext:completed-by-role","valueCode":"doer"}],
                   "item":[{"linkId":"is","text":"Now","type":"choice","answerOption":[
                             {"valueCoding":{"system":"urn:c","code":"done","display":"Done"}},{"valueCoding":{"system":"urn:c","code":"open","display":"Open"}}]},
                           {"linkId":"shows","text":"What shows it","type":"text"},
                           {"linkId":"changed","text":"Different now","type":"text"},
                           {"linkId":"shown","text":"Files that show it","type":"attachment","repeats":true}]}]}]})";
    static constexpr char meta[] = R"({"actions":{"rows":"agreed","what":"do","owner":"who","role":"doer","status":"is","closed":["done"],
        "evidence":"shows","impact":"changed","evidenceFiles":"shown"}})";
    const QStringList author { QStringLiteral("author") };
    return publishedFormBody({ QStringLiteral("A@1.0"), QStringLiteral("Agreed"), form, { author, author }, *parseJson(meta) });
}

/// What tells @p author that the hub holds @p operation on @p about.
inline RecordBody heldNoticeBody(const PersonId &author, const RecordId &about, const Operation &operation)
{
    RecordBody telling;
    telling.type = RecordType::Notice;
    telling.state = RecordState::Completed;
    telling.author = author;
    telling.about = about;
    telling.answers.insert(QStringLiteral("operation"), operationToJson(operation));
    telling.answers.insert(QStringLiteral("outcome"), QStringLiteral("held:scope"));
    return telling;
}

} // namespace sightline
