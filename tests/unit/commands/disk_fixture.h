#pragma once

#include "tests/support/memory_vfs.h"
#include "tests/unit/store/store_fixture.h"

namespace sightline {

/// @p Base's store on a disk that can be pulled out, or be full, at any write.
template <typename Base>
class OnDisk : public Base {
protected:
    ~OnDisk() override { this->store.reset(); }   // before the disk goes

    void openOnDisk()
    {
        ConnectionOptions options;
        options.path = QStringLiteral("/d/store.db");
        options.vfs = vfs.name();
        auto opened = Store::open(options, this->clock, this->random);
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        this->store = std::move(*opened);
    }
    /// The process is gone; with @p powerCut so is what was not synced. Opens again.
    void reopen(bool powerCut)
    {
        vfs.die("/d/");
        this->store.reset();
        if (powerCut)
            vfs.powerCut("/d/", dice);
        else
            vfs.processDied("/d/");
        openOnDisk();
    }
    /// Runs @p work on the store as it is now, cut at its first write, its second and so on until it comes through, once for each of
    /// @p powerCuts. @p look sees what is there when it opens again, and whether it was cut. Returns how many cuts there were.
    template <typename Work, typename Look>
    int cutAtEveryWrite(Work work, Look look, const QList<bool> &powerCuts = { false, true }, int writesMax = 1000)
    {
        this->store.reset();
        const auto image = vfs.take("/d/");
        int cuts = 0;
        for (const bool powerCut : powerCuts) {
            bool wasCut = true;
            for (int after = 0; wasCut; ++after) {
                const ::testing::ScopedTrace trace(__FILE__, __LINE__, "after " + std::to_string(after) + " writes");
                EXPECT_LT(after, writesMax);
                vfs.put("/d/", image);
                openOnDisk();
                vfs.dieAfter("/d/", after);
                wasCut = !work();
                reopen(powerCut);
                look(wasCut);
                if (after >= writesMax || this->HasFatalFailure())
                    return cuts;
                cuts += wasCut ? 1 : 0;
                this->store.reset();
            }
        }
        return cuts;
    }

    support::MemoryVfs vfs { "commands-test" };
    std::mt19937_64 dice { 7 };
};

} // namespace sightline
