#include "core/packs/forms/form_packs.h"
#include "core/records/published.h"
#include "sync/hub/ops/seed.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

TEST(Seed, EveryBuiltInFormReachesDevicesWithAllThatStandsBesideIt)
{
    const QList<FormPack> packs = builtInForms();
    const QList<Publication> publications = formPublications();
    ASSERT_EQ(publications.size(), packs.size());
    ASSERT_GE(packs.size(), 3);
    int withColumns = 0;
    for (qsizetype i = 0; i < packs.size(); ++i) {
        // As a device reads it: through the bytes that travel.
        const auto bytes = bodyBytes(publications[i].body);
        ASSERT_TRUE(bytes) << packs[i].id.toStdString() << ": " << bytes.error().detail.toStdString();
        const auto published = publishedFormOf(*bodyFromBytes(*bytes));
        ASSERT_TRUE(published);
        EXPECT_EQ(published->form, packs[i].id + u'@' + packs[i].version);
        EXPECT_EQ(published->meta, packs[i].meta) << packs[i].id.toStdString();
        withColumns += published->meta[u"columns"_s].toObject().isEmpty() ? 0 : 1;
    }
    EXPECT_GE(withColumns, 1) << "no form names the person observed: devices could not either";
}

} // namespace
