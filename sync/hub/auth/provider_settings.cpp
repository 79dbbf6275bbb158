#include "sync/hub/auth/provider_settings.h"

#include <sodium.h>

#include <QFile>
#include <QUrl>

#include <sys/stat.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 settingsBytesMax = 256 * 1024;   // a council's whole map of people

Error wrongMember(const QString &path, const QString &why)
{
    return { ErrorCode::InvalidInput, u"The settings of the sign-in at \"%1\" cannot be used: %2. OPERATING.md, section 10, shows them."_s.arg(path, why) };
}

/// {"claim":"groups","map":{"…":"Practitioner"}}; none if it is something else.
std::optional<ClaimMap> claimMapOf(const Json &json)
{
    ClaimMap map { json[u"claim"_s].toString(), {} };
    if (json.isNull())
        return map;
    if (!json.isObject() || map.claim.isEmpty() || !(json[u"map"_s].isNull() || json[u"map"_s].isObject()))
        return std::nullopt;
    const Json::Object &means = json[u"map"_s].toObject();
    for (auto it = means.cbegin(); it != means.cend(); ++it) {
        if (!it->isString() || it->toString().isEmpty())
            return std::nullopt;
        map.means.insert(it.key(), it->toString());
    }
    return map;
}

QString unknownMember(const Json &json)
{
    static const QStringList known { u"name"_s,   u"issuer"_s, u"client_id"_s, u"client_secret"_s, u"scopes"_s, u"prompt"_s,
                                     u"person"_s, u"roles"_s,  u"teams"_s,     u"help"_s,          u"ca"_s,     u"proxy"_s };
    for (const QString &member : json.toObject().keys()) {
        if (!known.contains(member))
            return member;
    }
    return {};
}

Result<ProviderSettings> settingsOf(const Json &json, const QString &path)
{
    if (const QString unknown = unknownMember(json); !unknown.isEmpty())
        return wrongMember(path, u"\"%1\" is not known"_s.arg(unknown.left(40)));
    ProviderSettings settings;
    settings.name = json[u"name"_s].toString(u"Council account"_s);
    settings.issuer = json[u"issuer"_s].toString();
    settings.clientId = json[u"client_id"_s].toString();
    if (json[u"client_secret"_s].isString()) {
        QByteArray secret = json[u"client_secret"_s].toString().toUtf8();
        settings.clientSecret = SecretBytes::copyOf(secret);
        sodium_memzero(secret.data(), static_cast<std::size_t>(secret.size()));
    }
    if (json.contains(u"scopes"_s))
        settings.scopes = json[u"scopes"_s].toStrings();
    settings.prompt = json[u"prompt"_s].toString(settings.prompt);
    settings.help = json[u"help"_s].toString();
    settings.caFile = json[u"ca"_s].toString();
    settings.proxy = json[u"proxy"_s].toString();
    settings.personBeforeAt = json[u"person"_s][u"before_at"_s].toBool();
    const auto person = claimMapOf(json[u"person"_s]);
    const auto roles = claimMapOf(json[u"roles"_s]);
    const auto teams = claimMapOf(json[u"teams"_s]);
    if (!person || !roles || !teams || person->claim.isEmpty())
        return wrongMember(path, u"\"person\" needs a \"claim\"; \"roles\" and \"teams\", where they are there, a \"claim\" and a \"map\" of texts"_s);
    settings.person = *person;
    settings.roles = *roles;
    settings.teams = *teams;
    if (!mayAsk(settings.issuer))
        return wrongMember(path, u"\"issuer\" is not an https address"_s);
    if (settings.clientId.isEmpty())
        return wrongMember(path, u"\"client_id\" is missing"_s);
    if (!settings.scopes.contains(u"openid"_s))
        return wrongMember(path, u"\"scopes\" must name \"openid\""_s);
    if (settings.name.isEmpty() || settings.name.size() > 60 || settings.help.size() > 300)
        return wrongMember(path, u"\"name\" has 1 to 60 characters, \"help\" at most 300"_s);
    return settings;
}

} // namespace

bool mayAsk(const QString &url)
{
    const QUrl address(url, QUrl::StrictMode);
    if (!address.isValid() || address.host().isEmpty() || !address.userInfo().isEmpty() || address.hasFragment())
        return false;
    const bool isThisMachine = address.host() == "127.0.0.1"_L1 || address.host() == "localhost"_L1 || address.host() == "::1"_L1;
    return address.scheme() == "https"_L1 || (address.scheme() == "http"_L1 && isThisMachine);
}

Result<std::optional<ProviderSettings>> readProviderSettings(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return std::optional<ProviderSettings>();
    struct stat status { };
    if (!file.open(QIODevice::ReadOnly) || ::fstat(file.handle(), &status) != 0)
        return Error { ErrorCode::StorageFailure, u"The settings of the sign-in at \"%1\" cannot be read."_s.arg(path) };
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Error { ErrorCode::NotAllowed, u"Others may read the settings of the sign-in at \"%1\". Run: chmod 600 on it."_s.arg(path) };
    QByteArray text = file.read(settingsBytesMax + 1);
    const auto json = parseJson(text, { .bytesMax = settingsBytesMax });
    sodium_memzero(text.data(), static_cast<std::size_t>(text.size()));
    if (!json || !json->isObject())
        return wrongMember(path, u"it is not JSON, or is larger than %1 bytes"_s.arg(settingsBytesMax));
    auto settings = settingsOf(*json, path);
    if (!settings)
        return settings.error();
    return std::optional<ProviderSettings>(std::move(*settings));
}

} // namespace sightline::hub
