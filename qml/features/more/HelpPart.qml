pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls
import Sightline.More

// Help that is inside the app: it works without signal.
ChoiceList {
    id: part

    required property MoreView view

    Repeater {
        model: part.view.help

        DisclosureRow {
            id: article
            required property int index
            required property string body
            width: part.width
            divided: article.index > 0

            BodyText {
                width: parent.width
                text: article.body
            }
        }
    }
}
