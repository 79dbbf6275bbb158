import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Joining

// In place of the app where this device belongs to nobody yet: the council's address, a code that works once, and Join.
// What was typed stays in its field whatever comes of it.
FocusScope {
    id: page

    required property JoinView view

    readonly property bool phone: page.width < Theme.tabletWidth
    readonly property bool wide: page.width >= Theme.twoPaneWidth * Math.max(1, Theme.textFactor * 0.8)
    readonly property bool hasProblem: page.view.problem.length > 0 || page.view.addressProblem.length > 0 || page.view.codeProblem.length > 0
                                       || page.view.accountProblem.length > 0
    // An account of the hub's own is asked for in place of a code.
    property bool byAccount: false
    //: Button of the page that joins a device to its council's hub.
    readonly property string joinText: qsTr("Join")
    //: Button of the page that joins a device to its council's hub, while that goes on.
    readonly property string stopText: qsTr("Stop")
    //: Button of the page that joins another person on this device: goes back to who uses it now.
    readonly property string leaveText: qsTr("Back")

    function join() {
        if (page.view.isBusy)
            return;
        if (page.byAccount)
            page.view.accountAsked(address.text, account.text, password.text, second.text);
        else
            page.view.joinAsked(address.text, code.text);
    }
    function chooseAccount(byAccount: bool) {
        page.byAccount = byAccount;
        if (address.length === 0)
            address.forceActiveFocus(Qt.TabFocusReason);
        else if (byAccount)
            account.forceActiveFocus(Qt.TabFocusReason);
        else
            code.forceActiveFocus(Qt.TabFocusReason);
    }
    function stepBack() {
        if (page.view.canStop)
            page.view.stopAsked();
        else if (page.view.canLeave)
            page.view.leaveAsked();
    }
    // The keyboard goes where the next thing is to be done.
    function takeKeyboard() {
        if (page.view.isBusy)
            page.phone ? foot.takeKeyboard() : stop.forceActiveFocus(Qt.TabFocusReason);
        else if (page.view.problem.length > 0)
            page.phone ? foot.takeKeyboard() : go.forceActiveFocus(Qt.TabFocusReason);
        else if (page.view.accountProblem.length > 0)
            (account.length === 0 ? account : password.length === 0 ? password : second).forceActiveFocus(Qt.TabFocusReason);
        else if (page.view.codeProblem.length > 0 || (address.length > 0 && page.view.addressProblem.length === 0))
            (page.byAccount ? account : code).forceActiveFocus(Qt.TabFocusReason);
        else
            address.forceActiveFocus(Qt.TabFocusReason);
    }

    Accessible.role: Accessible.Pane
    Accessible.name: title.text
    Keys.onEscapePressed: page.stepBack()
    // The buttons stand elsewhere on a phone: who had one of them has the other.
    onPhoneChanged: {
        if (page.visible && !address.activeFocus && !code.activeFocus && !account.activeFocus && !password.activeFocus && !second.activeFocus)
            later.restart();
    }
    Component.onCompleted: {
        address.text = page.view.address;         // once: from then on it is hers
        page.byAccount = page.view.accountProblem.length > 0;
        if (page.visible)
            page.takeKeyboard();
    }

    Connections {
        target: page.view
        property bool wasBusy: false
        function onChanged() {
            if (wasBusy === page.view.isBusy)
                return;
            wasBusy = page.view.isBusy;
            // Later: the buttons change with the same signal.
            if (wasBusy) {
                later.restart();
                scroll.contentY = 0;
            }
        }
        function onProblemShown() {
            page.byAccount = page.byAccount || page.view.accountProblem.length > 0;
            later.restart();
            if (page.view.problem.length > 0)
                scroll.contentY = 0;
        }
    }
    Timer {
        id: later
        interval: 0
        onTriggered: page.takeKeyboard()
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.colors.surface
    }

    // What a person may count on, beside what is asked of her.
    Rectangle {
        id: side
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: page.wide ? Math.min(page.width * 0.42, 520 * Theme.textFactor) : 0
        visible: page.wide
        color: Theme.colors.accentSoft

        JoinPromises {
            anchors.verticalCenter: parent.verticalCenter
            x: Theme.space7
            width: parent.width - 2 * Theme.space7
            ink: Theme.colors.accentSoftInk
            named: true
        }
    }
    ScrollPage {
        id: scroll
        anchors.left: side.right
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: foot.visible ? foot.top : parent.bottom
        widthMax: 460 * Theme.textFactor
        centred: true
        spacing: Theme.space5

        // On a large screen the page stands in the middle of it.
        Item {
            width: 1
            height: page.phone ? Theme.space2 : Math.max(Theme.space6, (scroll.height - body.implicitHeight) / 2 - Theme.space6)
        }
        Column {
            id: body
            width: parent.width
            spacing: Theme.space5

            Column {
                width: parent.width
                spacing: Theme.space2

                Rectangle {
                    anchors.left: parent.left
                    width: 64
                    height: width
                    radius: width / 2
                    visible: !page.wide
                    color: Theme.colors.accentSoft

                    Icon {
                        anchors.centerIn: parent
                        width: 32
                        height: 32
                        name: "office"
                        color: Theme.colors.accentSoftInk
                    }
                }
                Item {
                    width: 1
                    height: Theme.space1
                    visible: !page.wide
                }
                PageTitle {
                    id: title
                    width: parent.width
                    //: Title of the page that joins a device to its council's hub.
                    text: qsTr("Join your council")
                }
                BodyText {
                    width: parent.width
                    visible: !page.view.isBusy
                    color: Theme.colors.inkMuted
                    text: page.view.isAnother ?
                    //: On the page that joins another person on a device that somebody uses already.
                    qsTr("Another person gets a locked store of their own on this device. Everything that is here stays as it is.") :
                    //: On the page that joins a device to its council's hub.
                    qsTr("You need the address of your council's hub, and a code that works once; or sign in with your council account.")
                }
            }
            Banner {
                width: parent.width
                visible: page.view.problem.length > 0
                //: Over why a device was not joined to its council's hub.
                title: qsTr("This device is not joined yet")
                text: page.view.problem
                tone: StatusLine.Attention
                iconName: "alert"
            }
            JoinSteps {
                width: parent.width
                visible: page.view.isBusy
                step: page.view.step
                words: page.view.stepText
            }
            Field {
                //: Label of a field: the address of the council's hub.
                label: qsTr("Address of the hub")
                //: Under the label of the field for the hub's address. An invitation is one long line that has address and code in it; sightline:join? is how it begins.
                help: qsTr("It begins with https://. If you were sent an invitation, paste the whole line that begins with sightline:join? here; it needs no code.")
                error: page.view.addressProblem

                LineInput {
                    id: address
                    width: parent.width
                    enabled: !page.view.isBusy
                    //: Screen reader name of the field for the hub's address.
                    name: qsTr("Address of the hub")
                    help: page.view.addressProblem
                    wrong: page.view.addressProblem.length > 0
                    goesOn: true
                    inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
                }
            }
            Field {
                visible: !page.byAccount
                //: Label of a field: the code that joins a device, once.
                label: qsTr("Your code")
                //: Under the label of the field for the code that joins a device.
                help: qsTr("Twelve letters and digits. Capitals and hyphens do not matter.")
                error: page.view.codeProblem

                LineInput {
                    id: code
                    width: parent.width
                    enabled: !page.view.isBusy
                    //: Screen reader name of the field for the code that joins a device.
                    name: qsTr("Your code")
                    help: page.view.codeProblem
                    wrong: page.view.codeProblem.length > 0
                    font.letterSpacing: code.length > 0 ? 1.5 : 0
                    inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase | Qt.ImhSensitiveData
                    onAccepted: page.join()
                }
            }
            Field {
                visible: page.byAccount
                //: Label of a field: the account of the hub's own that somebody joins with.
                label: qsTr("Your account")
                //: Under the label of the field for an account of the hub's own.
                help: qsTr("As your council gave it to you, for example practitioner-north-1.")

                LineInput {
                    id: account
                    width: parent.width
                    enabled: !page.view.isBusy
                    //: Screen reader name of the field for an account of the hub's own.
                    name: qsTr("Your account")
                    goesOn: true
                    inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase | Qt.ImhSensitiveData
                }
            }
            Field {
                visible: page.byAccount
                //: Label of a field: the password of an account of the hub's own.
                label: qsTr("Your password")

                CodeInput {
                    id: password
                    width: parent.width
                    enabled: !page.view.isBusy
                    //: Screen reader name of the field for the password of an account of the hub's own.
                    name: qsTr("Your password")
                    onAccepted: second.forceActiveFocus(Qt.TabFocusReason)
                }
            }
            Field {
                visible: page.byAccount
                //: Label of a field: what an authenticator shows, or one of the codes that were given with an account.
                label: qsTr("Six digits")
                //: Under the label of the field for six digits. An authenticator is an app that shows codes.
                help: qsTr("From your authenticator. Without it, type one of your recovery codes.")
                error: page.view.accountProblem

                LineInput {
                    id: second
                    width: parent.width
                    enabled: !page.view.isBusy
                    //: Screen reader name of the field for what an authenticator shows.
                    name: qsTr("Six digits")
                    help: page.view.accountProblem
                    wrong: page.view.accountProblem.length > 0
                    inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhPreferUppercase | Qt.ImhSensitiveData
                    onAccepted: page.join()
                }
            }
            Column {
                width: parent.width
                visible: !page.phone
                spacing: Theme.space3

                PrimaryButton {
                    id: go
                    width: parent.width
                    visible: !page.view.isBusy
                    text: page.joinText
                    Accessible.description: page.view.problem
                    onClicked: page.join()
                }
                SecondaryButton {
                    id: stop
                    width: parent.width
                    visible: page.view.isBusy
                    enabled: page.view.canStop
                    text: page.stopText
                    Accessible.description: page.view.stepText
                    onClicked: page.view.stopAsked()
                }
                QuietButton {
                    anchors.horizontalCenter: parent.horizontalCenter
                    visible: page.view.canLeave
                    text: page.leaveText
                    onClicked: page.view.leaveAsked()
                }
            }
            // The ways in beside a code.
            Column {
                width: parent.width
                visible: !page.view.isBusy
                spacing: Theme.space3

                SecondaryButton {
                    width: parent.width
                    //: Button of the page that joins a device: signs in at the council, in the web browser.
                    text: qsTr("Sign in with your council account")
                    //: Screen reader text beside the button that signs in at the council.
                    Accessible.description: qsTr("Opens your web browser")
                    onClicked: page.view.browserAsked(address.text)
                }
                QuietButton {
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: page.byAccount ?
                    //: Button of the page that joins a device: back to the field for a code.
                    qsTr("Use a code") :
                    //: Button of the page that joins a device: an account of the hub's own, in place of a code.
                    qsTr("Local account")
                    onClicked: page.chooseAccount(!page.byAccount)
                }
            }
            JoinPromises {
                width: parent.width
                visible: !page.wide && !page.view.isBusy && !page.hasProblem
                ink: Theme.colors.inkMuted
            }
        }
    }
    FootBar {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        visible: page.phone
        primary: page.view.isBusy ? "" : page.joinText
        primaryDescription: page.view.problem
        secondary: page.view.isBusy ? page.stopText : page.view.canLeave ? page.leaveText : ""
        secondaryEnabled: !page.view.isBusy || page.view.canStop
        onPrimaryAsked: page.join()
        onSecondaryAsked: page.stepBack()
    }
}
