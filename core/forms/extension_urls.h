#pragma once

#include <QString>

/// The extensions we honour: HL7's, and our own in one namespace that others may ignore. FORMS.md says what each means.
namespace sightline::extensions {

#define SIGHTLINE_HL7 u"http://hl7.org/fhir/StructureDefinition/"
#define SIGHTLINE_OWN u"urn:sightline:ext:"

inline constexpr QStringView itemControl = SIGHTLINE_HL7 u"questionnaire-itemControl";
inline constexpr QStringView choiceOrientation = SIGHTLINE_HL7 u"questionnaire-choiceOrientation";
inline constexpr QStringView optionExclusive = SIGHTLINE_HL7 u"questionnaire-optionExclusive";
inline constexpr QStringView optionPrefix = SIGHTLINE_HL7 u"questionnaire-optionPrefix";
inline constexpr QStringView hidden = SIGHTLINE_HL7 u"questionnaire-hidden";
inline constexpr QStringView unit = SIGHTLINE_HL7 u"questionnaire-unit";
inline constexpr QStringView minOccurs = SIGHTLINE_HL7 u"questionnaire-minOccurs";
inline constexpr QStringView maxOccurs = SIGHTLINE_HL7 u"questionnaire-maxOccurs";
inline constexpr QStringView displayCategory = SIGHTLINE_HL7 u"questionnaire-displayCategory";
inline constexpr QStringView supportLink = SIGHTLINE_HL7 u"questionnaire-supportLink";
inline constexpr QStringView referenceResource = SIGHTLINE_HL7 u"questionnaire-referenceResource";
inline constexpr QStringView signatureRequired = SIGHTLINE_HL7 u"questionnaire-signatureRequired";
inline constexpr QStringView signature = SIGHTLINE_HL7 u"questionnaireresponse-signature";
inline constexpr QStringView minLength = SIGHTLINE_HL7 u"minLength";
inline constexpr QStringView regex = SIGHTLINE_HL7 u"regex";
inline constexpr QStringView entryFormat = SIGHTLINE_HL7 u"entryFormat";
inline constexpr QStringView minValue = SIGHTLINE_HL7 u"minValue";
inline constexpr QStringView maxValue = SIGHTLINE_HL7 u"maxValue";
inline constexpr QStringView maxDecimalPlaces = SIGHTLINE_HL7 u"maxDecimalPlaces";
inline constexpr QStringView maxSize = SIGHTLINE_HL7 u"maxSize";
inline constexpr QStringView mimeType = SIGHTLINE_HL7 u"mimeType";
inline constexpr QStringView ordinalValue = SIGHTLINE_HL7 u"ordinalValue";
inline constexpr QStringView itemWeight = SIGHTLINE_HL7 u"itemWeight";
inline constexpr QStringView sliderStepValue = SIGHTLINE_HL7 u"questionnaire-sliderStepValue";
inline constexpr QStringView translation = SIGHTLINE_HL7 u"translation";
inline constexpr QStringView renderingMarkdown = SIGHTLINE_HL7 u"rendering-markdown";

inline constexpr QStringView completedByRole = SIGHTLINE_OWN u"completed-by-role";
inline constexpr QStringView sensitivity = SIGHTLINE_OWN u"sensitivity";
inline constexpr QStringView carryForward = SIGHTLINE_OWN u"carry-forward";
inline constexpr QStringView scale = SIGHTLINE_OWN u"scale";
inline constexpr QStringView ownRecord = SIGHTLINE_OWN u"own-record";
inline constexpr QStringView comesLater = SIGHTLINE_OWN u"comes-later";
inline constexpr QStringView drawing = SIGHTLINE_OWN u"drawing";
/// On a form: the day by which it is to be looked at again.
inline constexpr QStringView reviewBy = SIGHTLINE_OWN u"review-by";
inline constexpr QStringView handOver = SIGHTLINE_OWN u"hand-over";
inline constexpr QStringView drawnAs = SIGHTLINE_OWN u"drawn-as";
inline constexpr QStringView productFunction = SIGHTLINE_OWN u"product-function";
/// In responses: a row's order, and fields that FHIR cannot hold, as JSON text.
inline constexpr QStringView rowOrder = SIGHTLINE_OWN u"row-order";
inline constexpr QStringView unmapped = SIGHTLINE_OWN u"unmapped";

#undef SIGHTLINE_HL7
#undef SIGHTLINE_OWN

} // namespace sightline::extensions
