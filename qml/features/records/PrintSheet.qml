pragma ComponentBehavior: Bound

import QtQuick
import Sightline.Theme
import Sightline.Controls
import Sightline.Records

// Before a record leaves the app on paper: what that means, on which printer, how many copies. Where there is no printer, a PDF.
Sheet {
    id: sheet

    required property PrintView printing
    required property string recordId
    required property bool hasPrivileged
    required property bool lacksForm
    required property list<var> versions          // each with id and name, by RecordSheet
    readonly property list<var> printers: sheet.printing.printers   // each with name and place, by PrintView
    readonly property bool hasPrinter: sheet.printers.length > 0

    signal pdfAsked

    //: Title of the sheet before a record is printed.
    title: qsTr("Print")
    onAboutToShow: sheet.printing.open(sheet.recordId)

    BodyText {
        width: parent.width
        //: In the sheet before a record is printed. What that means.
        text: qsTr("Whoever picks the paper up can read it, with every answer that is covered here. Fetch it from the printer at once, and keep or destroy it as your council asks.")
    }
    BodyText {
        width: parent.width
        visible: sheet.hasPrinter
        //: In the sheet before a record is printed. What the system does with it until the paper is out.
        text: qsTr("Until it is printed, and for a while after, this device's print service may keep the pages in a file that is not encrypted.")
    }
    StatusLine {
        width: parent.width
        visible: sheet.printing.isLooking
        iconName: "clock"
        //: In the sheet before a record is printed, while the system is asked for its printers.
        text: qsTr("Looking for printers …")
    }
    Column {
        width: parent.width
        visible: sheet.hasPrinter
        spacing: Theme.space2

        GroupLabel {
            width: parent.width
            //: Over the printers of this device, of which one is chosen.
            text: qsTr("Printer")
        }
        ChoiceList {
            width: parent.width

            Repeater {
                model: sheet.printers

                ChoiceRow {
                    id: row
                    required property int index
                    required property var modelData // one of PrintView.printers
                    width: sheet.availableWidth - 2 * Theme.space5
                    label: row.modelData.name
                    detail: row.modelData.place
                    divided: row.index > 0
                    chosen: row.index === sheet.printing.chosen
                    onAsked: sheet.printing.choose(row.index)
                }
            }
        }
    }
    Flow {
        width: parent.width
        visible: sheet.hasPrinter
        spacing: Theme.space3

        IconButton {
            // At the end of its range it stays where the keyboard is, and does nothing.
            boxed: true
            ink: sheet.printing.copies > 1 ? Theme.colors.ink : Theme.colors.inkMuted
            Accessible.description: copies.text
            iconName: "minus"
            //: Screen reader name of the button that prints one copy fewer.
            name: qsTr("Fewer copies")
            onClicked: sheet.printing.addCopies(-1)
        }
        BodyText {
            id: copies
            height: Theme.touchTarget
            verticalAlignment: Text.AlignVCenter
            //: In the sheet before a record is printed. %n is how many copies come out.
            text: qsTr("%n copy or copies", "", sheet.printing.copies)
        }
        IconButton {
            boxed: true
            ink: sheet.printing.copies < sheet.printing.copiesMax ? Theme.colors.ink : Theme.colors.inkMuted
            Accessible.description: copies.text
            iconName: "plus"
            //: Screen reader name of the button that prints one copy more.
            name: qsTr("More copies")
            onClicked: sheet.printing.addCopies(1)
        }
    }
    VersionChoice {
        width: parent.width
        visible: sheet.hasPrinter && sheet.versions.length > 1
        printing: sheet.printing
        versions: sheet.versions
    }
    PrivilegedChoice {
        lacksForm: sheet.lacksForm
        width: parent.width
        visible: sheet.hasPrinter && sheet.hasPrivileged
        printing: sheet.printing
    }
    PrimaryButton {
        width: parent.width
        visible: sheet.hasPrinter
        //: Button that prints a record, after it was said what that means.
        text: qsTr("Print it")
        onClicked: {
            sheet.close();
            sheet.printing.print();
        }
    }
    BodyText {
        width: parent.width
        visible: !sheet.printing.isLooking && !sheet.hasPrinter
        //: In the sheet before a record is printed, where nothing can print.
        text: qsTr("No printer is set up on this device. Set one up in the system's settings, or save the record as a PDF and print that elsewhere.")
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    SecondaryButton {
        width: parent.width
        visible: !sheet.printing.isLooking
        //: Button in the sheet that prints a record: opens the one that writes it as a PDF instead.
        text: qsTr("Save as PDF instead")
        onClicked: {
            sheet.close();
            sheet.pdfAsked();
        }
    }
}
