#pragma once

#include "core/store/changes.h"

#include <functional>
#include <memory>

namespace sightline {

/// Tells subscribers what each transaction changed, on the store's thread, after the commit. No event loop is needed;
/// `qml/bridge` turns it into signals. Subscribing and leaving: any thread.
class ChangeFeed {
public:
    using Callback = std::function<void(const Changes &)>;

    /// Ends the subscription when destroyed; once that returns the callback is not running and never runs again (destroying it
    /// inside its own callback is allowed).
    class Subscription {
    public:
        Subscription() = default;
        Subscription(Subscription &&) noexcept = default;
        Subscription &operator=(Subscription &&other) noexcept;
        Subscription(const Subscription &) = delete;
        Subscription &operator=(const Subscription &) = delete;
        ~Subscription() { leave(); }
        void leave();

    private:
        friend class ChangeFeed;
        struct Entry;
        explicit Subscription(std::shared_ptr<Entry> entry) : m_entry(std::move(entry)) { }
        std::shared_ptr<Entry> m_entry;
    };

    ChangeFeed();
    ~ChangeFeed();
    [[nodiscard]] Subscription subscribe(Callback callback);
    void publish(const Changes &changes);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace sightline
