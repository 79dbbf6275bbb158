#include "core/packs/framework/framework_pack.h"

namespace sightline {

namespace embedded {
extern const unsigned char frameworkText[];
extern const unsigned long frameworkTextBytes;
extern const unsigned char rolesJson[];
extern const unsigned long rolesJsonBytes;
} // namespace embedded

namespace {

QByteArray viewOf(const unsigned char *bytes, unsigned long count)
{
    return QByteArray::fromRawData(reinterpret_cast<const char *>(bytes), static_cast<qsizetype>(count));
}

} // namespace

QByteArray builtInFramework()
{
    return viewOf(embedded::frameworkText, embedded::frameworkTextBytes);
}

QByteArray builtInRoles()
{
    return viewOf(embedded::rolesJson, embedded::rolesJsonBytes);
}

} // namespace sightline
