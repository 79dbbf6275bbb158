import QtQuick
import Sightline.Theme
import Sightline.Controls

Column {
    id: shelf

    readonly property Destinations places: Destinations {
        Destination {
            key: "today"
            label: "Today"
            iconName: "check"
        }
        Destination {
            key: "records"
            label: "Records"
            iconName: "records"
        }
        Destination {
            key: "framework"
            label: "Framework"
            iconName: "framework"
        }
        Destination {
            key: "more"
            label: "More"
            iconName: "more"
        }
    }

    spacing: Theme.space5

    TopBar {
        width: parent.width
        overline: "Monday 23 November"
        badge: SyncBadge {
            words: "On the hub"
            iconName: "cloud-done"
            tone: StatusLine.Good
        }
    }
    TopBar {
        width: parent.width
        title: "Home visit"
        canGoBack: true
        badge: SyncBadge {
            words: "2 waiting"
            iconName: "cloud-up"
            tone: StatusLine.Attention
        }
    }
    FootBar {
        width: parent.width
        primary: "Next: home and people"
        secondary: "Back"
    }
    Item {
        width: parent.width
        height: bar.height + 30
        BottomBar {
            id: bar
            anchors.bottom: parent.bottom
            width: parent.width
            destinations: shelf.places
            current: "today"
            currentLabel: "Today"
        }
    }
    Row {
        spacing: Theme.space5
        Rail {
            height: 480
            destinations: shelf.places
            current: "records"
        }
        Rail {
            height: 480
            destinations: shelf.places
            current: "today"
            wide: true
        }
    }
}
