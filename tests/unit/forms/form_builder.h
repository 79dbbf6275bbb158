#pragma once

#include "core/forms/enable_when.h"
#include "core/forms/questionnaire.h"

#include <gtest/gtest.h>

namespace sightline::testing {

/// Reads a form from items given as JSON text with single quotes for double ones, so that a test shows its form.
inline Questionnaire formFrom(const QString &items, const QString &head = {})
{
    QString text = QStringLiteral("{'resourceType':'Questionnaire','url':'urn:t','version':'1','status':'active','title':'T',%1'item':[%2]}").arg(head, items);
    const auto json = parseJson(text.replace(u'\'', u'"').toUtf8());
    EXPECT_TRUE(json) << (json ? "" : qPrintable(json.error().detail));
    const auto form = readQuestionnaire(json.valueOr({}));
    EXPECT_TRUE(form) << (form ? "" : qPrintable(form.error().detail));
    return form.valueOr({});
}

/// JSON from text with single quotes.
inline Json jsonFrom(QString text)
{
    const auto json = parseJson(text.replace(u'\'', u'"').toUtf8());
    EXPECT_TRUE(json) << (json ? "" : qPrintable(json.error().detail));
    return json.valueOr({});
}

inline Answers answersFrom(const QString &text) { return Answers(jsonFrom(text).toObject()); }

/// Whether the place at @p key is enabled for @p answers.
inline bool isOpen(const Questionnaire &form, const QString &answers, const QString &key) { return buildFormTree(form, answersFrom(answers)).isEnabled(key); }

} // namespace sightline::testing
