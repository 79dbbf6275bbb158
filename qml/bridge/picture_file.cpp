#include "qml/bridge/picture_file.h"

#include <QCoreApplication>
#include <QLocale>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct PictureFileWords {
    Q_DECLARE_TR_FUNCTIONS(PictureFile)
};

} // namespace

QVariantMap shownFile(const NamedFile &file)
{
    return { { u"source"_s, QString(u"image://files/"_s + file.sha) },
             { u"name"_s, fileTitle(file.name) },
             { u"mime"_s, file.mime },
             { u"size"_s, QLocale().formattedDataSize(file.sizeBytes, 1, QLocale::DataSizeSIFormat) } };
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

} // namespace sightline
