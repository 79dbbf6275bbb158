#include "sync/hub/store/log_chain.h"

#include "core/base/digest.h"

namespace sightline::hub {

QByteArray digestOf(const LoggedOperation &operation) { return operation.isErased() ? operation.digest : sha256(operation.bytes); }

QByteArray chainAfter(const QByteArray &chain, const LoggedOperation &operation) { return sha256(chain + digestOf(operation)); }

} // namespace sightline::hub
