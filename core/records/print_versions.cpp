#include "core/records/print_versions.h"

#include "core/forms/answer_key.h"

namespace sightline {

using namespace Qt::StringLiterals;

QList<PrintVersion> printVersions(const Json &meta)
{
    QList<PrintVersion> versions;
    for (const Json &print : meta[u"prints"_s].toArray()) {
        const QString list = print[u"leavesOut"_s].toString();
        PrintVersion version { print[u"id"_s].toString(), print[u"name"_s].toString(), list.isEmpty() ? QStringList() : meta[list].toStrings() };
        // One that would leave out nothing of what it says it leaves out would print it.
        const bool saysWhat = list.isEmpty() || !version.leavesOut.isEmpty();
        if (!version.id.isEmpty() && !version.name.isEmpty() && saysWhat)
            versions.append(std::move(version));
    }
    return versions;
}

bool isLeftOut(const PrintVersion &version, const Questionnaire &form, const QString &key)
{
    if (version.leavesOut.isEmpty())
        return false;
    const auto place = resolveKey(form, key);
    if (!place)
        return true;   // nobody can say whose it is
    for (int item = place->item; item >= 0; item = form.items[item].parent) {
        if (version.leavesOut.contains(form.items[item].linkId))
            return true;
    }
    return false;
}

} // namespace sightline
