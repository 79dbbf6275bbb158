pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// Version, hub, storage: what a support desk asks for.
Column {
    id: part

    required property MoreView view

    spacing: Theme.space4

    Banner {
        width: parent.width
        visible: text.length > 0
        text: part.view.warning
        tone: StatusLine.Attention
        iconName: "alert"
    }
    Card {
        width: parent.width
        spacing: Theme.space3

        Repeater {
            model: part.view.about

            Column {
                id: fact
                required property string label
                required property string value
                width: parent ? parent.width : 0
                spacing: 1

                GroupLabel {
                    width: parent.width
                    text: fact.label
                }
                BodyText {
                    width: parent.width
                    text: fact.value
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }
            }
        }
    }
    SmallText {
        width: parent.width
        //: Under the facts about the app.
        text: qsTr("Sightline is made with Qt, SQLCipher and the Inter typeface. Their licences come with the app.")
    }
}
