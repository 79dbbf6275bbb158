# How every target of the house is built: one place for language level, warnings, sanitizers and hardening.

option(SIGHTLINE_APP "Build the Qt Quick application" ON)
option(SIGHTLINE_TESTS "Build the tests" ON)
option(SIGHTLINE_BENCH "Build the benchmarks" OFF)
option(SIGHTLINE_FUZZ "Build the libFuzzer targets (clang only)" OFF)
option(SIGHTLINE_COVERAGE "Instrument for coverage" OFF)
set(SIGHTLINE_SANITIZE "" CACHE STRING "Sanitizers, comma separated, as -fsanitize= takes them")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
set(CMAKE_C_FLAGS_DEBUG "-O2 -g1")

find_program(SIGHTLINE_CCACHE ccache)
if(SIGHTLINE_CCACHE)
    set(CMAKE_C_COMPILER_LAUNCHER ${SIGHTLINE_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${SIGHTLINE_CCACHE})
endif()

# The one source of warnings and of what every object of ours is compiled with.
add_library(app_warnings INTERFACE)
target_compile_options(app_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror>)
target_compile_definitions(app_warnings INTERFACE QT_DISABLE_DEPRECATED_BEFORE=0x060400 QT_NO_KEYWORDS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)

if(SIGHTLINE_SANITIZE)
    add_compile_options(-fsanitize=${SIGHTLINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${SIGHTLINE_SANITIZE})
endif()
if(SIGHTLINE_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
endif()
if(SIGHTLINE_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_compile_options(-fstack-protector-strong -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fcf-protection)
    add_link_options(-Wl,-z,relro,-z,now)
endif()

# sightline_library(NAME HEADERS ... SOURCES ... LINKS ... [PRIVATE_LINKS ...])
# A static library of the house. Headers are included from the project's root ("core/base/result.h").
function(sightline_library name)
    cmake_parse_arguments(arg "" "" "HEADERS;SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(${name} STATIC)
    target_sources(${name}
        PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS}
        PRIVATE ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE app_warnings ${arg_PRIVATE_LINKS})
    set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()

# sightline_test(NAME SOURCES ... LINKS ... [LABELS ...] [TIMEOUT seconds])
# A GoogleTest program, registered with CTest as one test.
function(sightline_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE app_warnings GTest::gtest GTest::gmock GTest::gtest_main ${arg_LINKS})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
endfunction()
