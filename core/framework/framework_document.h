#pragma once

#include "core/framework/framework.h"

#include <array>

namespace sightline {

/// One paragraph of a document, trimmed of spaces, tabs and no-break spaces, and where it stood.
struct DocumentParagraph {
    QString text;
    int line = 0;               ///< counted from 1
    int column = 0;             ///< of its first character, counted from 1
    int blankLinesBefore = 0;   ///< lines without words just above it
    friend bool operator==(const DocumentParagraph &, const DocumentParagraph &) = default;
};

using DocumentCell = QList<DocumentParagraph>;

/// Paragraphs joined by newlines: the cell "verbatim" of core/framework/FORMAT.md.
[[nodiscard]] QString cellText(const DocumentCell &cell);

struct DocumentRow {
    std::array<DocumentCell, 5> cells;   ///< in the order of the enum Cell
    int line = 0;
    int lastLine = 0;
};

/// A table of the document with the headings above it, word for word.
struct DocumentService {
    DocumentCell headings;      ///< every paragraph of its headings, in order
    QString directorate;        ///< in the spelling most tables use; empty where none is named
    QString name;
    std::optional<QString> subTeam;
    QList<DocumentRow> rows;
    int line = 0;
};

/// What each line of a document became. Every line that holds words is something but Blank.
enum class LineUse { Blank, Title, Heading, ColumnHeading, Cell, Notice };

/// A framework document taken apart into tables, before anything in it has been interpreted.
struct FrameworkDocument {
    QString title;
    QList<DocumentService> services;
    QList<Notice> notices;
    QList<LineUse> lineUses;   ///< index 0 is line 1

    [[nodiscard]] int countOf(LineUse use) const;
};

/// Gives every row its place (ref) and the key of a first install: the slug of service and activity, made unique by a number where
/// two rows of a service have the same words. core/schedule/carry_keys.h gives an edition that replaces another its keys.
[[nodiscard]] Framework frameworkOf(const FrameworkDocument &document);

} // namespace sightline
