#include "qml/app/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <memory>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

void install(QCoreApplication &application, const QLocale &locale)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(locale, u"sightline"_s, u"_"_s, u":/words"_s))
        return;
    translator->setParent(&application);
    QCoreApplication::installTranslator(translator.release());
}

} // namespace

void installWords(QCoreApplication &application)
{
    const QLocale english(QLocale::English, QLocale::UnitedKingdom);
    install(application, english);
    if (QLocale().language() != QLocale::English && QLocale().language() != QLocale::C)
        install(application, QLocale());
}

} // namespace sightline
