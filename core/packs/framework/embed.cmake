# embed_file(FILE NAME) gives ${NAME}_SOURCE: a C++ source that holds FILE as `extern const unsigned char NAME[]` and
# `extern const unsigned long NAMEBytes`. Plain C++ rather than a Qt resource: a resource in a static library is lost
# silently when no program remembers to initialise it.
function(embed_file file name)
    set(input ${CMAKE_CURRENT_SOURCE_DIR}/${file})
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${input})
    file(READ ${input} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    file(SIZE ${input} size)
    file(CONFIGURE OUTPUT ${output} CONTENT
"namespace sightline::embedded {
extern const unsigned char ${name}[];
extern const unsigned long ${name}Bytes;
const unsigned char ${name}[] = { ${bytes}0 };
const unsigned long ${name}Bytes = ${size};
}
")
    set(${name}_SOURCE ${output} PARENT_SCOPE)
endfunction()
