#include "qml/bridge/ink_sheet.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPainterPath>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct InkSheetWords {
    Q_DECLARE_TR_FUNCTIONS(InkSheet)
};

// The sheet is paper in every theme: it is printed, and read by others, as it was drawn.
const QColor paper(0xff, 0xff, 0xff);
const QColor outline(0x8a, 0x8f, 0x98);
const QColor body(0xf3, 0xf4, 0xf6);
const QColor ink(0x14, 0x21, 0x3d);
const QColor mark(0xb3, 0x1b, 0x1b);

constexpr double figureHeight = 1000;   // united large: curves become straight lines a unit long when outlines are united
constexpr int picturePixels = 1200;   // across: one page's width in print at 150 dots an inch

void addLimb(QPainterPath &figure, QPointF from, QPointF to, double thickness)
{
    QPainterPath line(from * figureHeight);
    line.lineTo(to * figureHeight);
    QPainterPathStroker stroker;
    stroker.setWidth(thickness * figureHeight);
    stroker.setJoinStyle(Qt::RoundJoin);
    stroker.setCapStyle(Qt::RoundCap);
    figure = figure.united(stroker.createStroke(line));
}

/// A figure of no age or sex, arms a little apart, figureHeight high with its middle at x = 0: head, neck, trunk, limbs in one outline.
QPainterPath bodyFigure()
{
    QPainterPath figure;
    figure.addEllipse(QPointF(0, 0.085) * figureHeight, 0.066 * figureHeight, 0.083 * figureHeight);
    addLimb(figure, { 0, 0.15 }, { 0, 0.21 }, 0.062);
    QPainterPath trunk(QPointF(-0.115, 0.215));
    trunk.quadTo(0, 0.185, 0.115, 0.215);
    trunk.cubicTo(0.125, 0.32, 0.085, 0.36, 0.098, 0.53);
    trunk.quadTo(0, 0.56, -0.098, 0.53);
    trunk.cubicTo(-0.085, 0.36, -0.125, 0.32, -0.115, 0.215);
    figure = figure.united(QTransform::fromScale(figureHeight, figureHeight).map(trunk));
    for (const double side : { -1.0, 1.0 }) {
        addLimb(figure, { side * 0.105, 0.24 }, { side * 0.165, 0.385 }, 0.062);
        addLimb(figure, { side * 0.165, 0.385 }, { side * 0.205, 0.535 }, 0.054);
        addLimb(figure, { side * 0.21, 0.555 }, { side * 0.216, 0.585 }, 0.056);
        addLimb(figure, { side * 0.054, 0.53 }, { side * 0.062, 0.74 }, 0.088);
        addLimb(figure, { side * 0.062, 0.74 }, { side * 0.066, 0.935 }, 0.074);
        addLimb(figure, { side * 0.07, 0.96 }, { side * 0.098, 0.968 }, 0.056);
    }
    return figure.simplified();
}

void paintFigure(QPainter &painter, double middle, const QString &label, double width)
{
    static const QPainterPath figure = bodyFigure();
    constexpr double top = 0.06, height = 0.74;
    painter.save();
    painter.translate(middle * width, top * width);
    painter.scale(height * width / figureHeight, height * width / figureHeight);
    painter.setPen(QPen(outline, 0.006 * figureHeight, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(body);
    painter.drawPath(figure);
    painter.restore();
    QFont font = painter.font();
    font.setPixelSize(qMax(1, int(width * 0.032)));
    painter.setFont(font);
    painter.setPen(outline.darker(140));
    painter.drawText(QRectF((middle - 0.2) * width, 0.008 * width, 0.4 * width, 0.05 * width), Qt::AlignCenter, label);
}

QPainterPath strokePath(const QList<QPointF> &stroke, double width)
{
    QPainterPath path(stroke.first() * width);
    if (stroke.size() == 1)
        path.lineTo(stroke.first() * width + QPointF(0.1, 0));   // a dot
    // Through the middles, so that what a hand drew does not look like corners.
    for (qsizetype i = 1; i + 1 < stroke.size(); ++i)
        path.quadTo(stroke[i] * width, (stroke[i] + stroke[i + 1]) / 2 * width);
    path.lineTo(stroke.last() * width);
    return path;
}

void paintMark(QPainter &painter, QPointF at, int number, double width)
{
    const double radius = 0.021 * width;
    painter.setPen(QPen(paper, radius * 0.2));
    painter.setBrush(mark);
    painter.drawEllipse(at * width, radius, radius);
    QFont font = painter.font();
    font.setPixelSize(qMax(1, int(radius * 1.25)));
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(paper);
    const QPointF corner(radius, radius);
    painter.drawText(QRectF(at * width - corner, at * width + corner), Qt::AlignCenter, QString::number(number));
}

} // namespace

InkSheet::Kind inkKind(const QString &code)
{
    return code == "body-map"_L1 ? InkSheet::Kind::BodyMap : code == "signature"_L1 ? InkSheet::Kind::Signature : InkSheet::Kind::Free;
}

double inkHeight(InkSheet::Kind kind)
{
    switch (kind) {
    case InkSheet::Kind::Free: return 0.75;
    case InkSheet::Kind::BodyMap: return 0.84;
    case InkSheet::Kind::Signature: return 0.32;
    }
    Q_UNREACHABLE();
}

void paintPaper(QPainter &painter, InkSheet::Kind kind, double width)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(0, 0, width, inkHeight(kind) * width), paper);
    if (kind == InkSheet::Kind::BodyMap) {
        //: Over one of the two figures of a body map.
        paintFigure(painter, 0.27, InkSheetWords::tr("Front"), width);
        //: Over one of the two figures of a body map.
        paintFigure(painter, 0.73, InkSheetWords::tr("Back"), width);
    } else if (kind == InkSheet::Kind::Signature) {
        painter.setPen(QPen(outline, 0.003 * width));
        const double line = inkHeight(kind) * 0.78 * width;
        painter.drawLine(QPointF(0.05 * width, line), QPointF(0.95 * width, line));
    }
}

void paintInk(QPainter &painter, const InkSheet &sheet, double width)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, 0.006 * width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const QList<QPointF> &stroke : sheet.strokes) {
        if (!stroke.isEmpty())
            painter.drawPath(strokePath(stroke, width));
    }
    for (qsizetype i = 0; i < sheet.marks.size(); ++i)
        paintMark(painter, sheet.marks[i], sheet.firstMark + int(i), width);
}

Result<PictureFile> inkPicture(const InkSheet &sheet, const QByteArray &beneath)
{
    QImage picture(picturePixels, int(inkHeight(sheet.kind) * picturePixels), QImage::Format_RGB32);
    QPainter painter(&picture);
    if (beneath.isEmpty()) {
        paintPaper(painter, sheet.kind, picturePixels);
    } else {
        const auto before = shownPicture(beneath, picturePixels);
        if (!before)
            return before.error();
        painter.drawImage(picture.rect(), *before);
    }
    paintInk(painter, sheet, picturePixels);
    painter.end();
    PictureFile file { {}, u"image/png"_s, u"png"_s };
    QBuffer buffer(&file.bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!picture.save(&buffer, "png"))
        return Error { ErrorCode::InvalidInput, u"The drawing could not be written as a picture."_s };
    return file;
}

} // namespace sightline
