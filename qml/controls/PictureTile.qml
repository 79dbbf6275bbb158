import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls

// A picture in place, with its name and size, or any other file by its name: pressed, it opens. Where it is not on this device, or damaged, it says so.
T.AbstractButton {
    id: tile

    required property string source
    required property string title                // "Photo 2": never what is on it
    property string detail                        // its size; of another file its kind too
    property bool isPicture: true                 // false: any other file, shown by name alone
    property string sha                           // of a voice note, which is played in place; empty: none

    readonly property bool isVoice: tile.sha.length > 0
    readonly property bool isPlaying: tile.isVoice && FileDesk.playingSha === tile.sha
    //: Screen reader name of a voice note. %1 is its name, %2 its length or size.
    readonly property string voiceName: tile.isPlaying ? qsTr("Stop %1, %2") : /*: The same while it does not play. */ qsTr("Play %1, %2")

    readonly property bool isMissing: tile.isPicture && picture.status === Image.Error
    readonly property real edge: tile.isPicture ? Math.max(96, Theme.type.px(96)) : Theme.touchTarget

    //: On a picture of a record that cannot be shown here.
    readonly property string missingWords: qsTr("This picture has not come to this device yet. It comes once the hub has it, over a connection that photos may use, if this device has room.")

    Connections {
        target: FileDesk
        enabled: tile.isPicture && picture.status !== Image.Ready
        function onFilesCame() {
            if (tile.isMissing)
                picture.askAgain();
            else   // it may have been looked for a moment before it came
                picture.mayHaveCome = true;
        }
    }

    implicitWidth: 320
    implicitHeight: Math.max(tile.edge, words.implicitHeight + 2 * Theme.space3)
    enabled: !tile.isMissing
    hoverEnabled: true

    Accessible.name: tile.isMissing ? tile.title + ". " + tile.missingWords
        : tile.isVoice ? tile.voiceName.arg(tile.title).arg(tile.detail)
        //: Screen reader name of a picture that opens large, or of another file that opens. %1 is its name, %2 its size.
        : qsTr("Open %1, %2").arg(tile.title).arg(tile.detail)

    Keys.onReturnPressed: tile.clicked()
    Keys.onEnterPressed: tile.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: Theme.colors.surfaceRaised
        border.width: Theme.hairline
        border.color: Theme.colors.line

        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: tile.down ? Theme.colors.pressed : Theme.colors.hovered
            visible: tile.down || tile.hovered
        }
        FocusRing { shown: tile.visualFocus }
    }
    contentItem: Item {
        Rectangle {
            id: frame
            x: tile.mirrored ? parent.width - width - Theme.space2 : Theme.space2
            y: Theme.space2
            width: tile.edge
            height: parent.height - 2 * Theme.space2
            color: Theme.colors.hovered

            Image {
                id: picture
                anchors.fill: parent
                asynchronous: true
                cache: false
                fillMode: Image.PreserveAspectCrop
                sourceSize.width: 320
                sourceSize.height: 320
                source: tile.isPicture ? tile.source : ""

                property bool mayHaveCome: false
                function askAgain(): void {   // one that failed is only asked for again under another name
                    picture.mayHaveCome = false;
                    picture.source = "";
                    picture.source = Qt.binding(() => tile.isPicture ? tile.source : "");
                }
            }
            Timer {
                interval: 0
                running: tile.isMissing && picture.mayHaveCome
                onTriggered: picture.askAgain()
            }
            Icon {
                anchors.centerIn: parent
                width: Theme.iconSize
                height: Theme.iconSize
                visible: picture.status !== Image.Ready
                name: tile.isMissing ? "cloud" : tile.isPlaying ? "stop" : tile.isVoice ? "speaker" : "attachment"
                color: Theme.colors.inkMuted
            }
        }
        Column {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            x: tile.mirrored ? Theme.space3 : frame.width + Theme.space2 + Theme.space3
            width: parent.width - frame.width - Theme.space2 - 2 * Theme.space3
            spacing: 2

            StrongText { width: parent.width; text: tile.title }
            SmallText {
                width: parent.width
                //: Under the name of a voice note while it plays.
                text: tile.isMissing ? tile.missingWords : tile.isPlaying ? qsTr("Playing. Press to stop.") : tile.detail
            }
        }
    }
}
