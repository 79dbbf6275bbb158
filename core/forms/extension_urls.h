#pragma once

#include <QStringView>

/// The extensions we honour. HL7's first, then our own, all in one namespace that others may ignore. FORMS.md lists
/// them with their meaning.
namespace sightline::extensions {

inline constexpr QStringView hl7 = u"http://hl7.org/fhir/StructureDefinition/";
inline constexpr QStringView own = u"urn:sightline:ext:";

} // namespace sightline::extensions
