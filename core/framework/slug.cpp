#include "core/framework/slug.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// A key is a Name of at most 96 characters: the service, a colon, the activity and room for "-9999".
constexpr int serviceSlugCharactersMax = 40;
constexpr int keyCharactersMax = 96 - 5;

} // namespace

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

QString UniqueSlugs::unique(const QString &slug)
{
    QString candidate = slug;
    // Counting on from the last number keeps thousands of rows of one name linear.
    for (int &n = m_next[slug]; n == 0 || m_taken.contains(candidate); ++n)
        candidate = n < 2 ? slug : u"%1-%2"_s.arg(slug).arg(n);
    m_taken.insert(candidate);
    return candidate;
}

ServiceId serviceIdFor(QStringView title, UniqueSlugs &services) { return ServiceId(services.unique(slugOf(title, serviceSlugCharactersMax))); }

void ActivityKeys::reserve(const ActivityKey &key)
{
    if (key.toString().startsWith(m_service.toString() + u':'))
        m_slugs.reserve(key.toString().mid(m_service.toString().size() + 1));
}

ActivityKey ActivityKeys::keyFor(QStringView what)
{
    const QString service = m_service.toString();
    return ActivityKey(service + u':' + m_slugs.unique(slugOf(what, keyCharactersMax - 1 - static_cast<int>(service.size()))));
}

} // namespace sightline
