#pragma once

#include "core/packs/calendar/england_calendar.h"
#include "core/packs/council/demo_council.h"
#include "core/packs/forms/form_packs.h"
#include "core/people/scope.h"
#include "core/records/visibility.h"
#include "core/records/workflow.h"

#include <gtest/gtest.h>

namespace sightline::testing {

using namespace Qt::StringLiterals;

inline const RecordId recordId { QUuid(u"01940000-0000-7000-8000-000000000001"_s) };
inline const QDate friday(2026, 11, 20);
inline constexpr qint64 completedAt = 1'795'176'000'000;   // Friday 20 November 2026, 12:00 in London

/// One record of a built-in template among the demo council's people, and the hands taken on it.
class Paper {
public:
    explicit Paper(const QString &form) : council(demoCouncil())
    {
        for (const FormPack &pack : builtInForms()) {
            if (pack.id != form)
                continue;
            questionnaire = readQuestionnaire(pack.questionnaire).value();
            rules = handRules(pack.meta).value();
            table.insert(form, { pack.meta[u"visibility"_s][u"draft"_s].toStrings(), pack.meta[u"visibility"_s][u"completed"_s].toStrings() });
            body.form = form + u"@1.0.0"_s;
        }
        body.state = RecordState::Completed;
        body.completedAtMs = completedAt;
        body.service = ServiceId(u"early-support"_s);
        body.team = TeamId(u"early-support-north"_s);
    }

    Paper &by(const QString &author)
    {
        body.author = PersonId(author);
        return *this;
    }
    Paper &of(const QString &observed)
    {
        body.observed = PersonId(observed);
        body.answers.insert(u"observed"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, observed } }));
        return *this;
    }
    Paper &answer(const QString &key, const Json &value)
    {
        body.answers.insert(key, value);
        return *this;
    }
    Paper &code(const QString &key, const QString &code)
    {
        return answer(key, Json::object({ { u"system"_s, QString(u"urn:sightline:code:"_s + key) }, { u"code"_s, code } }));
    }
    TakenStep &take(const QString &kind, const PersonId &who, qint64 atMs, Json::Object members = {})
    {
        const RecordId id(QUuid::createUuidV5(recordId.raw(), kind + QString::number(steps.size())));
        steps.append({ id, kind, who, atMs, u"r"_s, u"h%1"_s.arg(steps.size()), true, false, std::move(members) });
        return steps.last();
    }
    [[nodiscard]] bool reads(const PersonId &person) const
    {
        QStringList scopes;
        for (const Scope &scope : scopesOf(person, council, friday))
            scopes.append(scope.toString());
        const QStringList wanted = scopesOf(body, table);
        return std::any_of(wanted.cbegin(), wanted.cend(), [&](const QString &scope) { return scopes.contains(scope); });
    }
    template <typename Ask>
    auto ask(Ask ask) const
    {
        const HandPeople who { council, day, [this](const PersonId &person) { return reads(person); } };
        return ask(WorkflowInput { recordId, body, steps, isAmended, &questionnaire, rules, who });
    }
    [[nodiscard]] Workflow now() const
    {
        return ask([](const WorkflowInput &input) { return workflowOf(input); });
    }
    [[nodiscard]] bool mayBeStored(const QString &kind, const QString &person, const Json::Object &members = {}) const
    {
        return ask([&](const WorkflowInput &input) { return isStepOf(input, kind, PersonId(person), members); });
    }

    Council council;
    Questionnaire questionnaire;
    QList<HandRule> rules;
    VisibilityTable table;
    RecordBody body;
    QList<TakenStep> steps;
    bool isAmended = false;
    QDate day = friday;
};

} // namespace sightline::testing
