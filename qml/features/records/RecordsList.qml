pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Sightline.Theme
import Sightline.Controls
import Sightline.Records

// The list of records with its search and its views.
Item {
    id: list

    required property RecordsView view
    property bool marksCurrent: false
    signal recordAsked(string recordId)

    readonly property real margin: list.width < Theme.tabletWidth ? Theme.space4 : Theme.space5

    Column {
        id: head
        x: list.margin
        width: list.width - 2 * list.margin
        spacing: Theme.space2

        Banner {
            width: parent.width
            visible: text.length > 0
            text: list.view.problem
            tone: StatusLine.Urgent
            iconName: "alert"
        }
        Banner {
            width: parent.width
            visible: text.length > 0
            text: list.view.closedText
            tone: StatusLine.Attention
            iconName: "lock"
        }
        SearchField {
            width: parent.width
            //: Screen reader name of the search field over the records.
            name: qsTr("Search records")
            //: In the empty search field over the records.
            placeholderText: qsTr("Search records")
            onTextChanged: list.view.search(text)
        }
        SmallText {
            width: parent.width
            visible: list.view.words.length > 0
            //: Under the search field over the records, while there are words in it.
            text: qsTr("In the words of everything you may read, newest first.")
        }
        SmallText {
            width: parent.width
            visible: list.view.words.length > 0 && list.view.unsearched > 0
            //: Under the search field over the records. %n is how many records came from the hub so lately that they cannot be searched yet.
            text: qsTr("%n record(s) that have just come are left out for now. They are added to the search within minutes.", "", list.view.unsearched)
        }
        Flow {
            width: parent.width
            visible: list.view.words.length === 0
            spacing: Theme.space2

            FilterChip {
                //: View of the records: those one wrote.
                text: qsTr("Mine")
                chosen: list.view.filter === "mine"
                onClicked: list.view.choose("mine")
            }
            FilterChip {
                //: View of the records: those of one's team.
                text: qsTr("My team")
                chosen: list.view.filter === "team"
                onClicked: list.view.choose("team")
            }
            FilterChip {
                //: View of the records: those that wait for this person's reflection, reply or signature.
                text: qsTr("To answer")
                count: list.view.answerCount > 0 ? list.view.answerCount : -1
                chosen: list.view.filter === "to-answer"
                onClicked: list.view.choose("to-answer")
            }
        }
    }
    ListView {
        id: rows
        anchors.top: head.bottom
        anchors.topMargin: Theme.space2
        anchors.bottom: parent.bottom
        x: list.margin - Theme.space2
        width: list.width - 2 * x
        visible: !slow.shown
        clip: true
        model: list.view.rows
        boundsBehavior: Flickable.StopAtBounds
        bottomMargin: Theme.space5
        keyNavigationEnabled: true
        T.ScrollBar.vertical: ThinScrollBar {
        }

        delegate: RecordRowDelegate {
            id: row
            width: rows.width
            current: list.marksCurrent && list.view.opened.recordId === row.recordId
            endsShort: row.index === rows.count - 1 && list.view.hasMore
            shownCount: rows.count
            onAsked: list.recordAsked(row.recordId)
            onOlderAsked: list.view.showMore()
        }
        add: Transition {
            NumberAnimation {
                property: "opacity"
                from: 0
                to: 1
                duration: Theme.calm
            }
        }
        displaced: Transition {
            NumberAnimation {
                property: "y"
                duration: Theme.calm
                easing.type: Easing.OutCubic
            }
        }
    }
    ReadingNotice {
        id: slow
        x: list.margin
        y: rows.y
        width: list.width - 2 * x
        reading: list.view.isReading
    }
    EmptyState {
        anchors.horizontalCenter: parent.horizontalCenter
        y: rows.y + Math.max(Theme.space5, (rows.height - height) / 2)
        visible: list.view.isEmpty && list.view.problem.length === 0 && !slow.shown
        iconName: list.view.words.length > 0 ? "search" : "records"
        title: list.view.words.length > 0 ?
        //: Records, when a search finds nothing.
        qsTr("Nothing found") : list.view.filter === "team" ?
        //: Records of one's team, when there are none yet.
        qsTr("Nothing from your team yet") : list.view.filter === "to-answer" ?
        //: Records to answer, when there are none.
        qsTr("Nothing waits for you") :
        //: Records, when there are none yet.
        qsTr("No records yet")
        detail: list.view.words.length > 0 ?
        //: Records, when a search finds nothing.
        qsTr("No record you may read has these words. Try fewer or other words.") : list.view.filter === "team" ?
        //: Records of one's team, when there are none yet.
        qsTr("What your colleagues complete and you may read will be here, once the hub has it.") : list.view.filter === "to-answer" ?
        //: Records to answer, when there are none.
        qsTr("When a colleague's record waits for your reflection, reply or signature, it will be here.") :
        //: Records, when there are none yet.
        qsTr("What you capture will be here, and with it where each record is: on this device, sent, or on the hub.")
    }
}
