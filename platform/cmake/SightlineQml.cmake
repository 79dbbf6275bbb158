# How every QML module of the house is built (architecture.md 6: static, one module a folder, fixed prefix in 6.4).

find_package(Qt6 6.4 REQUIRED COMPONENTS Gui LinguistTools Quick QuickTemplates2 Svg)
# One folder that qmllint and the QML tests take as their import path.
set(SIGHTLINE_QML_OUT ${CMAKE_BINARY_DIR}/qml_modules)

# sightline_qml_module(NAME URI Sightline.X QML files... [SINGLETONS files...] [SOURCES ...] [LINKS ...] [RESOURCES ...]
#                      [MODULES URIs whose C++ types this module's own C++ types hand to QML])
# A static library and its plugin NAMEplugin; a program links both.
function(sightline_qml_module name)
    cmake_parse_arguments(arg "" "URI" "QML;SINGLETONS;SOURCES;LINKS;RESOURCES;MODULES" ${ARGN})
    foreach(file IN LISTS arg_SINGLETONS)
        set_source_files_properties(${file} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
    endforeach()
    string(REPLACE "." "/" path ${arg_URI})
    # Compiling QML ahead of time makes a start quicker and a build four times longer: for users, not for every edit.
    set(cachegen)
    if(CMAKE_BUILD_TYPE STREQUAL "Debug")
        set(cachegen NO_CACHEGEN)
    endif()
    qt_add_library(${name} STATIC)
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    qt_add_qml_module(${name}
        URI ${arg_URI}
        VERSION 1.0
        RESOURCE_PREFIX /qt/qml
        OUTPUT_DIRECTORY ${SIGHTLINE_QML_OUT}/${path}
        IMPORT_PATH ${SIGHTLINE_QML_OUT}
        DEPENDENCIES QtQuick ${arg_MODULES}
        ${cachegen}
        QML_FILES ${arg_SINGLETONS} ${arg_QML}
        SOURCES ${arg_SOURCES}
        RESOURCES ${arg_RESOURCES})
    sightline_compile_in_batches(${name})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC Qt6::Quick ${arg_LINKS})
    target_compile_definitions(${name} PRIVATE $<TARGET_PROPERTY:app_warnings,INTERFACE_COMPILE_DEFINITIONS>)
    # Only our own files are held to our warnings: what Qt's tools write into the target is not ours.
    get_target_property(warnings app_warnings INTERFACE_COMPILE_OPTIONS)
    string(REGEX REPLACE "^\\$<\\$<COMPILE_LANGUAGE:CXX>:(.*)>$" "\\1" warnings "${warnings}")
    set_source_files_properties(${arg_SOURCES} PROPERTIES COMPILE_OPTIONS "${warnings}")
    set_property(GLOBAL APPEND PROPERTY SIGHTLINE_QML_TARGETS ${name})
endfunction()
