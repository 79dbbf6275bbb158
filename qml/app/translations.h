#pragma once

class QCoreApplication;

namespace sightline {

/// Puts the words of the person's language in place: the sources are English, so English has only its plurals ("1 record",
/// "2 records"), and stands under every other language. Called once, before the first window. Thread: user interface.
void installWords(QCoreApplication &application);

} // namespace sightline
