#include "core/base/json_reader.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<Json> parseJson(QByteArrayView text, JsonBounds bounds)
{
    thread_local json_reading::ondemand::parser parser;
    json_reading::Opened opened(parser, text, bounds);
    if (opened.error())
        return *opened.error();
    json_reading::Reader reader(bounds.depthMax);
    Json value;
    if (!reader.read(opened.document, value, 1))
        return opened.invalid(reader.problem(), opened.place());
    if (const char *left = opened.place())   // a location is given only while something is left
        return opened.invalid(u"there is text after the end"_s, left);
    return value;
}

} // namespace sightline
