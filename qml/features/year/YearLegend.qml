import QtQuick
import Sightline.Theme
import Sightline.Controls

// What the signs of the map mean.
Flow {
    spacing: Theme.space4

    StatusLine {
        iconName: "check"
        tone: StatusLine.Good
        //: What a sign on the map of the year means.
        text: qsTr("Done")
    }
    StatusLine {
        iconName: "draft"
        tone: StatusLine.Info
        //: What a sign on the map of the year means: some of it is done.
        text: qsTr("Partly")
    }
    StatusLine {
        iconName: "clock"
        tone: StatusLine.Plain
        //: What a sign on the map of the year means: it can be done now.
        text: qsTr("To do")
    }
    StatusLine {
        iconName: "alert"
        tone: StatusLine.Attention
        //: What a sign on the map of the year means.
        text: qsTr("Late")
    }
    StatusLine {
        iconName: "close"
        tone: StatusLine.Urgent
        //: What a sign on the map of the year means: its time is over.
        text: qsTr("Missed")
    }
    StatusLine {
        iconName: "minus"
        tone: StatusLine.Plain
        //: What a sign on the map of the year means: left out with a reason.
        text: qsTr("Left out")
    }
    StatusLine {
        iconName: "info"
        tone: StatusLine.Plain
        //: What a sign on the map of the year means: as required, never late.
        text: qsTr("As required")
    }
    StatusLine {
        iconName: "question"
        tone: StatusLine.Info
        //: What a sign on the map of the year means: the framework sets no date.
        text: qsTr("Not defined")
    }
}
