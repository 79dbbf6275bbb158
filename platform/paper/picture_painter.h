#pragma once

#include "platform/paper/printed_record.h"

#include <QObject>
#include <QTextObjectInterface>

class QTextDocument;

namespace sightline {

/// Whether @p stored is a picture that can be drawn on a page. Reads its head alone.
[[nodiscard]] bool canBePrinted(const QByteArray &stored);

/// Draws the pictures of a record where its document has them, each decoded only while it is drawn, no larger than a part of a page and
/// never so large that its dots are seen. What turns out to be damaged is a frame with words in it. Thread: any, one document at a time.
class PicturePainter : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    /// @p record outlives this, and this outlives the drawing.
    explicit PicturePainter(const PrintedRecord &record) : m_record(record) { }

    /// Takes over every image of @p document, whose paint device is set; its name there is the file's SHA-256.
    void placeIn(QTextDocument &document);

    [[nodiscard]] QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position, const QTextFormat &format) override;

private:
    const PrintedRecord &m_record;
};

} // namespace sightline
