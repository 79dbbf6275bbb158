#pragma once

#include "core/base/result.h"

#include <QQuickImageProvider>
#include <QQuickView>
#include <QVariantMap>

#include <functional>

namespace sightline::pictures {

/// How a page is looked at: the properties of the gallery's stages.
struct Look {
    QString name;
    QVariantMap properties;
};

[[nodiscard]] Look lightLook();
[[nodiscard]] Look darkLook();
/// High contrast in light and dark, text at 200 %, right to left.
[[nodiscard]] QList<Look> otherLooks();
/// decisions 31.
[[nodiscard]] QList<QSize> lookedAtSizes();

/// Pumps events until @p holds, or a minute passed. False in the second case.
bool waitUntil(const std::function<bool()> &holds);

/// A page of QML in a window without a frame, to be looked at in one look after another. A page that warns is a page with a
/// fault, so every warning of its engine is an error of the picture. Thread: user interface.
class Stage {
public:
    /// Errors: InvalidInput (the page does not load).
    /// @p files serves `image://files/…`: the store's, or made-up ones where there is none; the stage's from then on.
    [[nodiscard]] static Result<std::unique_ptr<Stage>> open(const QUrl &source, const QVariantMap &properties, QQuickImageProvider *files = nullptr);

    void setLook(const Look &look);
    void setSize(QSize size);
    /// As tall as what it shows.
    void growToContent(int width);
    /// Errors: InvalidInput (the page complained), StorageFailure.
    [[nodiscard]] Result<void> save(const QString &file);
    [[nodiscard]] QQuickView &view() { return m_view; }
    /// Lets polish, layout and animations of no length settle.
    void settle();

private:
    Stage() = default;

    QQuickView m_view;
    QStringList m_complaints;
};

/// Draws the pictures whose names begin with @p only into a folder, and counts them.
class Album {
public:
    Album(QString folder, QString only) : m_folder(std::move(folder)), m_only(std::move(only)) { }

    /// Whether any picture whose name begins with @p prefix is wanted.
    [[nodiscard]] bool wants(const QString &prefix) const { return prefix.startsWith(m_only) || m_only.startsWith(prefix); }
    [[nodiscard]] Result<void> add(Stage &stage, const QString &name);
    /// @p name in light and dark at every size, and in the other looks on a phone.
    [[nodiscard]] Result<void> addEverywhere(Stage &stage, const QString &name);
    [[nodiscard]] int count() const { return m_count; }
    /// Where @p name lies, for what is no picture of a stage.
    [[nodiscard]] QString pathOf(const QString &name) const;

private:
    QString m_folder;
    QString m_only;
    int m_count = 0;
};

/// Every control in every state and look: "control-…".
[[nodiscard]] Result<void> drawControls(Album &album);
/// Every page in the states that seldom happen, from samples: nothing, one, a thousand, very long words, an error: "edge-…".
[[nodiscard]] Result<void> drawEdges(Album &album);
/// Every page of the real app on a real store beside a real hub: "app-…".
[[nodiscard]] Result<void> drawApp(Album &album, const QString &hubProgram);
/// Every page of every template with everything answered that can be at once, so that what shows only under a condition is there, and each
/// of these records on paper: "filled-T02-1-…" and "filled-T02-1.pdf".
[[nodiscard]] Result<void> drawFilledTemplates(Album &album, const QString &hubProgram);
/// Every page of every form that can be begun, as it opens: "template-…".
[[nodiscard]] Result<void> drawTemplates(Album &album, const QString &hubProgram);

} // namespace sightline::pictures
