#pragma once

#include "core/forms/enable_when.h"
#include "core/forms/form_issue.h"
#include "core/forms/questionnaire.h"

#include <QHash>

namespace sightline {

/// A page of a form: a group at the top level, or the loose questions between two of them. A top-level group of tabs, or
/// one that holds pages (item controls `tab-container` and `page`), is not a page but the row of its children.
struct FormSection {
    QString linkId;         ///< the group's; for loose questions the first one's
    QString title;
    QList<int> items;       ///< what stands on this page (one group, or the loose questions), as indices of the form's items
    QString role;           ///< who fills it; empty: the author
    bool enabled = true;    ///< false: skipped by a condition; not counted
    int number = 0;         ///< 1-based among the enabled sections of its role; 0 if not enabled
    int answered = 0;       ///< answers given in it by whoever fills it, list entries not counted twice
    int problems = 0;       ///< errors of the issues that were handed in
    friend bool operator==(const FormSection &, const FormSection &) = default;
};

struct FormLayout {
    QList<FormSection> sections;   ///< those of one role, document order
    QHash<int, int> sectionByItem; ///< by each of the sections' items
    int enabledCount = 0;          ///< the 9 of "4 of 9"
    /// Index in sections of the one that holds @p key, or -1.
    [[nodiscard]] int sectionOf(const Questionnaire &questionnaire, const QString &key) const;
    /// The same for an item.
    [[nodiscard]] int sectionOfItem(const Questionnaire &questionnaire, int item) const;
    friend bool operator==(const FormLayout &, const FormLayout &) = default;
};

/// The pages of @p role's part (empty: the author). Thread: any.
[[nodiscard]] FormLayout layoutForm(const Questionnaire &questionnaire, const FormTree &tree, const Answers &answers, const QList<FormIssue> &issues = {},
                                    const QString &role = {});

/// One of the answers that a row is called by.
struct RowName {
    QString key;            ///< the answer's
    QString words;          ///< bounded, on one line, unable to turn the words around it
    QString asInitials;     ///< the same with names as initials; equal to words where there is nothing to hide
    friend bool operator==(const RowName &, const RowName &) = default;
};
/// The first short answers of the row @p rowKey, at most two. What the form itself offers, days and members of staff stay as they are; typed
/// words, and whom or what was picked from a list of the hub, have initials. Empty: the row has no answers to be called by.
[[nodiscard]] QList<RowName> rowNames(const Questionnaire &questionnaire, const FormTree &tree, const Answers &answers, const QString &rowKey);

enum class Names { InFull, AsInitials };
/// A short name for a row in a list: its rowNames(), or the group's label and number ("Child 2"). AsInitials: names are reduced to their
/// first letters, as lists show people's names until pressed; numbers stay.
[[nodiscard]] QString rowTitle(const Questionnaire &questionnaire, const FormTree &tree, const Answers &answers, const QString &rowKey,
                               Names names = Names::InFull);
/// "Amelia Rose Brown" → "A.R.B."; words with a digit or a full stop in them stay as they are.
[[nodiscard]] QString initialsOf(const QString &words);
/// @p words so that nothing in them changes the direction of what stands around them.
[[nodiscard]] QString isolated(const QString &words);

/// An answer value in words for reading: a choice's display, a boolean's yes or no, a date as typed.
[[nodiscard]] QString answerText(const Json &value);

} // namespace sightline
