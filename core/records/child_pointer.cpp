#include "core/records/child_pointer.h"

#include "core/base/canonical_json.h"
#include "core/base/limits.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChildPointer)
};

constexpr qsizetype codeLengthMax = 100;
constexpr qint64 missedMax = 1000;

QDate dayIn(const Json::Object &fields, const QString &member) { return QDate::fromString(fields.value(member).toString(), Qt::ISODate); }

const QStringList codes { u"age_band"_s, u"plan"_s, u"legal"_s, u"rule"_s };
const QStringList days { u"began"_s, u"seen_on"_s, u"missed_on"_s, u"ended_on"_s };

bool isControl(QChar letter) { return letter.category() == QChar::Other_Control || letter.category() == QChar::Other_Format; }

QString problemOfNumber(const QString &number)
{
    if (number.trimmed().isEmpty()) {
        //: Beside the field of a child's number in the council's case system.
        return Words::tr("Give the child's number in the case system.");
    }
    if (number.size() > childNumberLengthMax || std::any_of(number.cbegin(), number.cend(), isControl)) {
        //: Beside the field of a child's number in the case system. %1 is a number of characters.
        return Words::tr("The number can have %1 characters and no line breaks.").arg(childNumberLengthMax);
    }
    if (std::none_of(number.cbegin(), number.cend(), [](QChar letter) { return letter.isDigit(); })) {
        //: Beside the field of a child's number in the case system, where words were written.
        return Words::tr("This has no digit. Give the number in the case system, and no name.");
    }
    return {};
}

QString problemOfInitials(const QString &initials)
{
    // Three small letters running are the beginning of a name.
    static const QRegularExpression name(u"\\p{Ll}{3}"_s, QRegularExpression::UseUnicodePropertiesOption);
    if (initials.size() > childInitialsLengthMax || name.match(initials).hasMatch() || std::any_of(initials.cbegin(), initials.cend(), isControl)) {
        //: Beside the field of a child's initials.
        return Words::tr("Give initials, not a name: A.B.");
    }
    return {};
}

QString problemOf(const QString &member, const Json &value)
{
    if (member == "number"_L1)
        return value.isString() ? problemOfNumber(value.toString()) : problemOfNumber({});
    if (member == "initials"_L1)
        return value.isString() ? problemOfInitials(value.toString()) : u"Initials are text."_s;
    if (codes.contains(member))
        return value.isString() && value.toString().size() <= codeLengthMax ? QString() : u"A short code is wanted."_s;
    if (days.contains(member)) {
        const bool isDay = value.toString().size() == 10 && QDate::fromString(value.toString(), Qt::ISODate).isValid();
        //: Beside a date of a child on one's list that cannot be read.
        return isDay ? QString() : Words::tr("This is not a day. Write it like 2026-11-23.");
    }
    if (member == "missed"_L1)
        return value.isInteger() && value.toInteger() >= 0 && value.toInteger() <= missedMax ? QString() : u"A number of visits is wanted."_s;
    if (member == "end_reason"_L1) {
        const bool fits = value.isString() && !value.toString().trimmed().isEmpty() && value.toString().size() <= limits::reasonLengthMax;
        //: Beside the reason why a child is no longer on one's list. %1 is a number of characters.
        return fits && isStorableText(value.toString()) ? QString() : Words::tr("Say why, in up to %1 characters.").arg(limits::reasonLengthMax);
    }
    if (member == "handed_to"_L1)
        return PersonId::fromString(value.toString()) && !value.toString().isEmpty() ? QString() : u"A person is wanted."_s;
    return u"A child has no such member."_s;
}

} // namespace

Result<ChildPointer> childPointerOf(const RecordId &id, const RecordBody &body)
{
    if (body.type != RecordType::Child)
        return Error { ErrorCode::Corrupt, u"This record is no child pointer."_s };
    const Json::Object &fields = body.answers;
    const auto text = [&fields](const char16_t *member) { return fields.value(QString::fromUtf16(member)).toString(); };
    ChildPointer child { .id = id, .author = body.author, .team = body.team, .before = body.about, .madeAtMs = body.madeAtMs };
    child.number = text(u"number");
    child.initials = text(u"initials");
    child.ageBand = text(u"age_band");
    child.plan = text(u"plan");
    child.legal = text(u"legal");
    child.rule = text(u"rule");
    child.began = dayIn(fields, u"began"_s);
    child.seenOn = dayIn(fields, u"seen_on"_s);
    child.missed = static_cast<int>(std::clamp(fields.value(u"missed"_s).toInteger(), qint64 { 0 }, missedMax));
    child.missedOn = dayIn(fields, u"missed_on"_s);
    child.endedOn = dayIn(fields, u"ended_on"_s);
    child.endReason = text(u"end_reason");
    child.handedTo = PersonId::fromString(text(u"handed_to")).valueOr({});
    return child;
}

Json::Object childFields(const ChildPointer &child)
{
    Json::Object fields;
    const auto put = [&fields](const char16_t *member, const QString &text) {
        if (!text.isEmpty())
            fields.insert(QString::fromUtf16(member), text);
    };
    put(u"number", child.number.trimmed());
    put(u"initials", child.initials.trimmed());
    put(u"age_band", child.ageBand);
    put(u"plan", child.plan);
    put(u"legal", child.legal);
    put(u"rule", child.rule);
    put(u"began", child.began.toString(Qt::ISODate));
    put(u"seen_on", child.seenOn.toString(Qt::ISODate));
    if (child.missed > 0)
        fields.insert(u"missed"_s, child.missed);
    put(u"missed_on", child.missedOn.toString(Qt::ISODate));
    put(u"ended_on", child.endedOn.toString(Qt::ISODate));
    put(u"end_reason", child.endReason.trimmed());
    put(u"handed_to", child.handedTo.toString());
    return fields;
}

PersonId ownerOfChild(const ChildPointer &child, const QList<ChildPointer> &all)
{
    if (!child.endedOn.isValid())
        return child.author;
    const auto goesOn = [&child](const ChildPointer &other) { return other.before == child.id && other.author == child.handedTo; };
    return std::any_of(all.cbegin(), all.cend(), goesOn) ? PersonId() : child.handedTo;
}

QList<ChildProblem> childProblems(const Json::Object &fields)
{
    QList<ChildProblem> problems;
    if (!fields.contains(u"number"_s))
        problems.append({ u"number"_s, problemOf(u"number"_s, {}) });
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        const bool cannotBeStored = it->isString() && !isStorableText(it->toString());
        //: Beside a field of a child on one's list.
        const QString text =
            cannotBeStored ? Words::tr("This holds a character that cannot be stored; delete it and type it again.") : problemOf(it.key(), *it);
        if (!text.isEmpty())
            problems.append({ it.key(), text });
    }
    return problems;
}

QString numberKey(const QString &number)
{
    QString key = number.toCaseFolded();
    key.removeIf([](QChar letter) { return letter.isSpace(); });
    return key;
}

QString discreetName(const ChildPointer &child)
{
    if (!child.initials.trimmed().isEmpty())
        return child.initials.trimmed();
    //: What a child without initials is called in a list. %1 is the end of their number: "…11".
    return Words::tr("Child …%1").arg(child.number.trimmed().right(2));
}

} // namespace sightline
