// Writes DIR/unsent.json: what the store that make-store made must never lose. Reads it without migrating it. Makes its
// passphrase cheap to stretch, for it is opened many times; nothing else of the store changes.
#include "core/store/key_vault.h"
#include "tests/migrations/unsent_work.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace sightline;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1);
    const auto db = migrations::openAsItIs(folder);
    if (!db) {
        std::fprintf(stderr, "%s\n", qPrintable(db.error().detail));
        return 1;
    }
    const auto work = migrations::unsentWork(**db);
    QFile file(folder + u"/unsent.json"_s);
    if (!work || !file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(writeJson(*work) + '\n') < 0) {
        std::fprintf(stderr, "%s\n", qPrintable(work ? file.errorString() : work.error().detail));
        return 1;
    }
    std::printf("%s\n", writeJson(*work).constData());
    const KeyVault vault(folder);
    const auto key = vault.read({ SecretBytes::copyOf(migrations::passphrase()), nullptr, {} });
    const auto cheap =
        key ? KeyVault(folder).write(*key, { SecretBytes::copyOf(migrations::passphrase()), nullptr, { 1, 8 * 1024 } }) : Result<void>(key.error());
    if (!cheap) {
        std::fprintf(stderr, "%s\n", qPrintable(cheap.error().detail));
        return 1;
    }
    return 0;
}
