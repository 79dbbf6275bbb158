import QtQuick
import Sightline.Theme
import Sightline.Controls

Column {
    id: shelf

    spacing: Theme.space5

    GalleryGroup {
        title: "Buttons"

        PrimaryButton { width: parent.width; text: "Start observation" }
        PrimaryButton { width: parent.width; text: "Not yet possible"; enabled: false }
        PrimaryButton { text: "With the keyboard on it"; FocusRing { shown: true } }
        Flow {
            width: parent.width
            spacing: Theme.space3
            SecondaryButton { text: "Back" }
            SecondaryButton { text: "Add a person"; iconName: "plus" }
            QuietButton { text: "Clear answer" }
            DangerButton { text: "Delete draft"; iconName: "remove" }
        }
        Flow {
            width: parent.width
            spacing: Theme.space3
            IconButton { iconName: "back"; name: "Back" }
            IconButton { iconName: "search"; name: "Search" }
            IconButton { iconName: "more"; name: "More choices"; boxed: true }
            IconButton { iconName: "more"; name: "More choices"; boxed: true; enabled: false }
            CaptureButton {}
            CaptureButton { round: false; wordBeside: true }
        }
        PrimaryButton { width: parent.width; text: "A very long label that has to wrap because nobody shortened it in translation" }
    }
    GalleryGroup {
        title: "Chips"

        Flow {
            width: parent.width
            spacing: Theme.space2
            FilterChip { text: "Mine"; chosen: true }
            FilterChip { text: "My team" }
            FilterChip { text: "To answer"; count: 1 }
            FilterChip { text: "With focus"; FocusRing { shown: true; radius: 24 } }
        }
        Flow {
            width: parent.width
            spacing: Theme.space2
            Pill { text: "Due Fri 27 Nov" }
            Pill { text: "Late since 1 Nov"; tone: StatusLine.Urgent }
            Pill { text: "Done"; tone: StatusLine.Good }
            Pill { text: "New this year"; tone: StatusLine.Info }
            Pill { text: "Advisory"; tone: StatusLine.Plain }
        }
    }
    GalleryGroup {
        title: "Icons"

        Flow {
            width: parent.width
            spacing: Theme.space3

            Repeater {
                model: ["check", "records", "plus", "minus", "framework", "more", "back", "forward", "down", "up", "close", "search", "cloud",
                    "cloud-done", "cloud-up", "cloud-off", "cloud-alert", "device", "sent", "draft", "clock", "hand", "conflict", "alert", "info",
                    "question", "person", "people", "calendar", "settings", "help", "home", "eye", "hide", "office", "lock", "undo", "redo", "refresh",
                    "remove", "quote", "target", "repeat", "text", "contrast", "sun", "motion", "attachment", "sign", "flag", "list", "storage",
                    "menu", "history"]

                Icon {
                    required property string modelData
                    width: Theme.iconSize
                    height: Theme.iconSize
                    name: modelData
                    color: Theme.colors.ink
                }
            }
        }
    }
}
