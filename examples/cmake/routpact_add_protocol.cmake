# routpact_add_protocol(<name> <source>... [STATIC_RUNTIME])
#
# Builds a routing protocol DLL, which exports the plain name RegisterProtocol and nothing else. Its sources, or
# a static library that it links, have ROUTPACT_EXPORT_PROTOCOLS or a RegisterProtocol that is written by hand.
# A DLL without one does not link.
#
#   STATIC_RUNTIME  on Windows, the DLL needs no other DLL of the compiler
include_guard(GLOBAL)
include(CheckLinkerFlag)

# _routpact_require_entry_point(<name>): makes the linker take RegisterProtocol from a static library too, and
# fail if there is none. Without this, the DLL exports nothing, and nothing says so.
function(_routpact_require_entry_point name)
  set(symbol RegisterProtocol)
  set(some_symbol main)
  if(WIN32 AND CMAKE_SIZEOF_VOID_P EQUAL 4)
    set(symbol _RegisterProtocol@8)
    set(some_symbol _main)
  elseif(APPLE)
    set(symbol _RegisterProtocol)
  endif()
  if(MSVC)
    target_link_options(${name} PRIVATE /INCLUDE:${symbol})
    return()
  endif()
  if(NOT APPLE)
    set(CMAKE_REQUIRED_QUIET ON)
    check_linker_flag(CXX -Wl,--require-defined=${some_symbol} ROUTPACT_LINKER_REQUIRES_SYMBOLS)
  endif()
  if(ROUTPACT_LINKER_REQUIRES_SYMBOLS)
    target_link_options(${name} PRIVATE -Wl,--require-defined=${symbol})
  else() # an undefined symbol is an error of the linker on macOS, else one of the loader
    target_link_options(${name} PRIVATE -Wl,-u,${symbol})
  endif()
endfunction()

function(routpact_add_protocol name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "STATIC_RUNTIME" "" "")
  if(NOT arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "routpact_add_protocol(${name}) has no source: name the source files")
  endif()
  foreach(source IN LISTS arg_UNPARSED_ARGUMENTS)
    if(source MATCHES "^(STATIC|SHARED|MODULE|OBJECT|INTERFACE)$")
      message(FATAL_ERROR "routpact_add_protocol(${name}): ${source} is no source. The function makes a DLL: "
        "ROUTPACT_EXPORT_PROTOCOLS in a static library exports nothing until a DLL links it. Remove ${source}")
    elseif(TARGET ${source})
      message(FATAL_ERROR "routpact_add_protocol(${name}): ${source} is a target and no source. To export the "
        "protocol of a library, name another source, and add target_link_libraries(${name} PRIVATE ${source})")
    endif()
  endforeach()
  find_package(Threads REQUIRED)
  add_library(${name} MODULE ${arg_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE routpact::routpact Threads::Threads)
  set_target_properties(${name} PROPERTIES PREFIX "" VISIBILITY_INLINES_HIDDEN ON)
  _routpact_require_entry_point(${name})

  # Any other exported symbol, also one of a static library, could make an ELF loader keep the file after dlclose.
  if(WIN32)
    target_sources(${name} PRIVATE ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../register_protocol.def)
    if(MINGW) # on 32-bit x86 the plain name has to match the decorated RegisterProtocol@8
      target_link_options(${name} PRIVATE -Wl,--enable-stdcall-fixup)
    elseif(MSVC) # ROUTPACT_EXPORT_PROTOCOLS exports the name too
      target_link_options(${name} PRIVATE /IGNORE:4197)
    endif()
  elseif(APPLE)
    target_link_options(${name} PRIVATE -Wl,-exported_symbol,_RegisterProtocol)
  else()
    set(exports ${CMAKE_CURRENT_BINARY_DIR}/${name}-exports.map)
    file(CONFIGURE OUTPUT ${exports} CONTENT "{ global: RegisterProtocol; local: *; };\n")
    target_link_options(${name} PRIVATE -Wl,--version-script=${exports})
  endif()
  if(NOT WIN32 AND CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # So could a unique symbol of the standard library, in a function that was not inlined.
    target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fno-gnu-unique>)
  endif()
  if(MINGW AND arg_STATIC_RUNTIME)
    target_link_options(${name} PRIVATE -static)
  elseif(arg_STATIC_RUNTIME) # only for compilers with Microsoft's runtime
    set_target_properties(${name} PROPERTIES
      MSVC_RUNTIME_LIBRARY "MultiThreaded$<$<CONFIG:Debug>:Debug>")
  endif()
endfunction()
