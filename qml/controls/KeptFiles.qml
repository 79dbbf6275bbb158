pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Controls

// Stored files in place: pictures shown, voice notes played, others opened elsewhere. Where they can still be changed, each can be taken away.
Column {
    id: kept

    required property var files // list of maps as shownFile() gives them
    property bool canRemove: false
    signal removeAsked(string sha)

    function open(file: var) {
        if (file.isVoice)
            FileDesk.playOrStop(file.sha);
        else
            file.isPicture ? large.show(file.source, file.name) : outside.show(file);
    }

    visible: kept.files.length > 0
    spacing: 2

    Repeater {
        model: kept.files

        Column {
            id: one
            required property var modelData // one of the files

            width: kept.width

            PictureRow {
                width: parent.width
                source: one.modelData.source
                title: one.modelData.name
                detail: one.modelData.size
                isPicture: one.modelData.isPicture
                voiceSha: one.modelData.isVoice ? one.modelData.sha : ""
                canRemove: kept.canRemove
                onOpenAsked: kept.open(one.modelData)
                onRemoveAsked: kept.removeAsked(one.modelData.sha)
            }
            OpenedNotice {
                width: parent.width
                sha: one.modelData.sha
            }
        }
    }
    OpenFileSheet {
        id: outside
    }
    PictureView {
        id: large
        function show(source: string, name: string) {
            large.source = source;
            large.name = name;
            large.open();
        }
    }
}
