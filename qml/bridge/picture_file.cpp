#include "qml/bridge/picture_file.h"

#include "core/base/limits.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMimeDatabase>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct PictureFileWords {
    Q_DECLARE_TR_FUNCTIONS(PictureFile)
};

/// What people call a file of kind @p mime, in the words of this system.
QString kindWords(const QString &mime)
{
    const QMimeType kind = QMimeDatabase().mimeTypeForName(mime);
    //: Kind of a file that this device has no name for.
    return kind.isValid() && !kind.comment().isEmpty() ? kind.comment() : PictureFileWords::tr("File");
}

} // namespace

QVariantMap shownFile(const NamedFile &file)
{
    const QString size = QLocale().formattedDataSize(file.sizeBytes, 1, QLocale::DataSizeSIFormat);
    return { { u"source"_s, QString(u"image://files/"_s + file.sha) },
             { u"name"_s, fileTitle(file.name) },
             { u"sha"_s, file.sha },
             { u"mime"_s, file.mime },
             { u"isPicture"_s, isPictureKind(file.mime) },
             { u"isVoice"_s, file.mime == "audio/ogg"_L1 },
             { u"mayBeOpened"_s, mayBeShownOutside(file.mime) },
             { u"size"_s, isPictureKind(file.mime) ? size : kindWords(file.mime) + u", "_s + size } };
}

QString fileErrorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
        //: Under a question that takes files: the chosen file is empty, or a damaged picture.
        return PictureFileWords::tr("That file is empty or damaged. Nothing was changed. Choose another one.");
    case ErrorCode::UnsupportedVersion:
        //: Under a question that takes files: the chosen one is a picture that cannot be made anew, so its hidden notes cannot be left out.
        return PictureFileWords::tr("That picture was not added: it is of a kind or size that Sightline cannot clear of where and when it was taken. "
                                    "Nothing was changed, and your words are safe. Save it as an ordinary JPEG and add that, or take the photo with "
                                    "Sightline.");
    case ErrorCode::TooLarge:
        //: Under a question that takes files: the chosen one is too large. %1 is the largest size, such as "26 MB".
        return PictureFileWords::tr(
                   "That file is larger than %1, the most one file may have. Nothing was changed. Choose a smaller one, or say in words where it is kept.")
            .arg(QLocale().formattedDataSize(limits::fileBytesMax, 0, QLocale::DataSizeSIFormat));
    case ErrorCode::NotAllowed:
        //: Under a question that takes files: it asks for another kind of file.
        return PictureFileWords::tr(
            "This question takes files of another kind, or smaller ones. Nothing was changed. Choose another one, or say in words where "
            "it is kept.");
    case ErrorCode::StorageFull:
        //: Under a question that takes files: no room for files; words still have room.
        return PictureFileWords::tr("This device is nearly full, so the file was not kept. Your words are saved and still have room. "
                                    "Free some space, then add it again.");
    case ErrorCode::NotFound:
        //: Under a question that takes files: the chosen one is gone, may not be read, or is a folder or a device.
        return PictureFileWords::tr("That could not be opened as a file. Nothing was changed. Choose it again, or another.");
    default:
        //: Under a question that takes files: the device failed while writing it down.
        return PictureFileWords::tr("The file could not be kept on this device. Your words are safe. Try again; if it fails again, restart the device.");
    }
}

QString pictureErrorText(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidInput:
        //: Under a photo question: the chosen file is no picture, or is damaged.
        return PictureFileWords::tr("That file could not be read as a picture: it may be damaged, or of another kind. Nothing was changed. "
                                    "Choose a JPEG or PNG picture, or describe it in words.");
    case ErrorCode::TooLarge:
        //: Under a photo question: the chosen picture is too large to be opened.
        return PictureFileWords::tr("That picture is too large to open here. Nothing was changed. Choose a smaller one, or describe it in words.");
    case ErrorCode::NotAllowed:
        //: Under a photo or drawing question: it asks for another kind of picture, or smaller ones.
        return PictureFileWords::tr("This question takes pictures of another kind, or smaller ones. Nothing was changed. Choose another, or describe it in "
                                    "words.");
    case ErrorCode::NotFound:
        //: Under a photo question: the chosen file is gone, or may not be read.
        return PictureFileWords::tr("That file could not be opened. Nothing was changed. Choose it again, or another.");
    case ErrorCode::StorageFull:
        //: Under a photo or drawing question: no room for pictures; words still have room.
        return PictureFileWords::tr("This device is nearly full, so the picture was not kept. Your words are saved and still have room. "
                                    "Free some space, then add it again.");
    default:
        //: Under a photo or drawing question: the device failed while writing it down.
        return PictureFileWords::tr("The picture could not be kept on this device. Your words are safe. Try again; if it fails again, restart the device.");
    }
}

QString photoErrorText(const Error &error)
{
    if (error.code == ErrorCode::StorageFull) {
        //: Under a photo question: no room for a photo just taken, which can be tried again; words still have room.
        return PictureFileWords::tr("This device is nearly full, so the photo is not kept yet. Your words are saved and still have room. "
                                    "Free some space, then try again.");
    }
    if (error.code == ErrorCode::StorageFailure) {
        //: Under a photo question: the device failed while writing down a photo just taken, which can be tried again.
        return PictureFileWords::tr("The device could not write the photo down yet. Your words are safe. Try again.");
    }
    return pictureErrorText(error);
}

} // namespace sightline
