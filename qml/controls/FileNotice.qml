import QtQuick

// Stands wherever a picture is shown: pictures do not go to the hub yet, whatever is said of the record they belong to.
StatusLine {
    iconName: "device"
    //: Under pictures and files of a form or record. The words of the record are sent to the hub; its files are not, yet.
    text: qsTr("Pictures and files stay on this device until files are synced. The hub does not have them.")
}
