#pragma once

#include "core/forms/answers.h"

#include <QMap>
#include <QSet>

#include <optional>

namespace sightline {

/// A file as an answer names it.
struct NamedFile {
    QString sha;              ///< its name in the store, lower-case hex
    QString name;             ///< as it was kept: "photo-2.jpg", or what its owner called it
    QString mime;
    qint64 sizeBytes = 0;
    friend bool operator==(const NamedFile &, const NamedFile &) = default;
};

/// @p answer as a file; none where it is not one. Pure.
[[nodiscard]] std::optional<NamedFile> namedFile(const Json &answer);
/// The files that answer the question @p key, in order; none where it is answered otherwise. Pure.
[[nodiscard]] QList<NamedFile> filesAt(const Answers &answers, const QString &key);

/// Whether a question that takes @p kinds ("image/*", "application/pdf"; none: every kind) takes a file of kind @p mime. Pure.
[[nodiscard]] bool takesKind(const QStringList &kinds, const QString &mime);
/// Whether a question that takes @p kinds takes pictures, or sound, and nothing else. Pure.
[[nodiscard]] bool takesPicturesAlone(const QStringList &kinds);
[[nodiscard]] bool takesSoundAlone(const QStringList &kinds);

/// A file's name for showing: our own neutral names in words ("photo-2.jpg" is "Photo 2"), any other as it is on one line, without marks
/// that turn or hide it, its ending kept where it is shortened. Pure.
[[nodiscard]] QString fileTitle(const QString &name);

/// Every file in @p json, however deep, by its SHA-256 (32 bytes). Pure.
[[nodiscard]] QMap<QByteArray, NamedFile> filesIn(const Json &json);
/// The SHA-256 (32 bytes each) of every file that @p answers name, wherever in them: several answers, later hands' parts. Pure.
[[nodiscard]] QSet<QByteArray> filesNamedIn(const Answers::Fields &answers);

} // namespace sightline
