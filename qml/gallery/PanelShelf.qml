import QtQuick
import Sightline.Theme
import Sightline.Controls

Column {
    id: shelf

    spacing: Theme.space5

    Card {
        width: parent.width
        CardTitle { width: parent.width; text: "Observe practice" }
        SmallText { width: parent.width; text: "Two of your eight practitioners have not been observed since May." }
        QuotaBar { width: parent.width; value: 0.6; words: "6 of 10 this year" }
        QuotaBar { width: parent.width; value: 0; words: "0 of 2 this month" }
    }
    SectionProgress { width: parent.width; count: 9; current: 3; complete: [true, true, true]; words: "Part 4 of 9" }
    Card {
        width: parent.width
        StepTrack {
            width: parent.width
            steps: [{ title: "Observed", detail: "you, Fri 20", state: "done" }, { title: "Reflection", detail: "due Fri 4 Dec", state: "now" },
                { title: "Signed", detail: "", state: "later" }, { title: "Manager", detail: "", state: "later" }]
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space2
        StatusLine { width: parent.width; text: "On the hub 14:02"; iconName: "cloud-done"; tone: StatusLine.Good }
        StatusLine { width: parent.width; text: "On this device"; iconName: "device" }
        StatusLine { width: parent.width; text: "Sent"; iconName: "sent"; tone: StatusLine.Info }
        StatusLine { width: parent.width; text: "Waiting for their reply"; iconName: "clock"; tone: StatusLine.Attention }
        StatusLine { width: parent.width; text: "Kept by the hub, not applied"; iconName: "hand"; tone: StatusLine.Attention }
        StatusLine { width: parent.width; text: "Changed in two places"; iconName: "conflict"; tone: StatusLine.Urgent }
    }
    ChoiceList {
        width: parent.width
        ListRow { width: parent.width; title: "Supervision"; detail: "4 people, by Mon 30 Nov"; endText: "2 of 4" }
        ListRow { width: parent.width; title: "Dip sample"; detail: "at least 2 this month"; endText: "0 of 2"; divided: true; current: true }
        DisclosureRow { title: "No date set"; endText: "7"; divided: true }
    }
    Banner { width: parent.width; title: "The hub cannot be reached"; text: "Your note is safe on this device and will be sent by itself."; iconName: "cloud-off"; tone: StatusLine.Info }
    Banner { width: parent.width; text: "This form does not make a referral. Follow your safeguarding procedure first."; iconName: "alert"; tone: StatusLine.Attention }
    Banner { width: parent.width; text: "A signature is missing."; iconName: "alert"; tone: StatusLine.Urgent; action: "Go to it" }
    Banner { width: parent.width; text: "Everything you wrote is on the hub."; iconName: "cloud-done"; tone: StatusLine.Good }
    ReadingNotice { width: parent.width; reading: true; isLong: true }
    UndoBar { width: parent.width; text: "Home visit completed. Saved on this device."; shown: true }
    EmptyState {
        anchors.horizontalCenter: parent.horizontalCenter
        iconName: "records"
        title: "No records yet"
        detail: "What you capture will be here, with where each record is: on this device, sent, or on the hub."
        action: "Capture something"
    }
}
