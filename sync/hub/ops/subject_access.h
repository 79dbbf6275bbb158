#pragma once

#include "core/people/council.h"
#include "sync/hub/service/erase_records.h"

#include <QSet>

namespace sightline::hub {

/// Whose records are given out: a child, under every identifier that is known here, or a member of staff.
struct AccessSubject {
    QSet<QString> child = {};         ///< namesOfChild(); empty: it is a member of staff
    PersonId person = {};
};

/// A place where a record names somebody else than its subject, or might: for an officer to decide.
struct Mention {
    QString id;                       ///< of the place: the same in every run over the same record
    RecordId record;
    QString field;                    ///< key of the answer
    int leaf = 0;                     ///< which text of that answer, counted from 0 in canonical order
    qsizetype at = 0;
    qsizetype length = 0;
    QString kind;                     ///< "colleague", "child" or "number"
    QString who;                      ///< the person's id, or the pointer's; several, with commas, where several go by these words
    QString words;                    ///< what stands there
    bool isRedacted = false;
};

/// A record of the subject's, as it is given out.
struct AccessedRecord {
    RecordId id;
    RecordBody body;
    QString title;                    ///< of its form
    QMap<QString, QString> labels;    ///< of its answers' questions, by their keys
};

/// Everything about one subject.
struct SubjectFile {
    QList<AccessedRecord> records;    ///< by when they were made
    QList<Mention> mentions;          ///< in the order of the records
};

/// Finds it. Records that name the subject, are by or about them (staff), and later hands and amendments of these; drafts of others are nobody's but their
/// authors' and are left out, as are notices, facts and what was erased. Errors: the database's.
[[nodiscard]] Result<SubjectFile> subjectFile(HubSnapshot &snapshot, const Council &council, const AccessSubject &subject);

/// Puts a bar in place of every mention that @p decided names with `"redact": true`, and of whole answers it names by record and field.
/// Errors: InvalidInput (it names a place that there is not: the records have changed since).
[[nodiscard]] Result<void> redact(SubjectFile &file, const Json &decided);

[[nodiscard]] Json mentionsJson(const SubjectFile &file);
/// Readable by machines: bodies, with bars where something was redacted.
[[nodiscard]] Json recordsJson(const SubjectFile &file);
/// Readable by people: one page, mentions that nobody decided on marked. @p heading: whose records, and when they were taken out.
[[nodiscard]] QByteArray recordsPage(const SubjectFile &file, const QString &heading);

} // namespace sightline::hub
