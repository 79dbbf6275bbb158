#include "core/people/council_card.h"

#include <QRegularExpression>

namespace sightline {

using namespace Qt::StringLiterals;

QString problemOfPhone(const QString &text)
{
    constexpr qsizetype lengthMax = 40;   // far over any number with its extension
    static const QRegularExpression number(u"^\\+?[0-9(][0-9() .-]*[0-9](,? ?(ext|ext\\.|x) ?[0-9]{1,6})?$"_s);
    if (text.isEmpty() || (text.size() <= lengthMax && number.match(text).hasMatch() && text.count(QRegularExpression(u"[0-9]"_s)) >= 3))
        return {};
    return u"\"%1\" is not a telephone number; write it as people dial it, for example 01632 960123, or 01632 960123 ext 45."_s.arg(text.left(lengthMax));
}

Result<CouncilCard> councilCardFromJson(const Json &json)
{
    const Json &phone = json[u"safeguarding_phone"_s];
    if (!phone.isString() && !phone.isNull())
        return Error { ErrorCode::InvalidInput, u"Council: \"safeguarding_phone\" must be text."_s };
    if (const QString problem = problemOfPhone(phone.toString()); !problem.isEmpty())
        return Error { ErrorCode::InvalidInput, u"Council, safeguarding_phone: "_s + problem };
    return CouncilCard { phone.toString() };
}

Json toJson(const CouncilCard &card) { return Json::object({ { u"safeguarding_phone"_s, card.safeguardingPhone } }); }

} // namespace sightline
