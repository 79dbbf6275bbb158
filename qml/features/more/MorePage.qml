import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.More

// The person, the settings, help that works offline, and what the app is.
FocusScope {
    id: page

    required property MoreView view
    required property SyncBadge badge
    property bool wide: false
    property alias detailShown: panes.detailShown
    property bool showsTrail: false               // desktop: where one is stands over what is open
    property bool offersSync: false               // phone: Sync has no place in the bottom bar
    property bool offersTemplates: false          // this person may publish what others fill in
    signal syncAsked
    signal childrenAsked
    signal templatesAsked

    property string part: "settings"
    readonly property bool showsDetail: panes.detailShown && !page.wide

    function goBack() { panes.detailShown = false; }
    function openPart(part: string) {
        page.part = part;
        panes.detailShown = true;
    }

    //: A part of More, and its title.
    readonly property string settingsTitle: qsTr("Settings")
    //: A part of More, and its title: notifications of what is due.
    readonly property string remindersTitle: qsTr("Reminders")
    //: A part of More, and its title: the tasks in the calendar program somebody uses anyway.
    readonly property string calendarTitle: qsTr("My own calendar")
    //: A part of More, and its title: the PIN that opens the app, and locking it.
    readonly property string pinTitle: qsTr("PIN and lock")
    //: A part of More, and its title.
    readonly property string helpTitle: qsTr("Help")
    //: A part of More, and its title.
    readonly property string aboutTitle: qsTr("About")
    //: A part of More, and its title.
    readonly property string peopleTitle: qsTr("Switch person")
    //: A part of More, and its title: the people that a manager answers for.
    readonly property string teamTitle: qsTr("My people")
    //: A part of More, and its title: who is away from work, and who does their tasks meanwhile.
    readonly property string awayTitle: qsTr("Away and cover")
    //: A part of More, and its title: what happened that asks for something, and what became of it.
    readonly property string eventsTitle: qsTr("What happened")
    //: A part of More, and its title: tables of the council's people, teams and settings.
    readonly property string tablesTitle: qsTr("People and teams")
    readonly property string partTitle: page.part === "team" ? page.teamTitle : page.part === "events" ? page.eventsTitle : page.part === "away" ? page.awayTitle : page.part === "tables" ? page.tablesTitle : page.part === "help" ? page.helpTitle : page.part === "about" ? page.aboutTitle
                                      : page.part === "people" ? page.peopleTitle : page.part === "reminders" ? page.remindersTitle
                                      : page.part === "calendar" ? page.calendarTitle : page.part === "pin" ? page.pinTitle : page.settingsTitle

    TwoPane {
        id: panes
        anchors.fill: parent
        wide: page.wide
        list: [
            TopBar {
                id: listBar
                //: Title of the page More.
                pageTitle: qsTr("More")
                width: parent.width
                badge: page.wide ? null : page.badge
            },
            ScrollPage {
                anchors.top: listBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width

                Card {
                    width: parent.width

                    Item {
                        width: parent.width
                        height: Math.max(picture.height, who.implicitHeight)

                        Rectangle {
                            id: picture
                            width: Theme.type.px(52)
                            height: width
                            radius: width / 2
                            color: Theme.colors.accentSoft

                            Text {
                                anchors.centerIn: parent
                                text: page.view.initials
                                color: Theme.colors.accentSoftInk
                                font: Theme.type.card
                                textFormat: Text.PlainText
                            }
                        }
                        Column {
                            id: who
                            anchors.left: picture.right
                            anchors.leftMargin: Theme.space3
                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter
                            CardTitle { width: parent.width; text: page.view.personName }
                            SmallText { width: parent.width; text: page.view.personRole }
                        }
                    }
                }
                Banner {
                    width: parent.width
                    visible: text.length > 0
                    text: page.view.warning
                    tone: StatusLine.Attention
                    iconName: "alert"
                }
                ChoiceList {
                    width: parent.width

                    ListRow {
                        width: parent.width
                        visible: page.offersSync
                        height: visible ? implicitHeight : 0
                        iconName: "cloud"
                        //: Row of More: opens what is sent and what is waiting.
                        title: qsTr("Sync")
                        detail: page.badge.words
                        onClicked: page.syncAsked()
                    }
                    ListRow {
                        width: parent.width
                        divided: page.offersSync
                        iconName: "home"
                        //: Row of More: opens the children on one's list, whose visits Sightline works out.
                        title: qsTr("My children")
                        //: Under My children on More.
                        detail: qsTr("Who I visit, and when the next visit is due")
                        onClicked: page.childrenAsked()
                    }
                    ListRow {
                        width: parent.width
                        visible: page.view.team.isOffered
                        height: visible ? implicitHeight : 0
                        divided: true
                        iconName: "people"
                        title: page.teamTitle
                        //: Under My people on More.
                        detail: qsTr("What is late, due and done, and when their devices were heard")
                        current: page.wide && page.part === "team"
                        onClicked: page.openPart("team")
                    }
                    ListRow {
                        width: parent.width
                        visible: page.view.events.isOffered
                        height: visible ? implicitHeight : 0
                        divided: true
                        iconName: "flag"
                        title: page.eventsTitle
                        //: Under What happened on More.
                        detail: qsTr("Placements, referrals, conferences: how many, and what became of each")
                        current: page.wide && page.part === "events"
                        onClicked: page.openPart("events")
                    }
                    ListRow {
                        width: parent.width
                        divided: true
                        iconName: "sun"
                        title: page.awayTitle
                        //: Under Away and cover on More.
                        detail: qsTr("Who is away, and who does their tasks meanwhile")
                        current: page.wide && page.part === "away"
                        onClicked: page.openPart("away")
                    }
                    ListRow {
                        width: parent.width
                        divided: true
                        iconName: "settings"
                        title: page.settingsTitle
                        //: Under Settings on More.
                        detail: qsTr("Appearance, text size, contrast, motion")
                        current: page.wide && page.part === "settings"
                        onClicked: page.openPart("settings")
                    }
                    ListRow {
                        width: parent.width
                        divided: true
                        iconName: "lock"
                        title: page.pinTitle
                        detail: page.view.pin.opens === PinView.ByPin ?
                        //: Under PIN and lock on More, where a PIN was chosen.
                        qsTr("Lock now, or change the PIN") : page.view.pin.opens === PinView.Passphrase ?
                        //: Under PIN and lock on More, where a passphrase was given at the start.
                        qsTr("A passphrase opens Sightline here") :
                        //: Under PIN and lock on More, where no PIN was chosen.
                        qsTr("Nothing but this account protects Sightline here")
                        current: page.wide && page.part === "pin"
                        onClicked: page.openPart("pin")
                    }
                    ListRow {
                        width: parent.width
                        divided: true
                        iconName: "clock"
                        title: page.remindersTitle
                        //: Under Reminders on More.
                        detail: page.view.preferences.reminds ? qsTr("What is due and what became late") :
                        //: Under Reminders on More, where they are switched off.
                        qsTr("Off")
                        current: page.wide && page.part === "reminders"
                        onClicked: page.openPart("reminders")
                    }
                    ListRow {
                        width: parent.width
                        divided: true
                        iconName: "calendar"
                        title: page.calendarTitle
                        //: Under My own calendar on More.
                        detail: qsTr("Put my tasks in Outlook, or on my phone")
                        current: page.wide && page.part === "calendar"
                        onClicked: page.openPart("calendar")
                    }
                    ListRow {
                        width: parent.width
                        visible: page.offersTemplates
                        height: visible ? implicitHeight : 0
                        divided: true
                        iconName: "framework"
                        //: Row of More: opens the council's templates, for those who may change them.
                        title: qsTr("Templates")
                        //: Under Templates on More.
                        detail: qsTr("What people fill in: change, preview, publish")
                        onClicked: page.templatesAsked()
                    }
                    ListRow {
                        width: parent.width
                        visible: page.view.tables.isOffered
                        height: visible ? implicitHeight : 0
                        divided: true
                        iconName: "office"
                        title: page.tablesTitle
                        //: Under People and teams on More, for those who may take in tables of them.
                        detail: qsTr("Take in who works here, from tables")
                        current: page.wide && page.part === "tables"
                        onClicked: page.openPart("tables")
                    }
                    ListRow {
                        width: parent.width
                        divided: true
                        iconName: "help"
                        title: page.helpTitle
                        //: Under Help on More.
                        detail: qsTr("Works without signal")
                        current: page.wide && page.part === "help"
                        onClicked: page.openPart("help")
                    }
                    ListRow {
                        width: parent.width
                        divided: true
                        iconName: "info"
                        title: page.aboutTitle
                        //: Under About on More.
                        detail: qsTr("Version, hub, storage")
                        current: page.wide && page.part === "about"
                        onClicked: page.openPart("about")
                    }
                    ListRow {
                        width: parent.width
                        divided: true
                        iconName: "people"
                        title: page.peopleTitle
                        visible: page.view.peopleCount > 1 || page.view.canAddPerson
                        height: visible ? implicitHeight : 0
                        current: page.wide && page.part === "people"
                        onClicked: page.openPart("people")
                    }
                }
            }
        ]
        detail: [
            TopBar {
                id: detailBar
                width: parent.width
                //: Where one is, over the open part of More, on a wide screen. %1 is the part.
                overline: page.showsTrail ? qsTr("More › %1").arg(page.partTitle) : ""
                canGoBack: !page.wide
                badge: page.badge
                onBackAsked: page.goBack()
            },
            ScrollPage {
                anchors.top: detailBar.bottom
                anchors.bottom: parent.bottom
                width: parent.width

                PageTitle { width: parent.width; text: page.partTitle }
                SettingsPart {
                    width: parent.width
                    visible: page.part === "settings"
                    preferences: page.view.preferences
                    knowsCost: page.view.knowsCost
                }
                RemindersPart {
                    width: parent.width
                    visible: page.part === "reminders"
                    preferences: page.view.preferences
                }
                CalendarPart {
                    width: parent.width
                    visible: page.part === "calendar"
                    view: page.view.calendar
                }
                PinPart {
                    width: parent.width
                    visible: page.part === "pin"
                    view: page.view.pin
                }
                HelpPart {
                    width: parent.width
                    visible: page.part === "help"
                    view: page.view
                }
                AboutPart {
                    width: parent.width
                    visible: page.part === "about"
                    view: page.view
                }
                TeamPart {
                    width: parent.width
                    visible: page.part === "team"
                    view: page.view.team
                }
                EventsPart {
                    width: parent.width
                    visible: page.part === "events"
                    view: page.view.events
                }
                AwayPart {
                    width: parent.width
                    visible: page.part === "away"
                    view: page.view.absences
                }
                ImportPart {
                    width: parent.width
                    visible: page.part === "tables"
                    view: page.view.tables
                }
                PeoplePart {
                    width: parent.width
                    visible: page.part === "people"
                    view: page.view
                }
            }
        ]
    }
}
