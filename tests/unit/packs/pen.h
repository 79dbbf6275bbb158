#pragma once

#include "core/forms/answer_value.h"
#include "core/forms/carry_forward.h"
#include "core/forms/enable_when.h"
#include "core/forms/layout.h"
#include "core/forms/parts.h"
#include "core/forms/product_functions.h"
#include "core/forms/response.h"
#include "core/forms/validate.h"
#include "core/packs/forms/form_packs.h"
#include "tests/support/random_questionnaire.h"

#include <gtest/gtest.h>

namespace sightline::testing {

using namespace Qt::StringLiterals;

/// Somebody filling a form: answers choices by code, and sees what opens.
class Pen {
public:
    explicit Pen(const QString &id, FormContext world = {}) : context(std::move(world)), m_random(7)
    {
        for (const FormPack &pack : builtInForms()) {
            if (pack.id == id)
                form = readQuestionnaire(pack.questionnaire).value();
        }
        if (context.now.isEmpty())
            at(u"2026-11-23T14:30:00+00:00"_s);
        context.createdAt = u"2026-11-23T14:00:00+00:00"_s;
        context.values.insert(u"lead"_s, referenceAnswer(u"urn:sightline:person"_s, u"tm-1"_s, u"Team Manager"_s, u"Practitioner"_s));
        context.values.insert(u"name"_s, Json(u"Team Manager"_s));
        context.values.insert(u"role"_s, Json(u"Team Manager"_s));
        context.values.insert(u"activity"_s, Json(u"An activity"_s));
        answers = prefilledAnswers(form, context, m_random);
    }

    void at(const QString &now)
    {
        context.now = now;
        context.today = QDate::fromString(now.left(10), Qt::ISODate);
    }

    const FormItem &item(const QString &key) const { return *form.find(key.section(u'/', -1)); }

    void set(const QString &key, const Json &value)
    {
        EXPECT_TRUE(open(key)) << qPrintable(key) << " is not shown";
        answers.set(key, value);
        recalculate(form, answers, context);
    }
    void say(const QString &key, const QString &text = u"Some words."_s) { set(key, Json(text)); }
    void yes(const QString &key, bool is = true) { set(key, is); }

    Json option(const QString &key, const QString &code) const
    {
        for (const FormOption &option : item(key).options) {
            if (option.value[u"code"_s].toString() == code)
                return option.value;
        }
        ADD_FAILURE() << qPrintable(key) << " has no choice " << qPrintable(code);
        return {};
    }
    void pick(const QString &key, const QString &code)
    {
        if (!item(key).repeats) {
            set(key, option(key, code));
            return;
        }
        EXPECT_TRUE(open(key)) << qPrintable(key) << " is not shown";
        answers.addAnswer(key, option(key, code), m_random);
        recalculate(form, answers, context);
    }
    void person(const QString &key, const QString &who = u"sw-1"_s) { set(key, referenceAnswer(u"urn:sightline:person"_s, who, who)); }
    QString row(const QString &list)
    {
        EXPECT_TRUE(open(list)) << qPrintable(list) << " is not shown";
        return list + addPrefilledRow(form, answers, list, context, m_random).row + u'/';
    }

    bool open(const QString &key) const { return buildFormTree(form, answers).isEnabled(key); }
    bool yesAt(const QString &key) const { return answers.value(key).toBool(); }
    QStringList missing(const QString &role = {}) const
    {
        QStringList linkIds;
        for (const FormIssue &issue : validate(form, answers, ValidateFor::Completion, context, role)) {
            if (issue.severity == FormIssue::Severity::Error)
                linkIds.append(issue.linkId);
        }
        return linkIds;
    }
    int sections() const { return layoutForm(form, buildFormTree(form, answers), answers).enabledCount; }

    void expectRoundTrip()
    {
        const auto reading = fromResponse(form, toResponse(form, answers, {}), m_random);
        ASSERT_TRUE(reading);
        EXPECT_TRUE(reading->issues.isEmpty());
        EXPECT_EQ(reading->answers, answers);
    }

    Questionnaire form;
    FormContext context;
    Answers answers;

private:
    SeededRandom m_random;
};

} // namespace sightline::testing
