#include "core/framework/read_framework_csv.h"
#include "core/framework/word/word_body.h"
#include "core/packs/framework/framework_pack.h"
#include "core/schedule/compile_frequency.h"
#include "core/schedule/compile_lead.h"
#include "core/schedule/framework_json.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// The framework reader and its compilers: no document, cell or stored edition may crash them; a refusal says why; every
/// rule quotes its cell; what is written reads the same. The first byte chooses the way in.
using namespace sightline;

namespace {

const FrameworkTables &tables()
{
    static const FrameworkTables read = *builtInTables();
    return read;
}

void check(bool holds)
{
    if (!holds)
        std::abort();
}

void checkActivity(const CompiledActivity &compiled)
{
    check(!compiled.rules.isEmpty() && !compiled.says.isEmpty());
    for (const CompiledRule &rule : compiled.rules) {
        check(compiled.activity.cell(rule.rule.source.cell).contains(rule.rule.source.quote));
        check(rule.rule.subjectMode.has_value() == !rule.rule.perSubject.isEmpty());
        check(!rule.rule.min || !rule.rule.max || *rule.rule.min <= *rule.rule.max);
    }
}

void checkFramework(const CompiledFramework &framework)
{
    for (const CompiledService &service : framework.services) {
        for (const CompiledActivity &compiled : service.activities)
            checkActivity(compiled);
    }
    const QByteArray json = writeJson(toJson(framework));
    const auto back = frameworkFromJson(*parseJson(json, { 64LL * 1024 * 1024, 64 }));
    check(back && writeJson(toJson(*back)) == json);
}

void readDocument(QByteArrayView bytes)
{
    const auto framework = compileFramework(bytes, tables());
    if (framework)
        checkFramework(*framework);
    else
        check(framework.error().detail.endsWith(u'.'));
}

/// A table, or what a word processor's file holds once it is unpacked.
void readMade(const Result<FrameworkDocument> &document)
{
    if (document)
        checkFramework(compileFramework(*document, tables()));
    else
        check(document.error().detail.endsWith(u'.'));
}

void readWord(QByteArrayView bytes)
{
    const auto body = readWordBody(bytes.toByteArray());
    readMade(body ? readMarkedDocument(body->document) : Result<FrameworkDocument>(body.error()));
}

void readStored(QByteArrayView bytes)
{
    const auto json = parseJson(bytes);
    if (!json)
        return;
    const auto framework = frameworkFromJson(*json);
    if (!framework)
        return check(!framework.error().detail.isEmpty());
    const QByteArray written = writeJson(toJson(*framework));
    const auto again = parseJson(written);
    check(again.hasValue());
    const auto back = frameworkFromJson(*again);
    check(back && writeJson(toJson(*back)) == written);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size - 1));
    Activity activity;
    activity.what = QStringLiteral("Case file audit");
    switch (data[0] % 7) {
    case 0: readDocument(bytes); break;
    case 1: readStored(bytes); break;
    case 2:
        activity.frequency = QString::fromUtf8(bytes).trimmed();
        checkActivity(compileActivity(activity, QStringLiteral("Early Support"), tables()));
        break;
    case 3:
        activity.lead = QString::fromUtf8(bytes).trimmed();
        checkActivity(compileActivity(activity, QStringLiteral("Early Support"), tables()));
        break;
    case 4:
        activity.frequency = QStringLiteral("Monthly");
        activity.how = QString::fromUtf8(bytes);
        activity.why = activity.how;
        checkActivity(compileActivity(activity, QStringLiteral("Early Support"), tables()));
        break;
    case 5: readWord(bytes); break;
    case 6: readMade(readFrameworkCsv(bytes)); break;
    }
    return 0;
}
