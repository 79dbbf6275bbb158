#include "sync/hub/ops/form_setting.h"

#include "core/calendar/interval.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

const QString intervalWords = u"a time such as \"10 working-days\" or \"6 weeks\" (days, weeks, months or working-days)"_s;

/// The most that is money, days or a count in any form; far over any of them, and far under where arithmetic overflows.
constexpr qint64 numberMax = 1'000'000'000;

bool isInterval(const QString &text)
{
    const auto interval = readInterval(text);
    return interval && interval->count > 0;
}

QString nameOfRule(const QString &rule) { return rule.section(u'=', 0, 0).trimmed(); }
QString intervalOfRule(const QString &rule) { return rule.section(u'=', 1).trimmed(); }

bool isOfRules(const QStringList &list)
{
    return !list.isEmpty()
        && std::all_of(list.cbegin(), list.cend(), [](const QString &rule) { return rule.contains(u'=') && isInterval(intervalOfRule(rule)); });
}

QStringList namesOf(const QStringList &rules)
{
    QStringList names;
    for (const QString &rule : rules)
        names.append(nameOfRule(rule));
    return names;
}

/// What is wrong with @p entry of a list whose other entries are @p before; empty if nothing is.
QString problemOfEntry(const QString &entry, const QStringList &before, const QStringList &ownRules)
{
    if (entry.isEmpty())
        return u"has an empty entry; write the entries with one comma between them"_s;
    if (!isOfRules(ownRules))
        return before.contains(entry) ? u"names \"%1\" twice"_s.arg(entry) : QString();
    const QStringList names = namesOf(ownRules);
    if (!entry.contains(u'=') || !names.contains(nameOfRule(entry)))
        return u"has \"%1\", which is no rule here; write NAME=TIME, with one of %2"_s.arg(entry, names.join(u", "_s));
    if (!isInterval(intervalOfRule(entry)))
        return u"gives %1 \"%2\", which is not %3"_s.arg(nameOfRule(entry), intervalOfRule(entry), intervalWords);
    return namesOf(before).contains(nameOfRule(entry)) ? u"has two rules for %1"_s.arg(nameOfRule(entry)) : QString();
}

Error refusal(const QString &name, const QString &problem) { return { ErrorCode::InvalidInput, u"--form-setting %1 %2."_s.arg(name, problem) }; }

Result<Json> listFromText(const QString &name, const QString &text, const QStringList &own)
{
    QStringList list;
    for (const QString &typed : text.split(u',')) {
        const QString entry = typed.trimmed();
        if (const QString problem = problemOfEntry(entry, list, own); !problem.isEmpty())
            return refusal(name, problem);
        list.append(isOfRules(own) ? nameOfRule(entry) + u'=' + intervalOfRule(entry) : entry);
    }
    return Json::strings(list);
}

} // namespace

Result<Json> settingFromText(const QString &name, const QString &text, const FormSetting &setting)
{
    const auto isNot = [&](const QString &what) { return refusal(name, u"is \"%1\", which is not %2"_s.arg(text, what)); };
    if (setting.own.isBool()) {
        if (text != "yes"_L1 && text != "no"_L1)
            return isNot(u"yes or no"_s);
        return Json(text == "yes"_L1);
    }
    if (setting.own.isInteger()) {
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        if (!isNumber || number < 0 || number > numberMax)
            return isNot(u"a whole number from 0 to %1"_s.arg(numberMax));
        return Json(number);
    }
    if (setting.own.isArray())
        return listFromText(name, text, setting.own.toStrings());
    if (!setting.choices.isEmpty() && !setting.choices.contains(text))
        return isNot(u"one of %1"_s.arg(setting.choices.join(u", "_s)));
    if (isInterval(setting.own.toString()) && !isInterval(text))
        return isNot(intervalWords);
    return Json(text);
}

QString settingText(const Json &value)
{
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    return value.isArray() ? value.toStrings().join(u',') : value.isString() ? value.toString() : value.numberText();
}

} // namespace sightline::hub
