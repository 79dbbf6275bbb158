#include "core/pictures/picked_file.h"

#include "core/base/limits.h"
#include "core/forms/form_text.h"

#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QMimeDatabase>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// What other programs are asked to show, and the ending that makes them.
const QMap<QString, QString> &shownKinds()
{
    static const QMap<QString, QString> kinds {
        { u"application/pdf"_s, u"pdf"_s },
        { u"text/plain"_s, u"txt"_s },
        { u"text/csv"_s, u"csv"_s },
        { u"application/rtf"_s, u"rtf"_s },
        { u"application/msword"_s, u"doc"_s },
        { u"application/vnd.ms-excel"_s, u"xls"_s },
        { u"application/vnd.ms-powerpoint"_s, u"ppt"_s },
        { u"application/vnd.openxmlformats-officedocument.wordprocessingml.document"_s, u"docx"_s },
        { u"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"_s, u"xlsx"_s },
        { u"application/vnd.openxmlformats-officedocument.presentationml.presentation"_s, u"pptx"_s },
        { u"application/vnd.oasis.opendocument.text"_s, u"odt"_s },
        { u"application/vnd.oasis.opendocument.spreadsheet"_s, u"ods"_s },
        { u"application/vnd.oasis.opendocument.presentation"_s, u"odp"_s },
        { u"image/jpeg"_s, u"jpg"_s },
        { u"image/png"_s, u"png"_s },
        { u"image/tiff"_s, u"tif"_s },    // kept by earlier versions
        { u"image/heif"_s, u"heic"_s },
        { u"audio/ogg"_s, u"ogg"_s },
        { u"audio/mpeg"_s, u"mp3"_s },
        { u"audio/mp4"_s, u"m4a"_s },
        { u"audio/flac"_s, u"flac"_s },
        { u"audio/x-wav"_s, u"wav"_s },
        { u"video/mp4"_s, u"mp4"_s },
        { u"video/webm"_s, u"webm"_s },
        { u"video/quicktime"_s, u"mov"_s },
    };
    return kinds;
}

/// Whether @p bytes are a picture by what is in them, or would be kept as one because they are called @p name. A phone's picture says
/// where it was taken, so what may be one is never kept as it is.
bool isSomePicture(const QString &name, const QByteArray &bytes)
{
    constexpr qsizetype headMax = 16LL * 1024;   // bytes: as many as a kind of file is told by
    const QByteArray head = bytes.first(qMin(headMax, bytes.size()));
    const QMimeDatabase kinds;
    return isPictureKind(kinds.mimeTypeForData(head).name()) || isPictureKind(kinds.mimeTypeForFileNameAndData(name, head).name());
}

} // namespace

QString keptFileName(const QString &name)
{
    QString kept = withoutHiddenMarks(name.simplified());
    kept.replace(u'\\', u'/');
    kept = kept.section(u'/', -1);
    kept.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c == u':'; });
    kept = QString::fromUtf8(kept.simplified().toUtf8());   // half a character is none
    if (QString(kept).remove(u'.').remove(u' ').isEmpty())
        return {};
    if (kept.size() <= fileNameLengthMax)
        return kept;
    constexpr qsizetype endingMax = 12;
    const QString ending = kept.size() - kept.lastIndexOf(u'.') <= endingMax ? kept.sliced(kept.lastIndexOf(u'.')) : QString();
    qsizetype length = fileNameLengthMax - ending.size();
    length -= kept.at(length).isLowSurrogate() ? 1 : 0;
    return kept.left(length).trimmed() + ending;
}

Result<PictureFile> fileAt(const QString &path)
{
    const auto bytes = readPicked(path, limits::fileBytesMax);
    if (!bytes)
        return bytes.error();
    if (!pictureSize(*bytes).isEmpty())
        return photoFrom(*bytes);
    const QString name = keptFileName(QFileInfo(path).fileName());
    if (isSomePicture(name, *bytes))
        return Error { ErrorCode::UnsupportedVersion, u"The file is a picture of a kind or size that cannot be made anew from its pixels."_s };
    const QMimeType kind = QMimeDatabase().mimeTypeForFileNameAndData(name, *bytes);
    const QString ending = endingOf(kind.name());
    return PictureFile { *bytes, kind.name(), ending.isEmpty() ? u"bin"_s : ending, name };
}

bool mayBeShownOutside(const QString &mime) { return shownKinds().contains(mime); }

QString endingOf(const QString &mime) { return shownKinds().value(mime); }

} // namespace sightline
