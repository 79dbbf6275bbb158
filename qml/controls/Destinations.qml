import QtQuick

// The places of the main navigation, in order. A bottom bar shows the first four.
QtObject {
    id: destinations

    default property list<Destination> all

    /// What the place @p key is called; empty for a place that is not in the bar.
    function labelOf(key: string): string {
        let label = "";
        for (let i = 0; i < destinations.all.length; ++i)
            label = destinations.all[i].key === key ? destinations.all[i].label : label;
        return label;
    }
}
