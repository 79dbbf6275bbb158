import QtQuick
import Sightline.Theme

// Running text. Headings and small text are this with another font; a screen reader reads each as text.
Text {
    id: words

    color: Theme.colors.ink
    font: Theme.type.body
    lineHeight: Theme.lineHeight
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft

    Accessible.role: Accessible.StaticText
    Accessible.name: words.text
    Accessible.ignored: words.text.length === 0
}
