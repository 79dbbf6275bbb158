#pragma once

#include "qml/bridge/picture_file.h"

#include <QList>
#include <QMetaType>
#include <QPainter>
#include <QPointF>

namespace sightline {

/// Most points of one drawing: an hour of drawing; more are not taken.
inline constexpr int inkPointsMax = 100'000;
/// Most marks of one body map. Each has a line of words.
inline constexpr int inkMarksMax = 40;

/// What was drawn in one sitting: ink on a blank sheet, numbered marks on an outline of a body, or a signature on a line. Places are
/// fractions of the sheet's width, down and across. A plain value.
struct InkSheet {
    enum class Kind { Free, BodyMap, Signature };
    Kind kind = Kind::Free;
    QList<QList<QPointF>> strokes;
    QList<QPointF> marks;
    int firstMark = 1;            ///< number of the first mark; earlier ones are in the picture beneath
    QString beneath;              ///< lower-case hex of the stored picture that was drawn on; empty: a new sheet

    [[nodiscard]] bool isEmpty() const { return strokes.isEmpty() && marks.isEmpty(); }
    friend bool operator==(const InkSheet &, const InkSheet &) = default;
};

/// @p code is a form's ("free", "body-map", "signature").
[[nodiscard]] InkSheet::Kind inkKind(const QString &code);
/// The sheet's height as a fraction of its width.
[[nodiscard]] double inkHeight(InkSheet::Kind kind);
/// The sheet before anything is drawn on it: paper, and the outline or line. Ours, drawn here.
void paintPaper(QPainter &painter, InkSheet::Kind kind, double width);
/// The ink and marks of @p sheet, in a sheet @p width wide.
void paintInk(QPainter &painter, const InkSheet &sheet, double width);
/// The whole as a PNG, over @p beneath (a stored picture of the same kind; empty: paper).
/// Errors: InvalidInput (@p beneath is no picture). Thread: a worker's.
[[nodiscard]] Result<PictureFile> inkPicture(const InkSheet &sheet, const QByteArray &beneath);

} // namespace sightline

Q_DECLARE_METATYPE(sightline::InkSheet)
