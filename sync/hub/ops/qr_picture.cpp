#include "sync/hub/ops/qr_picture.h"

#include <png.h>
#include <qrencode.h>

#include <memory>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {
/// Light squares around it, as its standard asks.
constexpr int margin = 4;
}

Result<QrPicture> QrPicture::of(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeData(static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char *>(bytes.constData()), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!code)
        return Error { ErrorCode::TooLarge, u"This is too long for a QR code."_s };
    const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    std::vector<bool> dark(count);
    for (std::size_t i = 0; i < count; ++i)
        dark[i] = (code->data[i] & 1) != 0;
    return QrPicture(code->width, std::move(dark));
}

bool QrPicture::isDark(int x, int y) const
{
    return x >= 0 && y >= 0 && x < m_side && y < m_side && m_dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_side) + static_cast<std::size_t>(x)];
}

QByteArray QrPicture::svg() const
{
    const QByteArray whole = QByteArray::number(m_side + 2 * margin);
    QByteArray path;
    for (int y = 0; y < m_side; ++y) {
        for (int x = 0; x < m_side; ++x) {
            if (isDark(x, y))
                path += 'M' + QByteArray::number(x + margin) + ',' + QByteArray::number(y + margin) + "h1v1h-1z";
        }
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + whole + ' ' + whole
        + "\" width=\"80mm\" height=\"80mm\" shape-rendering=\"crispEdges\"><rect width=\"" + whole + "\" height=\"" + whole
        + "\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>\n";
}

Result<QByteArray> QrPicture::png() const
{
    static constexpr int pixels = 8;
    const int whole = (m_side + 2 * margin) * pixels;
    QByteArray grey(qsizetype { whole } * whole, '\xff');
    for (int y = 0; y < whole; ++y) {
        for (int x = 0; x < whole; ++x) {
            if (isDark(x / pixels - margin, y / pixels - margin))
                grey[qsizetype { y } * whole + x] = '\0';
        }
    }
    png_image image {};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(whole);
    image.height = static_cast<png_uint_32>(whole);
    image.format = PNG_FORMAT_GRAY;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (png_image_write_to_memory(&image, bytes.data(), &size, 0, grey.constData(), 0, nullptr) == 0)
        return Error { ErrorCode::StorageFailure, u"The picture could not be made: %1."_s.arg(QString::fromLatin1(image.message)) };
    bytes.truncate(static_cast<qsizetype>(size));
    return bytes;
}

QByteArray QrPicture::terminal() const
{
    static constexpr char blackOnWhite[] = "\033[30;107m";
    static constexpr char asBefore[] = "\033[0m\n";
    QByteArray lines;
    for (int y = -margin; y < m_side + margin; y += 2) {
        lines += blackOnWhite;
        for (int x = -margin; x < m_side + margin; ++x) {
            const bool above = isDark(x, y), below = isDark(x, y + 1);
            lines += above && below ? "\u2588" : above ? "\u2580" : below ? "\u2584" : " ";
        }
        lines += asBefore;
    }
    return lines;
}

} // namespace sightline::hub
