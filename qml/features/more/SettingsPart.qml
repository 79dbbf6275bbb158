import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// How the app looks and moves. Every choice takes effect at once and can be seen at once.
Column {
    id: part

    required property Preferences preferences
    readonly property bool alwaysHides: Qt.platform.os === "android" || Qt.platform.os === "ios"   // Main.qml: what is left is hidden there anyway
    property bool knowsCost: false   // whether the system says if its connection is metered

    spacing: Theme.space5

    Field {
        //: Heading in the settings.
        label: qsTr("Appearance")
        ChoiceList {
            width: parent.width

            ChoiceRow {
                width: parent.width
                //: Choice in the settings: light or dark as the system is.
                label: qsTr("As this device is set")
                chosen: part.preferences.scheme === Preferences.FollowSystem
                onAsked: part.preferences.scheme = Preferences.FollowSystem
            }
            ChoiceRow {
                width: parent.width
                divided: true
                //: Choice in the settings: dark words on a light ground.
                label: qsTr("Light")
                chosen: part.preferences.scheme === Preferences.Light
                onAsked: part.preferences.scheme = Preferences.Light
            }
            ChoiceRow {
                width: parent.width
                divided: true
                //: Choice in the settings: light words on a dark ground.
                label: qsTr("Dark")
                chosen: part.preferences.scheme === Preferences.Dark
                onAsked: part.preferences.scheme = Preferences.Dark
            }
        }
    }
    Field {
        //: Heading in the settings.
        label: qsTr("Text size")
        Card {
            width: parent.width
            spacing: Theme.space3

            BodyText {
                width: parent.width
                //: Sample under the text size, shown at that size.
                text: qsTr("Mum gets up now. We had toast. I like it when Nana comes on Fridays.")
            }
            Item {
                width: parent.width
                height: Math.max(smaller.height, value.implicitHeight)

                IconButton {
                    id: smaller
                    anchors.left: parent.left
                    boxed: true
                    iconName: "minus"
                    //: Screen reader name of a button in the settings.
                    name: qsTr("Smaller text")
                    enabled: part.preferences.textPercent > 100
                    onClicked: part.preferences.textPercent -= 10
                }
                StrongText {
                    id: value
                    anchors.centerIn: parent
                    //: Text size in the settings, between 100 and 200.
                    text: qsTr("%1 %").arg(part.preferences.textPercent)
                }
                IconButton {
                    anchors.right: parent.right
                    boxed: true
                    iconName: "plus"
                    //: Screen reader name of a button in the settings.
                    name: qsTr("Larger text")
                    enabled: part.preferences.textPercent < 200
                    onClicked: part.preferences.textPercent += 10
                }
            }
        }
    }
    ChoiceList {
        width: parent.width

        SwitchRow {
            width: parent.width
            //: Switch in the settings.
            label: qsTr("High contrast")
            //: Under the high contrast switch.
            detail: qsTr("Stronger edges and darker words.")
            on: part.preferences.highContrast
            onAsked: part.preferences.highContrast = !part.preferences.highContrast
        }
        SwitchRow {
            width: parent.width
            divided: true
            //: Switch in the settings.
            label: qsTr("Less motion")
            //: Under the less motion switch.
            detail: qsTr("Nothing slides or fades.")
            on: part.preferences.reducedMotion
            onAsked: part.preferences.reducedMotion = !part.preferences.reducedMotion
        }
        SwitchRow {
            width: parent.width
            divided: true
            //: Switch in the settings.
            label: qsTr("Check spelling")
            //: Under the spelling switch.
            detail: qsTr("Misspelt words are underlined. Names never are, and nothing you write leaves this device for it.")
            on: part.preferences.spelling
            onAsked: part.preferences.spelling = !part.preferences.spelling
        }
        SwitchRow {
            width: parent.width
            divided: true
            visible: !part.alwaysHides
            //: Switch in the settings: a neutral screen whenever another window is in front.
            label: qsTr("Hide what is open when I leave the window")
            //: Under the switch that hides what is open.
            detail: qsTr("A neutral screen stands here until you come back. What you were writing is kept.")
            on: part.preferences.hidesWhenLeft
            onAsked: part.preferences.hidesWhenLeft = !part.preferences.hidesWhenLeft
        }
        SwitchRow {
            width: parent.width
            divided: true
            //: Switch in the settings: photos and files do not use up a phone's data allowance.
            label: qsTr("Photos and files only on Wi-Fi")
            detail: part.knowsCost ?
            //: Under the Wi-Fi switch. Metered: what is sent is counted and paid for.
            qsTr("They wait while the connection is metered. What you write is always sent.") :
            //: Under the Wi-Fi switch, where the system tells nothing.
            qsTr("This system does not say whether its connection is metered, so they are sent at once.")
            on: part.preferences.sparesAllowance
            onAsked: part.preferences.sparesAllowance = !part.preferences.sparesAllowance
        }
    }
}
