import QtQuick

// A heading: what a screen reader jumps by.
BodyText {
    lineHeight: 1.1

    Accessible.role: Accessible.Heading
}
