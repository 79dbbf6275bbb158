pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls

// What somebody who joins may count on.
Column {
    id: promises

    required property color ink
    property bool named: false                    // the product's name stands over it

    spacing: Theme.space4

    Heading {
        width: parent.width
        visible: promises.named
        //: The product's name, large, beside the page that joins a device.
        text: qsTr("Sightline")
        font: Theme.type.number
        color: promises.ink
    }
    BodyText {
        width: parent.width
        visible: promises.named
        bottomPadding: Theme.space4
        //: Under the product's name, beside the page that joins a device.
        text: qsTr("Quality assurance in children's services, with or without a signal.")
        color: promises.ink
    }
    Repeater {
        model: [
            //: A promise beside the page that joins a device.
            {
                "icon": "device",
                "words": qsTr("What you write is kept on this device as you type.")
            },
            //: A promise beside the page that joins a device.
            {
                "icon": "lock",
                "words": qsTr("It lies here encrypted, under a key of its own.")
            },
            //: A promise beside the page that joins a device.
            {
                "icon": "cloud-up",
                "words": qsTr("When there is a signal, it goes to your council by itself.")
            }]

        Item {
            id: promise
            required property var modelData // an icon's name and a sentence
            width: promises.width
            height: Math.max(picture.height, words.implicitHeight)

            Icon {
                id: picture
                anchors.left: parent.left
                width: Theme.iconSize
                height: Theme.iconSize
                name: promise.modelData.icon
                color: promises.ink
            }
            BodyText {
                id: words
                anchors.left: picture.right
                anchors.leftMargin: Theme.space3
                anchors.right: parent.right
                text: promise.modelData.words
                font: promises.named ? Theme.type.body : Theme.type.small
                color: promises.ink
            }
        }
    }
}
