import QtQuick
import Sightline.Theme
import Sightline.Controls

Column {
    id: shelf

    spacing: Theme.space5

    Field {
        label: "What the child said"
        help: "In their own words. Say what you asked."
        LongInput {
            width: parent.width
            name: "What the child said"
            text: "I asked what mornings are like. “Mum gets up now. We had toast. I like it when Nana comes on Fridays.”"
            FocusRing {
                shown: true
            }
        }
    }
    Field {
        label: "Who was told"
        error: "Say who you told, so that someone can follow it up."
        LineInput {
            width: parent.width
            name: "Who was told"
            wrong: true
        }
    }
    Field {
        label: "Base"
        optional: true
        LineInput {
            width: parent.width
            name: "Base"
            placeholderText: "For example, Dewsbury"
        }
    }
    Field {
        label: "When was the talk?"
        DateField {
            width: parent.width
            name: "When was the talk?"
            iso: "2026-11-23"
            todayIso: "2026-11-23"
            yesterdayIso: "2026-11-22"
        }
    }
    Field {
        label: "Arrived"
        TimeField {
            name: "Arrived"
            time: "15:10"
        }
    }
    Field {
        label: "How many people did you meet?"
        NumberField {
            name: "How many people did you meet?"
            value: "4"
        }
    }
    SearchField {
        width: parent.width
        name: "Search records"
        placeholderText: "Search everything you may read"
    }
    SearchField {
        width: parent.width
        name: "Search records"
        text: "office visit"
    }
}
