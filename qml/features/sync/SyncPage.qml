import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Sync

// What is here, what went, what the hub keeps and why, in plain words.
FocusScope {
    id: page

    required property SyncView view
    required property SyncBadge badge
    property bool wide: false
    property bool canGoBack: false
    signal backAsked

    TopBar {
        id: bar
        width: parent.width
        canGoBack: page.canGoBack
        badge: page.badge
        onBackAsked: page.backAsked()
    }
    ScrollPage {
        anchors.top: bar.bottom
        anchors.bottom: foot.top
        width: parent.width
        centred: page.wide

        Rectangle {
            width: 64
            height: 64
            radius: 32
            color: page.view.tone === StatusLine.Good ? Theme.colors.goodSoft
                 : page.view.tone === StatusLine.Attention ? Theme.colors.attentionSoft
                 : page.view.tone === StatusLine.Info ? Theme.colors.infoSoft : Theme.colors.surfaceSunken

            Icon {
                anchors.centerIn: parent
                width: 34
                height: 34
                name: page.view.glyphIcon
                color: page.view.tone === StatusLine.Good ? Theme.colors.good
                     : page.view.tone === StatusLine.Attention ? Theme.colors.attention
                     : page.view.tone === StatusLine.Info ? Theme.colors.info : Theme.colors.inkMuted
            }
        }
        Column {
            width: parent.width
            spacing: Theme.space2

            PageTitle { width: parent.width; text: page.view.headline }
            BodyText {
                width: parent.width
                text: page.view.detail
                color: Theme.colors.inkMuted
            }
        }
        PrimaryButton {
            visible: page.wide
            enabled: page.view.canSync
            text: foot.primary
            onClicked: page.view.syncAsked()
        }
        SyncShelf {
            //: Heading on Sync: records the hub has not taken yet.
            title: qsTr("Waiting to send")
            rows: page.view.waiting
            count: page.view.waitingCount
            onRecordAsked: recordId => page.view.recordAsked(recordId)
        }
        SyncShelf {
            //: Heading on Sync: records the hub keeps but could not apply.
            title: qsTr("Kept by the hub, not applied")
            rows: page.view.kept
            count: page.view.keptCount
            onRecordAsked: recordId => page.view.recordAsked(recordId)
        }
        SyncShelf {
            //: Heading on Sync: what went and came, day by day.
            title: qsTr("Diary")
            rows: page.view.diary
            count: page.view.diaryCount
            opens: false
        }
        StatusLine {
            width: parent.width
            iconName: "lock"
            strong: false
            //: At the foot of Sync.
            text: qsTr("Records are locked on this device and on their way. Nothing is deleted here before the hub has it.")
        }
    }
    FootBar {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        visible: !page.wide
        height: visible ? implicitHeight : 0
        //: Button on Sync: begins an exchange with the hub. While one is on its way it says so.
        primary: page.view.isSending ? qsTr("Sending…")
            //: Button on Sync: begins an exchange with the hub.
            : qsTr("Sync now")
        primaryEnabled: page.view.canSync
        onPrimaryAsked: page.view.syncAsked()
    }
}
