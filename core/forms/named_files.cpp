#include "core/forms/named_files.h"

#include "core/forms/answer_value.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// JSON that we read is at most limits::jsonDepthMax deep, so this is too.
void addFilesIn(const Json &value, QSet<QByteArray> &files)
{
    if (value.isArray()) {
        for (const Json &entry : value.toArray())
            addFilesIn(entry, files);
    } else if (value.isObject()) {
        if (typeProblem(ItemType::Attachment, value).isEmpty()) {
            files.insert(QByteArray::fromHex(value[u"sha"_s].toString().toLatin1()));
            return;
        }
        for (const Json &member : value.toObject())
            addFilesIn(member, files);
    }
}

} // namespace

QSet<QByteArray> filesNamedIn(const Answers::Fields &answers)
{
    QSet<QByteArray> files;
    for (const Json &value : answers)
        addFilesIn(value, files);
    return files;
}

} // namespace sightline
