#pragma once

#include "core/packs/council/demo_council.h"
#include "sync/hub/files/file_stores.h"
#include "sync/hub/http/http_server.h"
#include "sync/hub/http/routes.h"
#include "sync/hub/ops/seed.h"
#include "sync/hub/store/sqlite_hub_store.h"
#include "tests/integration/hub/raw_client.h"
#include "tests/integration/hub/wire_device.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

struct ServedHubOptions {
    HubOptions hub;
    HttpOptions http;
    RouteOptions routes;
    bool usesFiles = false;   ///< it can read file stores, once its database lists one
};

/// The real hub on a real socket in the test's process, over a database file that the test may also open.
class ServedHub {
public:
    explicit ServedHub(ServedHubOptions options = {})
    {
        store = openStore();
        options.hub.visibility.insert(u"visit"_s, { { u"author"_s }, { u"author"_s, u"lead"_s } });
        files = std::make_unique<FileStores>(keys.files(), QString());
        if (options.usesFiles)
            options.hub.files = files.get();
        service = std::make_unique<HubService>(*store, clock, random, options.hub);
        EXPECT_TRUE(service->begin(u"Demo council"_s));
        EXPECT_TRUE(service->publish(councilPublications(demoCouncil())));
        door = std::make_unique<Doorkeeper>(*service, keys, clock, random);
        routes = std::make_unique<Routes>(*store, *service, *door, clock, options.routes);
        server = std::make_unique<HttpServer>(options.http,
                                              [this](HttpRequest request, Respond respond) { routes->handle(std::move(request), std::move(respond)); });
        const auto listening = server->start();
        EXPECT_TRUE(listening) << (listening ? "" : qPrintable(listening.error().detail));
        port = listening.valueOr(0);
    }
    ~ServedHub()
    {
        routes->stop();
        server->stop(std::chrono::seconds(2));
    }

    /// A further opening of the same file, as administration in a process of its own has.
    [[nodiscard]] std::unique_ptr<SqliteHubStore> openStore() const
    {
        return SqliteHubStore::open({ .path = folder.filePath(u"hub.db"_s), .mayCreate = true }).value();
    }
    [[nodiscard]] QString code(const QString &person)
    {
        auto transaction = store->begin();
        const QString made = (*door).issueCode(**transaction, PersonId(person)).value();
        EXPECT_TRUE((*transaction)->commit());
        return made;
    }
    [[nodiscard]] WireDevice device(const QString &person) { return WireDevice(port, person, code(person)); }

    QTemporaryDir folder;
    SystemClock clock;
    SodiumRandom random;
    HubKeys keys = HubKeys::random();
    std::unique_ptr<SqliteHubStore> store;
    std::unique_ptr<FileStores> files;
    std::unique_ptr<HubService> service;
    std::unique_ptr<Doorkeeper> door;
    std::unique_ptr<Routes> routes;
    std::unique_ptr<HttpServer> server;
    quint16 port = 0;
};

} // namespace sightline::hub
