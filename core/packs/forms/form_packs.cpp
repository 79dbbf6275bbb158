#include "core/packs/forms/form_packs.h"

#include <QDir>
#include <QFile>

// Resources of a static library register themselves only when asked, from outside any namespace.
static void loadResources() { Q_INIT_RESOURCE(forms_pack); }

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString folder = u":/sightline/packs/forms/"_s;

Json readPack(const QString &name)
{
    QFile file(folder + name);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);   // compiled into this very program
    const auto json = parseJson(file.readAll());
    Q_ASSERT(json);   // a unit test reads it; what ships is what was tested
    return json.valueOr({});
}

FormPack readForm(const QString &metaName)
{
    FormPack pack;
    pack.meta = readPack(metaName);
    pack.id = pack.meta[u"id"_s].toString();
    pack.questionnaire = readPack(pack.id + u".json"_s);
    pack.version = pack.questionnaire[u"version"_s].toString();
    pack.title = pack.questionnaire[u"title"_s].toString();
    pack.sensitivity = pack.meta[u"sensitivity"_s].toString();
    const Json &minutes = pack.meta[u"minutes"_s];
    pack.minutes = int(minutes[u"onSite"_s].toInteger() + minutes[u"after"_s].toInteger());
    return pack;
}

} // namespace

QList<FormPack> builtInForms()
{
    loadResources();
    static const QList<FormPack> forms = [] {
        QList<FormPack> read;
        for (const QString &name : QDir(folder).entryList({ u"*.meta.json"_s }, QDir::Files, QDir::Name))
            read.append(readForm(name));
        return read;
    }();
    return forms;
}

} // namespace sightline
