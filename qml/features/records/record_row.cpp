#include "qml/features/records/record_row.h"

using namespace Qt::StringLiterals;

namespace sightline {

QString placeIcon(RecordPlace place)
{
    switch (place) {
    case RecordPlace::Draft: return u"draft"_s;
    case RecordPlace::Here: return u"device"_s;
    case RecordPlace::Sent: return u"sent"_s;
    case RecordPlace::OnHub: return u"cloud-done"_s;
    case RecordPlace::Kept: return u"hand"_s;
    case RecordPlace::Conflict: return u"conflict"_s;
    }
    Q_UNREACHABLE();
}

Tone placeTone(RecordPlace place)
{
    switch (place) {
    case RecordPlace::Draft:
    case RecordPlace::Here: return Tone::Plain;
    case RecordPlace::Sent: return Tone::Info;
    case RecordPlace::OnHub: return Tone::Good;
    case RecordPlace::Kept: return Tone::Attention;
    case RecordPlace::Conflict: return Tone::Urgent;
    }
    Q_UNREACHABLE();
}

} // namespace sightline
