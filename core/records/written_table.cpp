#include "core/records/written_table.h"

namespace sightline {

using namespace Qt::StringLiterals;

QDate readWrittenDay(const QString &text)
{
    for (const QString &format : { u"yyyy-MM-dd"_s, u"d/M/yyyy"_s, u"d.M.yyyy"_s }) {
        if (const QDate day = QDate::fromString(text.trimmed(), format); day.isValid())
            return day;
    }
    return {};
}

} // namespace sightline
