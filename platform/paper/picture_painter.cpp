#include "platform/paper/picture_painter.h"

#include "core/pictures/picture.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QPaintDevice>
#include <QPainter>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace sightline {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PicturePainter)
};

constexpr int pictureObject = QTextFormat::UserObject + 1;
constexpr int shaProperty = QTextFormat::UserProperty + 1, sizeProperty = QTextFormat::UserProperty + 2;
// Half a page at most, so that words and picture are seen together; two fit on one page.
constexpr double widthMmMax = 120, heightMmMax = 100;
constexpr double dotsPerInchMin = 72;   // fewer of its own dots an inch look like tiles
constexpr double mmPerInch = 25.4;
constexpr double frameMm = 0.2;         // a frame's line, and how far its picture stands within it
constexpr int drawnEdgeMax = 1400;      // 120 mm at nearly 300 dots an inch

QSizeF sizeOnPaper(const QByteArray &stored, double dotsPerInch)
{
    const QSizeF pixels = pictureSize(stored);
    const QSizeF box = QSizeF(widthMmMax, heightMmMax) * dotsPerInch / mmPerInch;
    const QSizeF fitted = pixels.scaled(box, Qt::KeepAspectRatio);
    return fitted.boundedTo(pixels * dotsPerInch / dotsPerInchMin);
}

} // namespace

bool canBePrinted(const QByteArray &stored) { return !pictureSize(stored).isEmpty(); }

void PicturePainter::placeIn(QTextDocument &document)
{
    document.documentLayout()->registerHandler(pictureObject, this);
    const double dotsPerInch = document.documentLayout()->paintDevice()->logicalDpiY();
    QHash<int, QString> places;   // position → SHA-256
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            if (fragment.charFormat().isImageFormat())
                places.insert(fragment.position(), fragment.charFormat().toImageFormat().name());
        }
    }
    for (auto it = places.cbegin(); it != places.cend(); ++it) {
        QTextCharFormat format;
        format.setObjectType(pictureObject);
        format.setProperty(shaProperty, it.value());
        format.setProperty(sizeProperty, sizeOnPaper(m_record.files.value(it.value()).picture, dotsPerInch));
        QTextCursor cursor(&document);
        cursor.setPosition(it.key());
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
}

QSizeF PicturePainter::intrinsicSize(QTextDocument *, int, const QTextFormat &format) { return format.property(sizeProperty).toSizeF(); }

void PicturePainter::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *, int, const QTextFormat &format)
{
    // A picture of a dot or two has no room for more.
    const double line = std::min({ painter->device()->logicalDpiY() * frameMm / mmPerInch, rect.width() / 4, rect.height() / 4 });
    painter->save();
    if (const auto picture = shownPicture(m_record.files.value(format.property(shaProperty).toString()).picture, drawnEdgeMax)) {
        // Within its frame and cut there: who shows a page rounds a picture's edge up to a whole dot of the screen, and a frame's not.
        const QRectF inner = rect.adjusted(line, line, -line, -line);
        painter->setClipRect(inner, Qt::IntersectClip);
        painter->drawImage(inner, *picture);
        painter->restore();
        painter->save();
    } else {
        //: In the frame of a picture on a printed record that turned out to be damaged.
        painter->drawText(rect, Qt::AlignCenter | Qt::TextWordWrap, Words::tr("This picture is damaged and cannot be shown."));
    }
    painter->setPen(QPen(QColor(0xDAD7CE), line));   // a pale picture has an edge all the same
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(rect);
    painter->restore();
}

} // namespace sightline
