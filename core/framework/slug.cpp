#include "core/framework/slug.h"

namespace sightline {

using namespace Qt::StringLiterals;

QString slugOf(QStringView text, int charactersMax)
{
    QString slug;
    // Decomposed, so that an accented letter keeps its plain one.
    for (const QChar c : text.toString().normalized(QString::NormalizationForm_KD).toLower()) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        const bool isSilent = c == u'\'' || c == u'\u2019' || c.isMark();
        if (isPlain)
            slug.append(c);
        else if (!isSilent && !slug.isEmpty() && !slug.endsWith(u'-'))
            slug.append(u'-');
    }
    if (slug.size() > charactersMax) {
        const qsizetype cut = slug.lastIndexOf(u'-', charactersMax);
        slug.truncate(cut > 0 ? cut : charactersMax);
    }
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug.isEmpty() ? u"unnamed"_s : slug;
}

} // namespace sightline
