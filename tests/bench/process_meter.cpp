#include "tests/bench/process_meter.h"

#include <chrono>
#include <cstdio>
#include <cstring>

#include <dirent.h>
#include <linux/tcp.h>
#include <malloc.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sightline::bench {

namespace {

qint64 microseconds(const timeval &time) { return qint64(time.tv_sec) * 1'000'000 + time.tv_usec; }

qint64 peakKib()
{
    qint64 peak = 0;
    if (FILE *status = std::fopen("/proc/self/status", "r")) {
        char line[256];
        while (std::fgets(line, sizeof(line), status)) {
            long long kib = 0;
            if (std::sscanf(line, "VmHWM: %lld kB", &kib) == 1)
                peak = kib;
        }
        std::fclose(status);
    }
    return peak;
}

} // namespace

ProcessMeter::ProcessMeter(Memory memory)
{
    if (memory == Memory::Trimmed)
        malloc_trim(0);
    if (FILE *refs = std::fopen("/proc/self/clear_refs", "w")) {
        std::fputs("5", refs);
        std::fclose(refs);
    }
    m_sockets = sockets();
    m_begin = now();
}

Used ProcessMeter::now()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    Used used;
    used.wallUs = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
    used.cpuUs = microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
    return used;
}

ProcessMeter::Sockets ProcessMeter::sockets()
{
    Sockets found;
    DIR *folder = opendir("/proc/self/fd");
    if (!folder)
        return found;
    while (const dirent *entry = readdir(folder)) {
        const int handle = atoi(entry->d_name);
        struct stat about { };
        tcp_info info {};
        socklen_t size = sizeof(info);
        const bool isTcp = fstat(handle, &about) == 0 && S_ISSOCK(about.st_mode) && getsockopt(handle, IPPROTO_TCP, TCP_INFO, &info, &size) == 0;
        if (isTcp)
            found[qint64(about.st_ino)] = { qint64(info.tcpi_bytes_sent), qint64(info.tcpi_bytes_received) };
    }
    closedir(folder);
    return found;
}

Used ProcessMeter::read() const
{
    const Used end = now();
    Used used;
    used.wallUs = end.wallUs - m_begin.wallUs;
    used.cpuUs = end.cpuUs - m_begin.cpuUs;
    used.peakKib = peakKib();
    for (const auto &[inode, bytes] : sockets()) {
        const auto before = m_sockets.find(inode);
        used.bytesOut += bytes.first - (before == m_sockets.end() ? 0 : before->second.first);
        used.bytesIn += bytes.second - (before == m_sockets.end() ? 0 : before->second.second);
    }
    return used;
}

} // namespace sightline::bench
