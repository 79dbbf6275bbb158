#include "platform/opening/system_browser.h"

#include <QDesktopServices>
#include <QGuiApplication>

namespace sightline {

using namespace Qt::StringLiterals;

Result<void> SystemBrowser::show(const QUrl &url)
{
    if (!qGuiApp)
        return Error { ErrorCode::NotFound, u"There is no desktop to ask for a browser."_s };
    // Not waited for: the interface's thread may be waiting for the caller's. Where nothing opens, the person stops and is told what to do.
    QMetaObject::invokeMethod(
        qGuiApp, [url] { QDesktopServices::openUrl(url); }, Qt::QueuedConnection);
    return {};
}

} // namespace sightline
