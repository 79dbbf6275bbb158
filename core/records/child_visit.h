#pragma once

#include "core/forms/questionnaire.h"
#include "core/records/record.h"

#include <QDate>

namespace sightline {

/// Where a form of visits asks what is told of each child: its function `visit` (FORMS.md section 6). The linkIds of its questions;
/// those a form does without are empty.
struct VisitQuestions {
    QString result, on, kind;
    QStringList went;                  ///< codes of result that mean it took place
    QStringList planned;               ///< when the next one is planned for
    QString missed;                    ///< whom a visit that did not take place was for
    QString number, pointer, initials, ageBand, plan, legal;   ///< of each child, in a row
    QString seen, alone, bedroom;
    QStringList aloneCodes, bedroomCodes;   ///< that mean yes
    friend bool operator==(const VisitQuestions &, const VisitQuestions &) = default;
};

/// None where @p form is no form of visits to children.
[[nodiscard]] std::optional<VisitQuestions> visitQuestions(const Questionnaire &form);

/// What one record tells of one child.
struct ChildVisit {
    RecordId record;
    PersonId author;
    QDate on;
    QString kind;
    std::optional<RecordId> pointer;   ///< the child pointer it names
    QString number;                    ///< as numberKey()
    bool wentAhead = false;
    bool wasSeen = false;              ///< only a visit on which the child was seen counts (domain.md A3)
    std::optional<bool> alone, bedroom;
    QDate planned;                     ///< the next one, as its author planned it; null: not said
    qint64 completedAtMs = 0;
    friend bool operator==(const ChildVisit &, const ChildVisit &) = default;
};

/// What @p body tells of each child it names by pointer or number, each once. None where it is not completed. Pure.
[[nodiscard]] QList<ChildVisit> childVisitsIn(const RecordId &record, const RecordBody &body, const VisitQuestions &questions);

/// The identifiers by which children are named in answers: of a pointer's record in a reference, and in a choice from the list.
inline constexpr char16_t childSystem[] = u"urn:sightline:id";
inline constexpr char16_t childListSystem[] = u"urn:sightline:list:children";

} // namespace sightline
