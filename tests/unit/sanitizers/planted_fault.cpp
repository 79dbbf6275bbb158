#include <cstring>
#include <iostream>
#include <limits>
#include <memory>
#include <thread>

// Faults on purpose: each run of a sanitizer must catch the one it is named for, or it has been asleep.

namespace {

void useAfterFree()
{
    auto owned = std::make_unique<int>(1);
    const int *kept = owned.get();
    owned.reset();
    std::cout << *kept << '\n';
}

void overflow(int most) { std::cout << most + 1 << '\n'; }

void race()
{
    int shared = 0;
    std::thread other([&shared] { ++shared; });
    ++shared;
    other.join();
    std::cout << shared << '\n';
}

} // namespace

int main(int argc, char **argv)
{
    const char *fault = argc == 2 ? argv[1] : "";
    if (std::strcmp(fault, "use-after-free") == 0)
        useAfterFree();
    else if (std::strcmp(fault, "overflow") == 0)
        overflow(std::numeric_limits<int>::max() - 1 + argc / 2);
    else if (std::strcmp(fault, "race") == 0)
        race();
    return 0;
}
