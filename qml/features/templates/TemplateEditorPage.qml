pragma ComponentBehavior: Bound
import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Templates

// A template being made: its outline, and beside it, or over it on a phone, the question one is at.
FocusScope {
    id: page

    required property TemplateEditor editor
    readonly property bool wide: page.width >= Theme.partsWidth * Math.max(1, Theme.textFactor * 0.8)
    property bool adds: false                     // the kinds of question are listed
    signal closed
    signal hideAsked

    function goBack() {
        if (page.editor.isPreviewing)
            page.editor.closePreview();
        else if (panes.detailShown && !page.wide)
            panes.detailShown = false;
        else
            page.closed();
    }
    function openItem() {
        panes.detailShown = true;
        question.focusWords();
    }

    Keys.onPressed: event => {
        if (event.matches(StandardKey.Undo))
            page.editor.undo();
        else if (event.matches(StandardKey.Redo))
            page.editor.redo();
        else
            return;
        event.accepted = true;
    }

    TwoPane {
        id: panes
        anchors.fill: parent
        visible: !page.editor.isPreviewing
        wide: page.wide
        list: [
            TopBar {
                id: listBar
                width: parent.width
                canGoBack: true
                // With very large text the bar's room is for its buttons; the template's name stands below.
                title: Theme.textFactor > 1.3 && !page.wide ? "" :
                //: Title over a template being made.
                qsTr("Template")
                onBackAsked: page.closed()

                IconButton {
                    anchors.verticalCenter: parent.verticalCenter
                    iconName: "undo"
                    enabled: page.editor.canUndo
                    //: Screen reader name of the button that takes the last change of a template back.
                    name: qsTr("Undo")
                    onClicked: page.editor.undo()
                }
                IconButton {
                    anchors.verticalCenter: parent.verticalCenter
                    iconName: "redo"
                    enabled: page.editor.canRedo
                    //: Screen reader name of the button that makes a change again that was undone.
                    name: qsTr("Redo")
                    onClicked: page.editor.redo()
                }
            },
            ScrollPage {
                anchors.top: listBar.bottom
                anchors.bottom: listFoot.top
                width: parent.width

                Field {
                    width: parent.width
                    //: Label of the name of a template.
                    label: qsTr("Name of the template")

                    LineInput {
                        id: name
                        width: parent.width
                        //: Screen reader name of the name of a template.
                        name: qsTr("Name of the template")
                        text: page.editor.title
                        onTextEdited: page.editor.title = name.text
                    }
                }
                StatusLine {
                    width: parent.width
                    text: page.editor.trouble.length > 0 ? page.editor.trouble :
                    //: State of a template being made: everything typed is on this device.
                    page.editor.isKept ? qsTr("Saved on this device") :
                    //: State of a template being made: something was typed a moment ago.
                    qsTr("Saving…")
                    iconName: page.editor.trouble.length > 0 ? "alert" : "device"
                    tone: page.editor.trouble.length > 0 ? StatusLine.Urgent : StatusLine.Plain
                }
                Banner {
                    width: parent.width
                    visible: page.editor.problemCount > 0
                    iconName: "alert"
                    tone: StatusLine.Attention
                    //: Over the outline of a template. %n is how many things are to be put right before it can be published.
                    text: qsTr("%n to put right before this can be published.", "", page.editor.problemCount)
                    //: Goes to the first thing to put right in a template.
                    action: qsTr("Show me")
                    onAsked: {
                        page.editor.showFirstProblem();
                        panes.detailShown = true;
                    }
                }
                ChoiceList {
                    width: parent.width

                    TemplateOutline {
                        width: parent.width
                        editor: page.editor
                        marksCurrent: page.wide
                        onChosen: page.openItem()
                    }
                }
                QuietButton {
                    leftPadding: 0
                    iconName: page.adds ? "up" : "plus"
                    //: Button under the outline of a template: lists the kinds of question.
                    text: qsTr("Add a question")
                    onClicked: page.adds = !page.adds
                }
                ChoiceList {
                    width: parent.width
                    visible: page.adds

                    Repeater {
                        model: page.adds ? page.editor.kinds : []

                        ListRow {
                            required property string modelData
                            required property int index
                            width: parent ? parent.width : 0
                            title: modelData
                            opens: false
                            divided: index > 0
                            onClicked: {
                                page.adds = false;
                                page.editor.addQuestion(index);
                            }
                        }
                    }
                }
                QuietButton {
                    leftPadding: 0
                    iconName: "plus"
                    //: Button under the outline of a template: questions that are asked once for each child, person or thing.
                    text: qsTr("Add a list")
                    onClicked: page.editor.addList()
                }
                QuietButton {
                    leftPadding: 0
                    iconName: "plus"
                    //: Button under the outline of a template.
                    text: qsTr("Add a section")
                    onClicked: page.editor.addSection()
                }
                Field {
                    width: parent.width
                    visible: page.editor.hasActivities
                    //: Label of the activities of the framework whose tasks open a template.
                    label: qsTr("Opens for tasks of")

                    Repeater {
                        model: page.editor.tied

                        Item {
                            id: tied
                            required property string modelData
                            required property int index
                            width: parent ? parent.width : 0
                            height: Math.max(activity.implicitHeight, apart.height)

                            BodyText {
                                id: activity
                                width: parent.width - apart.width - Theme.space2
                                anchors.verticalCenter: parent.verticalCenter
                                text: tied.modelData
                            }
                            IconButton {
                                id: apart
                                anchors.right: parent.right
                                anchors.verticalCenter: parent.verticalCenter
                                iconName: "close"
                                //: Screen reader name of the button that takes an activity from a template. %1 is the activity.
                                name: qsTr("Take away: %1").arg(tied.modelData)
                                onClicked: page.editor.untie(tied.index)
                            }
                        }
                    }
                    QuietButton {
                        leftPadding: 0
                        iconName: "plus"
                        //: Button under the activities of the framework whose tasks open a template.
                        text: qsTr("Add an activity")
                        onClicked: activitySheet.ask()
                    }
                }
            },
            FootBar {
                id: listFoot
                anchors.bottom: parent.bottom
                width: parent.width
                //: Button under a template being made: shows it as it looks on a phone.
                secondary: qsTr("Preview")
                //: Button under a template being made: asks from which day it is used, and publishes it.
                primary: qsTr("Publish …")
                onSecondaryAsked: page.editor.openPreview()
                onPrimaryAsked: publishSheet.ask()
            }
        ]
        detail: [
            TopBar {
                id: detailBar
                width: parent.width
                canGoBack: !page.wide
                title: page.editor.kind
                onBackAsked: page.goBack()
            },
            ScrollPage {
                anchors.top: detailBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width

                QuestionPane {
                    id: question
                    width: parent.width
                    editor: page.editor
                    onConditionAsked: conditionSheet.ask()
                    onHolderAsked: roleSheet.open()
                }
            }
        ]
    }
    PreviewPage {
        anchors.fill: parent
        visible: page.editor.isPreviewing
        focus: visible
        editor: page.editor
        onHideAsked: page.hideAsked()
    }
    ConditionSheet {
        id: conditionSheet
        editor: page.editor
    }
    RoleSheet {
        id: roleSheet
        editor: page.editor
    }
    ActivitySheet {
        id: activitySheet
        editor: page.editor
    }
    PublishSheet {
        id: publishSheet
        editor: page.editor
        onMendAsked: {
            publishSheet.close();
            page.editor.showFirstProblem();
            panes.detailShown = true;
        }
    }
    Connections {
        target: page.editor
        function onFocusAsked() {
            page.openItem();
        }
        function onIsPublished(words: string) {
            publishSheet.close();
        }
    }
}
