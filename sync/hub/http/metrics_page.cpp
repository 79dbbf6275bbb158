#include "sync/hub/http/metrics_page.h"

#include "sync/hub/http/answers.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

void MetricsPage::handle(const HttpRequest &request, const Respond &respond)
{
    if (request.path != "/metrics")
        return respond(refusal({ ErrorCode::NotFound, u"There is nothing at this address."_s }));
    if (request.method != "GET")
        return respond(wrongMethod(u"GET"_s));
    const auto now = std::chrono::steady_clock::now();
    if (!m_readAt || now - *m_readAt >= std::chrono::milliseconds(gaugesEveryMs)) {
        m_meters.setGauges(m_read());
        m_readAt = now;
    }
    m_present();
    HttpResponse page;
    page.body = m_meters.text();
    page.gzipBody = request.acceptsGzip;
    page.contentType = "text/plain; version=0.0.4; charset=utf-8";
    respond(page);
}

} // namespace sightline::hub
