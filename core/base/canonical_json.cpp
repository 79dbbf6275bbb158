#include "core/base/canonical_json.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const char *unstorable(const Json &value)
{
    switch (value.kind()) {
    case Json::Kind::Decimal: return "A decimal number must be written as text.";
    case Json::Kind::String:
        return isStorableText(value.toString()) ? nullptr : "A text holds a character that cannot be kept (U+0000 or half of a surrogate pair).";
    case Json::Kind::Array:
        for (const Json &item : value.toArray()) {
            if (const char *problem = unstorable(item))
                return problem;
        }
        return nullptr;
    case Json::Kind::Object:
        for (auto it = value.toObject().cbegin(); it != value.toObject().cend(); ++it) {
            if (!isStorableText(it.key()))
                return "A member's name holds a character that cannot be kept.";
            if (const char *problem = unstorable(it.value()))
                return problem;
        }
        return nullptr;
    case Json::Kind::Null:
    case Json::Kind::Bool:
    case Json::Kind::Integer: return nullptr;
    }
    return nullptr;
}

} // namespace

Result<QByteArray> canonicalJson(const Json &value)
{
    if (const char *problem = unstorable(value))
        return Error { ErrorCode::InvalidInput, QString::fromLatin1(problem) };
    return writeJson(value);
}

bool isStorableText(QStringView text)
{
    // A first look without branches, which the compiler makes wide: hardly any text holds what has to be looked at closely.
    int isSuspicious = 0;
    for (const QChar c : text)
        isSuspicious |= int(c.unicode() == 0) | int((c.unicode() & 0xf800) == 0xd800);
    for (qsizetype i = 0; isSuspicious != 0 && i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isNull() || c.isLowSurrogate())
            return false;
        if (c.isHighSurrogate()) {
            if (i + 1 == text.size() || !text[i + 1].isLowSurrogate())
                return false;
            ++i;
        }
    }
    return true;
}

} // namespace sightline
