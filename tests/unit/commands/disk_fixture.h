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

    support::MemoryVfs vfs { "commands-test" };
    std::mt19937_64 dice { 7 };
};

} // namespace sightline
