#include "tests/support/piped_server.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

extern char **environ;

namespace sightline::support {

std::vector<char *> pointersTo(std::vector<QByteArray> &words)
{
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

bool PipedServer::start(std::vector<QByteArray> words, Complaints complaints)
{
    std::array<int, 2> in {}, out {};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
    if (complaints == Complaints::Hidden)
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const auto pointers = pointersTo(words);
    if (posix_spawnp(&m_process, pointers.front(), &files, nullptr, pointers.data(), environ) != 0)
        m_process = 0;
    posix_spawn_file_actions_destroy(&files);
    ::close(in[0]);
    ::close(out[1]);
    m_lifeline = in[1];
    QByteArray said;
    for (char one = 0; ::read(out[0], &one, 1) == 1 && one != '\n';)
        said.append(one);
    ::close(out[0]);
    m_port = said.toUShort();
    return true;
}

PipedServer::~PipedServer()
{
    if (m_lifeline >= 0)
        ::close(m_lifeline);
    if (m_process > 0)
        ::waitpid(m_process, nullptr, 0);
}

} // namespace sightline::support
