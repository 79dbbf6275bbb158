#include "core/forms/fhir_value.h"

#include "core/base/digest.h"
#include "core/forms/answer_value.h"

#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString sha256Url = u"urn:sha256:"_s;
const QString attachedDataUrl = u"urn:sightline:attached-data:"_s;   // then the SHA-256 of bytes that a foreign response carries itself

/// The types whose FHIR form is a plain JSON string.
constexpr std::array textTypes { "String", "Date", "DateTime", "Time", "Uri", "Url", "Code", "Markdown", "Instant", "Canonical", "Id" };

bool isTextType(const QString &type)
{
    for (const char *name : textTypes) {
        if (type == QLatin1StringView(name))
            return true;
    }
    return false;
}

/// The members @p names of @p from that are non-empty strings.
Json pickTexts(const Json &from, std::initializer_list<QString> names)
{
    Json picked = Json::object();
    for (const QString &name : names) {
        const QString text = from[name].toString();
        if (!text.isEmpty())
            picked.set(name, text);
    }
    return picked;
}

bool hasOnly(const Json &object, std::initializer_list<QString> names)
{
    const auto isNamed = [&](const QString &key) { return std::find(names.begin(), names.end(), key) != names.end(); };
    for (auto it = object.toObject().cbegin(); it != object.toObject().cend(); ++it) {
        if (!isNamed(it.key()) || !it.value().isString() || it.value().toString().isEmpty())
            return false;
    }
    return object.isObject() && !object.toObject().isEmpty();
}

std::optional<Json> readReference(const Json &fhir)
{
    Json answer = pickTexts(fhir, { u"reference"_s, u"type"_s, u"display"_s });
    const Json identifier = pickTexts(fhir[u"identifier"_s], { u"system"_s, u"value"_s });
    for (auto it = identifier.toObject().cbegin(); it != identifier.toObject().cend(); ++it)
        answer.set(it.key(), it.value());
    if (answer.toObject().isEmpty())
        return std::nullopt;
    return answer;
}

std::optional<Json> writeReference(const Json &answer)
{
    if (!hasOnly(answer, { u"system"_s, u"value"_s, u"display"_s, u"type"_s, u"reference"_s }))
        return std::nullopt;
    Json fhir = pickTexts(answer, { u"reference"_s, u"type"_s, u"display"_s });
    const Json identifier = pickTexts(answer, { u"system"_s, u"value"_s });
    if (!identifier.toObject().isEmpty())
        fhir.set(u"identifier"_s, identifier);
    return fhir;
}

/// A file of another program's: its bytes are in the response (`data`), or at an address that we do not follow. What it says of itself is the
/// answer; the response's own words are kept beside it (response.h), so nothing of it is lost.
std::optional<Json> readForeignAttachment(const Json &fhir)
{
    Json answer = Json::object();
    const QString data = fhir[u"data"_s].toString();
    if (!data.isEmpty()) {
        // FHIR allows white space in it.
        const auto bytes = QByteArray::fromBase64Encoding(data.simplified().remove(u' ').toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!bytes)
            return std::nullopt;
        answer.set(u"url"_s, QString(attachedDataUrl + toHex(sha256(bytes.decoded))));
        answer.set(u"size"_s, qint64(bytes.decoded.size()));
    } else if (const QString url = fhir[u"url"_s].toString(); !url.isEmpty()) {
        answer.set(u"url"_s, url);
        if (fhir[u"size"_s].isInteger())
            answer.set(u"size"_s, fhir[u"size"_s]);
    } else {
        return std::nullopt;
    }
    const Json said = pickTexts(fhir, { u"contentType"_s, u"title"_s });
    if (said.contains(u"contentType"_s))
        answer.set(u"mime"_s, said[u"contentType"_s]);
    if (said.contains(u"title"_s))
        answer.set(u"name"_s, said[u"title"_s]);
    return answer;
}

std::optional<Json> readAttachment(const Json &fhir)
{
    const QString url = fhir[u"url"_s].toString();
    if (url.startsWith(sha256Url)) {
        Json ours = attachmentAnswer(url.sliced(sha256Url.size()), fhir[u"contentType"_s].toString(), fhir[u"size"_s].toInteger(), fhir[u"title"_s].toString());
        if (typeProblem(ItemType::Attachment, ours).isEmpty())
            return ours;
    }
    return readForeignAttachment(fhir);
}

std::optional<Json> writeAttachment(const Json &answer)
{
    if (!typeProblem(ItemType::Attachment, answer).isEmpty())
        return std::nullopt;
    const bool isOurs = answer.contains(u"sha"_s);
    Json fhir = Json::object({ { u"url"_s, isOurs ? Json(QString(sha256Url + answer[u"sha"_s].toString())) : answer[u"url"_s] } });
    for (const auto &[ours, theirs] : { std::pair(u"mime"_s, u"contentType"_s), std::pair(u"size"_s, u"size"_s), std::pair(u"name"_s, u"title"_s) }) {
        const Json &said = answer[ours];
        if (!said.isNull() && !(said.isString() && said.toString().isEmpty()))
            fhir.set(theirs, said);
    }
    return fhir;
}

std::optional<Json> writeDecimal(const Json &answer)
{
    const QString text = answer.toString();
    if (!answer.isString() || !isFhirDecimal(text))
        return std::nullopt;
    const auto number = parseJson(text.toLatin1());   // -0 and the like would come back changed
    if (!number || number->numberText() != text)
        return std::nullopt;
    return *number;
}

std::optional<Json> toAnswer(const QString &type, const Json &fhir)
{
    if (type == u"Boolean")
        return fhir.isBool() ? std::optional(fhir) : std::nullopt;
    if (type == u"Integer" || type == u"PositiveInt" || type == u"UnsignedInt")
        return fhir.isInteger() ? std::optional(fhir) : std::nullopt;
    if (type == u"Decimal")
        return fhir.isNumber() ? std::optional(Json(fhir.numberText())) : std::nullopt;
    if (isTextType(type))
        return fhir.isString() && !fhir.toString().isEmpty() ? std::optional(fhir) : std::nullopt;
    if (type == u"Coding") {
        const Json coding = pickTexts(fhir, { u"system"_s, u"code"_s, u"display"_s });
        return coding.toObject().isEmpty() ? std::nullopt : std::optional(coding);
    }
    if (type == u"Reference")
        return readReference(fhir);
    if (type == u"Attachment")
        return readAttachment(fhir);
    if (type == u"CodeableConcept") {
        const auto &codings = fhir[u"coding"_s].toArray();
        return codings.isEmpty() ? std::nullopt : toAnswer(u"Coding"_s, codings.first());
    }
    return std::nullopt;
}

} // namespace

std::optional<FhirValue> readFhirValue(const Json &holder, const QString &prefix)
{
    const auto &members = holder.toObject();
    for (auto it = members.lowerBound(prefix); it != members.cend() && it.key().startsWith(prefix); ++it) {
        const QString type = it.key().sliced(prefix.size());
        if (type.isEmpty() || !type.front().isUpper())
            continue;
        auto answer = toAnswer(type, it.value());
        if (!answer)
            return std::nullopt;
        return FhirValue { type, std::move(*answer) };
    }
    return std::nullopt;
}

std::optional<Json> writeFhirValue(const FhirValue &value)
{
    const Json &answer = value.value;
    if (value.type == u"Boolean")
        return answer.isBool() ? std::optional(answer) : std::nullopt;
    if (value.type == u"Integer")
        return answer.isInteger() ? std::optional(answer) : std::nullopt;
    if (value.type == u"Decimal")
        return writeDecimal(answer);
    if (isTextType(value.type))
        return answer.isString() && !answer.toString().isEmpty() ? std::optional(answer) : std::nullopt;
    if (value.type == u"Coding")
        return hasOnly(answer, { u"system"_s, u"code"_s, u"display"_s }) ? std::optional(answer) : std::nullopt;
    if (value.type == u"Reference")
        return writeReference(answer);
    if (value.type == u"Attachment")
        return writeAttachment(answer);
    return std::nullopt;
}

Json findExtension(const Json &element, QStringView url)
{
    for (const Json &extension : element[u"extension"_s].toArray()) {
        if (extension[u"url"_s].toString() == url)
            return extension;
    }
    return {};
}

Json extensionValue(const Json &element, QStringView url)
{
    const auto value = readFhirValue(findExtension(element, url), u"value"_s);
    return value ? value->value : Json();
}

} // namespace sightline
