#pragma once

#include "core/records/record.h"

#include <QSet>

namespace sightline {

/// What one transaction changed: told once, after it is durable. Whoever shows any of it asks again (notify, then pull).
struct Changes {
    QSet<RecordId> records;       ///< records whose shown body, state or sync state may differ
    QSet<RecordType> types;       ///< their types, before and after
    bool drafts = false;
    bool outbox = false;          ///< something to send, sent or answered
    bool urgent = false;          ///< among it something that goes before everything else, now
    bool scopes = false;          ///< cursors, rights
    bool session = false;         ///< who is enrolled, last contact, lease
    bool files = false;           ///< a file is to go or is asked for, or one went or came
    bool words = false;           ///< all that is here can be searched now

    [[nodiscard]] bool isEmpty() const { return records.isEmpty() && types.isEmpty() && !drafts && !outbox && !scopes && !session && !files && !words; }
};

} // namespace sightline
