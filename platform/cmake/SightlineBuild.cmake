# How every target of the house is built: one place for language level, warnings, sanitizers and hardening.

option(SIGHTLINE_APP "Build the Qt Quick application" ON)
option(SIGHTLINE_TESTS "Build the tests" ON)
option(SIGHTLINE_BENCH "Build the benchmarks" OFF)
option(SIGHTLINE_FUZZ "Build the libFuzzer targets as well (clang with sanitizers only)" OFF)
option(SIGHTLINE_COVERAGE "Instrument for coverage" OFF)
option(SIGHTLINE_PCH "Precompile the headers that nearly every file includes" ON)
option(SIGHTLINE_UNIT_TESTS "Build the unit tests" ON)
option(SIGHTLINE_UNITY "Compile several files of a library of the house at once: faster from nothing, slower after a change" OFF)
set(SIGHTLINE_SANITIZE "" CACHE STRING "Sanitizers, comma separated, as -fsanitize= takes them")
option(SIGHTLINE_HEAVY "With sanitizers: whole programs, simulations and linters as well, not unit tests and fuzz targets alone" OFF)
set(SIGHTLINE_IS_LIGHT OFF)
if(SIGHTLINE_SANITIZE AND NOT SIGHTLINE_HEAVY)
    set(SIGHTLINE_IS_LIGHT ON)   # builds nothing that no test of it needs
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# A hundred programs are linked for the tests, and the disk they lie on may be small. Where nobody will step through them, debug
# information is compressed, and left out where no sanitizer reads it; archives name their objects and do not repeat them.
set(debug "-g1")
if(SIGHTLINE_UNITY AND SIGHTLINE_SANITIZE)
    set(debug "-g1 -gz")
elseif(SIGHTLINE_UNITY)
    set(debug "-g0")
endif()
set(CMAKE_CXX_FLAGS_DEBUG "-O1 ${debug}")
set(CMAKE_C_FLAGS_DEBUG "-O2 ${debug}")
if(SIGHTLINE_SANITIZE MATCHES address)
    set(CMAKE_CXX_FLAGS_DEBUG "-O0 ${debug}")   # half the time to compile; what optimising would hide stays visible
endif()
foreach(language C CXX)
    set(CMAKE_${language}_ARCHIVE_CREATE "<CMAKE_AR> qcT <TARGET> <LINK_FLAGS> <OBJECTS>")
    set(CMAKE_${language}_ARCHIVE_APPEND "<CMAKE_AR> qT <TARGET> <LINK_FLAGS> <OBJECTS>")
endforeach()

find_program(SIGHTLINE_CCACHE ccache)
if(SIGHTLINE_CCACHE)
    # What ccache must be told before it caches files that use a precompiled header, and before it takes what another
    # checkout of the same sources has compiled.
    set(CMAKE_C_COMPILER_LAUNCHER ${SIGHTLINE_CCACHE})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${SIGHTLINE_CCACHE})
endif()

find_program(SIGHTLINE_MOLD mold)
if(SIGHTLINE_MOLD)
    add_link_options(-fuse-ld=mold)
    if(SIGHTLINE_UNITY)
        add_link_options(-Wl,--compress-debug-sections=zlib)
    endif()
endif()

# The one source of warnings and of what every object of ours is compiled with.
add_library(app_warnings INTERFACE)
set(shadow -Wshadow)
if(SIGHTLINE_UNITY)
    set(shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)   # of a batch, one file does not shadow what another has to itself
endif()
target_compile_options(app_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wno-missing-field-initializers ${shadow} -Wnon-virtual-dtor -Woverloaded-virtual -Werror>)
if(CMAKE_BUILD_TYPE STREQUAL Release AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # g++ 12 takes an empty std::optional in optimised code for one that is read: said, and no reason for somebody to have no program.
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-error=maybe-uninitialized>)
endif()
target_compile_definitions(app_warnings INTERFACE QT_DISABLE_DEPRECATED_BEFORE=0x060400 QT_NO_KEYWORDS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)

if(SIGHTLINE_SANITIZE)
    add_compile_options(-fsanitize=${SIGHTLINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${SIGHTLINE_SANITIZE})
endif()
# What only libraries are compiled with. The tests' own code needs half the time without, and its memory is watched all the same; what of the
# product's headers it compiles is watched less with it, and whole in a deep run.
set(guided)   # ours guides the fuzzer, not SQLite's
if(SIGHTLINE_FUZZ)
    set(guided -fsanitize=fuzzer-no-link)
endif()
set(watched_less)
if(SIGHTLINE_IS_LIGHT)
    set(watched_less -fno-sanitize=undefined)
endif()
if(SIGHTLINE_COVERAGE)
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    add_compile_options(-fstack-protector-strong -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fcf-protection)
    add_link_options(-Wl,-z,relro,-z,now)
endif()

# sightline_use_precompiled(TARGET [tests])
# Precompiled headers, for speed only: what a file forgets to include is still caught, by the verified headers and by
# clang-tidy, which work without. Targets share one for the product and one for tests, made when first asked for.
function(sightline_use_precompiled target)
    if(NOT SIGHTLINE_PCH)
        return()
    endif()
    set(from sightline_precompiled)
    set(how ${guided})
    set(headers <QByteArray> <QDate> <QDateTime> <QHash> <QList> <QMap> <QString> <QStringList> <QUuid>
        <algorithm> <cstdint> <functional> <memory> <optional> <string> <string_view> <utility> <variant> <vector>)
    if(ARGC GREATER 1)
        set(from sightline_precompiled_for_tests)
        set(how ${watched_less})
        list(APPEND headers <gtest/gtest.h> <gmock/gmock.h>)
    endif()
    if(NOT TARGET ${from})
        file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${from}.cpp CONTENT "// Nothing of its own: carries a precompiled header.\n")
        add_library(${from} STATIC ${CMAKE_BINARY_DIR}/${from}.cpp)
        target_link_libraries(${from} PRIVATE app_warnings Qt6::Core $<TARGET_NAME_IF_EXISTS:GTest::gmock>)
        target_compile_options(${from} PRIVATE ${how})
        target_precompile_headers(${from} PRIVATE ${headers})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${from})
    if(SIGHTLINE_CCACHE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
    endif()
endfunction()

# sightline_compile_in_batches(TARGET): several files at once where that was asked for.
function(sightline_compile_in_batches target)
    if(SIGHTLINE_UNITY)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    endif()
endfunction()

# sightline_library(NAME HEADERS ... SOURCES ... LINKS ... [PRIVATE_LINKS ...])
# A static library of the house. Headers are included from the project's root ("core/base/result.h").
function(sightline_library name)
    cmake_parse_arguments(arg "" "" "HEADERS;SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(${name} STATIC)
    target_sources(${name}
        PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS}
        PRIVATE ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE app_warnings ${arg_PRIVATE_LINKS})
    target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${guided}>)
    set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
    sightline_compile_in_batches(${name})
    sightline_use_precompiled(${name})
endfunction()

# sightline_test(NAME SOURCES ... LINKS ... [LABELS ...] [TIMEOUT seconds])
# A GoogleTest program, registered with CTest as one test: under its own name, or as "asan.NAME" and "tsan.NAME" where the
# build has sanitizers. Label `serial`: wants the machine alone; `processes`: starts and kills whole programs, so only one such at a time.
function(sightline_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE app_warnings GTest::gtest GTest::gmock GTest::gtest_main ${arg_LINKS})
    target_compile_options(${name} PRIVATE ${watched_less})
    sightline_use_precompiled(${name} tests)
    sightline_add_test(${name} COMMAND ${name} TIMEOUT "${arg_TIMEOUT}" LABELS ${arg_LABELS})
endfunction()

# sightline_add_test(NAME COMMAND ... [LABELS ...] [TIMEOUT seconds] [ENVIRONMENT VAR=value ...])
# The same for a test that is any other command.
function(sightline_add_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "COMMAND;LABELS;ENVIRONMENT" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    if(SIGHTLINE_SANITIZE)
        string(REGEX REPLACE "^(.).*" "\\1san" kind ${SIGHTLINE_SANITIZE})   # address -> asan, thread -> tsan
        list(TRANSFORM arg_LABELS PREPEND "${kind}-")
        list(APPEND arg_LABELS ${kind})
        set(name ${kind}.${name})
        list(APPEND arg_ENVIRONMENT TSAN_OPTIONS=ignore_noninstrumented_modules=1 UBSAN_OPTIONS=print_stacktrace=1)   # Debian's Qt is not instrumented
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
    endif()
    add_test(NAME ${name} COMMAND ${arg_COMMAND})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}" ENVIRONMENT "${arg_ENVIRONMENT}")
    if("serial" IN_LIST arg_LABELS)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    elseif("processes" IN_LIST arg_LABELS)
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK processes COST 100)
    endif()
endfunction()

# sightline_fuzz(NAME SOURCES ... LINKS ...)
# A libFuzzer target, tests/fuzz/NAME.cpp by default, with its corpus in tests/fuzz/corpus/NAME.
function(sightline_fuzz name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    add_executable(fuzz_${name} ${arg_SOURCES})
    target_link_libraries(fuzz_${name} PRIVATE app_warnings ${arg_LINKS})
    target_compile_options(fuzz_${name} PRIVATE ${guided})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    set_property(GLOBAL APPEND PROPERTY SIGHTLINE_FUZZ_TARGETS ${name})
endfunction()
