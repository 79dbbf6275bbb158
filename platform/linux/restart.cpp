#include "platform/linux/restart.h"

#include <unistd.h>

#include <vector>

namespace sightline {

void becomeAnew(const QByteArrayList &arguments)
{
    std::vector<char *> words;
    for (const QByteArray &argument : arguments)
        words.push_back(const_cast<char *>(argument.constData()));   // execv's own signature; it changes nothing
    words.push_back(nullptr);
    ::execv("/proc/self/exe", words.data());
}

} // namespace sightline
