pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import Sightline.Theme
import Sightline.Controls
import Sightline.Children

// The children on one's list, the most pressing visit first.
FocusScope {
    id: page

    required property ChildrenView view
    required property SyncBadge badge
    property bool wide: false
    property bool showsTrail: false               // desktop: where one is stands over what is open
    property alias detailShown: panes.detailShown
    readonly property bool showsDetail: panes.detailShown && !page.wide
    signal backAsked

    function goBack() {
        if (page.view.isEditing) {
            page.view.stopEditing();              // what was typed is kept
            if (page.view.openedId.length === 0)
                panes.detailShown = false;
        } else if (page.showsDetail) {
            panes.detailShown = false;
        } else {
            page.backAsked();
        }
    }
    function beginChild() {
        page.view.begin();
        panes.detailShown = true;
    }

    function comeBack() {
        if (page.visible)
            page.view.comeBack();
    }

    onVisibleChanged: page.comeBack()
    Connections {
        target: page.view
        function onChanged() {                    // the child that was open has gone
            if (page.view.openedId.length === 0 && !page.view.isEditing)
                panes.detailShown = false;
            page.comeBack();                      // the list has come from the store
        }
        function onShown() {
            panes.detailShown = true;
        }
        function onEndShown() {
            endSheet.ask();
        }
    }
    FileDialog {
        id: tables
        //: Title of the window that chooses a table of children.
        title: qsTr("Choose a table")
        //: Kinds of file in the window that chooses a table of children. Keep the part in brackets.
        nameFilters: [qsTr("Tables (*.csv *.CSV)")]
        onAccepted: page.view.takeTable(tables.selectedFile)
    }
    EndSheet {
        id: endSheet
        view: page.view
    }
    TwoPane {
        id: panes
        anchors.fill: parent
        wide: page.wide
        list: [
            TopBar {
                id: listBar
                //: Where one is: over the list of the children one visits.
                overline: qsTr("My children")
                width: parent.width
                canGoBack: true
                badge: page.wide ? null : page.badge
                onBackAsked: page.backAsked()
            },
            ScrollPage {
                anchors.top: listBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                spacing: Theme.space4

                Banner {
                    width: parent.width
                    visible: text.length > 0
                    text: page.view.problem
                    tone: StatusLine.Urgent
                    iconName: "alert"
                }
                SavedLine {
                    width: parent.width
                    view: page.view
                }
                ChoiceList {
                    width: parent.width
                    visible: page.view.begun.length > 0

                    Repeater {
                        model: page.view.begun

                        ListRow {
                            id: begun
                            required property var modelData // one of the begun: draft, title
                            required property int index
                            width: parent ? parent.width : 0
                            iconName: "text"
                            title: begun.modelData.title
                            //: On words of a child that were typed and not saved: press to go on with them.
                            statusText: qsTr("Not saved yet")
                            statusIcon: "clock"
                            statusTone: StatusLine.Attention
                            divided: begun.index > 0
                            onClicked: page.view.resume(begun.modelData.draft)
                        }
                    }
                }
                ReadingNotice {
                    width: parent.width
                    reading: !page.view.isReady && page.view.problem.length === 0
                }
                EmptyState {
                    width: parent.width
                    visible: page.view.isEmpty
                    iconName: "people"
                    //: The page of the children on one's list, when there is none.
                    title: qsTr("No child is on your list yet")
                    //: The page of the children on one's list, when there is none: what will be here.
                    detail: qsTr("Put on it those you visit. Sightline works out when the next visit is due, says so in Today, and fills in the visit for you.")
                }
                ChoiceList {
                    width: parent.width
                    visible: page.view.isReady && !page.view.isEmpty

                    Repeater {
                        model: page.view.children

                        ListRow {
                            id: child
                            required property int index
                            required property string childId
                            required property string dueText
                            required property int tone
                            required detail
                            width: parent ? parent.width : 0
                            iconName: "home"
                            divided: child.index > 0
                            statusText: child.dueText
                            statusIcon: child.tone === StatusLine.Urgent ? "alert" : "clock"
                            statusTone: child.tone
                            current: page.wide && page.view.openedId === child.childId
                            onClicked: {
                                page.view.open(child.childId);
                                panes.detailShown = true;
                            }
                        }
                    }
                }
                SecondaryButton {
                    width: parent.width
                    //: Button that puts a child on one's list.
                    text: qsTr("Put a child on my list")
                    onClicked: page.beginChild()
                }
                QuietButton {
                    width: Math.min(implicitWidth, parent.width)
                    leftPadding: 0
                    iconName: "attachment"
                    //: Button that takes in a table of children from a file.
                    text: qsTr("Take in a table (CSV)")
                    onClicked: tables.open()
                }
            }
        ]
        detail: [
            TopBar {
                id: detailBar
                width: parent.width
                //: Where one is, over the open child, on a wide screen.
                overline: page.showsTrail ? qsTr("My children › one child") : ""
                canGoBack: !page.wide || page.view.isEditing
                badge: page.badge
                onBackAsked: page.goBack()
            },
            ChildDetail {
                anchors.top: detailBar.bottom
                anchors.bottom: foot.top
                width: parent.width
                visible: page.view.openedId.length > 0 && !page.view.isEditing
                view: page.view
                showsVisit: page.wide
                onEndAsked: page.view.beginEnd()
            },
            ScrollPage {
                anchors.top: detailBar.bottom
                anchors.bottom: foot.top
                width: parent.width
                centred: true
                visible: page.view.isEditing
                spacing: Theme.space5

                SectionTitle {
                    width: parent.width
                    text: page.view.isNew ?
                    //: Title over what is said of a child that is put on one's list.
                    qsTr("A child on my list") :
                    //: Title over what is said of a child on one's list that is changed.
                    qsTr("Change what the list says")
                }
                UnsavedLine {
                    width: parent.width
                    view: page.view
                }
                Banner {
                    width: parent.width
                    visible: text.length > 0 && !page.wide
                    text: page.view.problem
                    tone: StatusLine.Urgent
                    iconName: "alert"
                }
                ChildForm {
                    width: parent.width
                    view: page.view
                }
                PrimaryButton {
                    width: parent.width
                    visible: page.wide
                    //: Button that saves what is said of a child on one's list.
                    text: qsTr("Save")
                    onClicked: page.view.save()
                }
            },
            EmptyState {
                anchors.centerIn: parent
                visible: page.view.openedId.length === 0 && !page.view.isEditing && !page.view.isEmpty
                iconName: "people"
                //: Beside the list of children, before one is chosen.
                title: qsTr("Choose a child")
                //: Beside the list of children, before one is chosen.
                detail: qsTr("When the next visit is due, and the visits there were, will be here.")
            },
            FootBar {
                id: foot
                anchors.bottom: parent.bottom
                width: parent.width
                height: visible ? implicitHeight : 0
                visible: !page.wide && (page.view.isEditing || (page.view.openedId.length > 0 && page.view.isMine))
                primary: page.view.isEditing ?
                //: Button that saves what is said of a child on one's list.
                qsTr("Save") : page.view.hasDraft ?
                //: Button on a child: goes on with a visit to them that was begun.
                qsTr("Go on with the visit") :
                //: Button on a child: begins a visit to them, filled from what is known.
                qsTr("Begin a visit")
                onPrimaryAsked: page.view.isEditing ? page.view.save() : page.view.visit()
            }
        ]
    }
}
