import QtQuick

// The sizes and weights of text, all multiplied by the person's text size. Weight carries hierarchy before size.
QtObject {
    id: scale

    required property string family
    required property real factor

    readonly property font body: Qt.font({ family: scale.family, pixelSize: scale.px(17), weight: Font.Normal })
    readonly property font bodyStrong: Qt.font({ family: scale.family, pixelSize: scale.px(17), weight: Font.DemiBold })
    readonly property font small: Qt.font({ family: scale.family, pixelSize: scale.px(15), weight: Font.Normal })
    readonly property font smallStrong: Qt.font({ family: scale.family, pixelSize: scale.px(15), weight: Font.DemiBold })
    readonly property font tab: Qt.font({ family: scale.family, pixelSize: scale.px(15), weight: Font.Medium, letterSpacing: -0.2 })
    readonly property font tabStrong: Qt.font({ family: scale.family, pixelSize: scale.px(15), weight: Font.Bold, letterSpacing: -0.2 })
    readonly property font card: Qt.font({ family: scale.family, pixelSize: scale.px(18), weight: Font.DemiBold })
    readonly property font title: Qt.font({ family: scale.family, pixelSize: scale.px(22), weight: Font.Bold, letterSpacing: -0.2 })
    readonly property font page: Qt.font({ family: scale.family, pixelSize: scale.px(28), weight: Font.Bold, letterSpacing: -0.4 })
    readonly property font number: Qt.font({ family: scale.family, pixelSize: scale.px(34), weight: Font.Bold, letterSpacing: -0.6 })

    /// @p size at 100 %, in pixels of the person's size.
    function px(size: real): int { return Math.round(size * scale.factor) }
}
