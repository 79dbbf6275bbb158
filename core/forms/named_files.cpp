#include "core/forms/named_files.h"

#include "core/forms/answer_value.h"
#include "core/forms/form_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(NamedFile)
};

constexpr qsizetype titleLengthMax = 60, titleEnd = 20;   // in UTF-16 code units: two lines of a phone

/// JSON that we read is at most limits::jsonDepthMax deep, so this is too.
void addFilesIn(const Json &value, QMap<QByteArray, NamedFile> &files)
{
    if (value.isArray()) {
        for (const Json &entry : value.toArray())
            addFilesIn(entry, files);
    } else if (const auto file = namedFile(value)) {
        files.insert(QByteArray::fromHex(file->sha.toLatin1()), *file);
    } else if (value.isObject()) {
        for (const Json &member : value.toObject())
            addFilesIn(member, files);
    }
}

bool areAllOf(const QStringList &kinds, QLatin1StringView family)
{
    return !kinds.isEmpty() && std::all_of(kinds.cbegin(), kinds.cend(), [family](const QString &kind) { return kind.startsWith(family); });
}

} // namespace

QMap<QByteArray, NamedFile> filesIn(const Json &json)
{
    QMap<QByteArray, NamedFile> files;
    addFilesIn(json, files);
    return files;
}

QSet<QByteArray> filesNamedIn(const Answers::Fields &answers)
{
    QMap<QByteArray, NamedFile> files;
    for (const Json &value : answers)
        addFilesIn(value, files);
    return QSet<QByteArray>(files.keyBegin(), files.keyEnd());
}

std::optional<NamedFile> namedFile(const Json &answer)
{
    const bool isOurs = answer.contains(u"sha"_s);   // a foreign response's is not in any store, so nobody waits for it
    if (!isOurs || !typeProblem(ItemType::Attachment, answer).isEmpty())
        return std::nullopt;
    return NamedFile { answer[u"sha"_s].toString(), answer[u"name"_s].toString(), answer[u"mime"_s].toString(), answer[u"size"_s].toInteger() };
}

QList<NamedFile> filesAt(const Answers &answers, const QString &key)
{
    QList<NamedFile> files;
    for (const AnswerRow &row : answers.given(key)) {
        if (const auto file = namedFile(row.value))
            files.append(*file);
    }
    return files;
}

bool takesKind(const QStringList &kinds, const QString &mime)
{
    return kinds.isEmpty() || std::any_of(kinds.cbegin(), kinds.cend(), [&](const QString &kind) {
               return kind.endsWith("/*"_L1) ? mime.startsWith(kind.chopped(1)) : mime == kind;
           });
}

bool takesPicturesAlone(const QStringList &kinds) { return areAllOf(kinds, "image/"_L1); }

bool takesSoundAlone(const QStringList &kinds) { return areAllOf(kinds, "audio/"_L1); }

QString fileTitle(const QString &name)
{
    static const QRegularExpression neutral(u"^(photo|drawing|voice-note|file)-([0-9]{1,4})\\.[a-z0-9]{1,8}$"_s);
    if (const auto match = neutral.match(name); match.hasMatch()) {
        const QString kind = match.captured(1), number = match.captured(2);
        if (kind == "photo"_L1) {
            //: Name of a photo of a record. %1 is its number.
            return Words::tr("Photo %1").arg(number);
        }
        if (kind == "drawing"_L1) {
            //: Name of a drawing of a record. %1 is its number.
            return Words::tr("Drawing %1").arg(number);
        }
        if (kind == "voice-note"_L1) {
            //: Name of a recording of somebody's voice in a record. %1 is its number.
            return Words::tr("Voice note %1").arg(number);
        }
        //: Name of a file of a record whose own name could not be kept. %1 is its number.
        return Words::tr("File %1").arg(number);
    }
    const QString shown = withoutHiddenMarks(name).simplified();
    return shown.size() <= titleLengthMax ? shown : shown.left(titleLengthMax - titleEnd) + u'…' + shown.right(titleEnd);
}

} // namespace sightline
