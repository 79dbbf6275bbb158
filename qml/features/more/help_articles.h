#pragma once

#include <QList>
#include <QString>

namespace sightline {

/// A page of help: it is inside the app, so it is there without signal.
struct HelpArticle {
    QString id;
    QString title;
    QString body;       ///< paragraphs, parted by blank lines
    friend bool operator==(const HelpArticle &, const HelpArticle &) = default;
};

/// All help, in the order in which it is shown.
[[nodiscard]] QList<HelpArticle> helpArticles();

} // namespace sightline
