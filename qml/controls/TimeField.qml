import QtQuick
import Sightline.Theme

// A time of day on the 24-hour clock. The model judges what was typed: 930, 9.30 and 09:30 are all half past nine.
Row {
    id: field

    required property string name
    property string help                          // what a screen reader says after the name
    required property string time                 // "09:30" or empty
    property bool wrong: false
    property bool offersNow: true
    signal asked(string text)
    signal askedNow

    readonly property alias box: input            // what takes the focus

    spacing: Theme.space2

    LineInput {
        id: input
        width: Theme.type.px(110)
        name: field.name
        help: field.help
        text: field.time
        goesOn: true
        placeholderText: "00:00"
        wrong: field.wrong
        maximumLength: 5
        inputMethodHints: Qt.ImhTime
        // A whole time is taken as it is typed: the page may be left before the box is.
        onTextEdited: {
            if (/^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(input.text))
                field.asked(input.text);
        }
        onEditingFinished: field.asked(text)
    }
    FilterChip {
        anchors.verticalCenter: parent.verticalCenter
        visible: field.offersNow
        //: Shortcut that fills in the present time.
        text: qsTr("Now")
        onClicked: field.askedNow()
    }
}
