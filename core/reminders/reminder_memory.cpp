#include "core/reminders/reminder_memory.h"

#include "core/base/json.h"

namespace sightline {

using namespace Qt::StringLiterals;

QString toText(const ReminderMemory &memory)
{
    Json told = Json::object({});
    for (auto it = memory.told.cbegin(); it != memory.told.cend(); ++it)
        told.set(it.key(), it.value().toString(Qt::ISODate));
    const QString on = memory.summaryOn.isValid() ? memory.summaryOn.toString(Qt::ISODate) : QString();
    return QString::fromUtf8(writeJson(Json::object({ { u"summary"_s, on }, { u"told"_s, told } })));
}

Result<ReminderMemory> reminderMemoryFrom(const QString &text)
{
    if (text.isEmpty())
        return ReminderMemory {};
    const auto json = parseJson(text.toUtf8());
    if (!json || !(*json)[u"told"_s].isObject())
        return Error { ErrorCode::Corrupt, u"What reminders have told cannot be read."_s };
    ReminderMemory memory { QDate::fromString((*json)[u"summary"_s].toString(), Qt::ISODate), {} };
    const Json::Object &told = (*json)[u"told"_s].toObject();
    for (auto it = told.cbegin(); it != told.cend(); ++it)
        memory.told.insert(it.key(), QDate::fromString(it.value().toString(), Qt::ISODate));
    return memory;
}

} // namespace sightline
