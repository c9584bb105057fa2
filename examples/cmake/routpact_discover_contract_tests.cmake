# routpact_discover_contract_tests(<target> [PROTOCOL_ID <id>...] [ONLY <pattern>...] [SKIP <pattern>...]
#   [TIMEOUT <seconds>] [EXTRA_ARGS <argument>...] [TEST_PREFIX <prefix>] [PROPERTIES <name> <value>...])
#
# Makes CTest tests that try the contract on the protocol DLL <target> by routpact::check, when ctest is run:
#
#   <target>/<id>/<rule>  for each rule; skipped if the rule does not apply to the protocol
#   <target>/<id>/all     the whole check, which also fails if most rules do not apply
#
#   PROTOCOL_ID  the protocols; default: those that routpact-check finds
#   ONLY, SKIP   the rules; * and ? are wildcards
#   TIMEOUT      the time limit of a rule (--timeout)
#   EXTRA_ARGS   other options of routpact-check, such as --global-info
#   TEST_PREFIX  instead of <target>/
#   PROPERTIES   of the tests, such as LABELS
include_guard(GLOBAL)

function(routpact_discover_contract_tests target)
  set(function "routpact_discover_contract_tests(${target})")
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT;TEST_PREFIX"
    "PROTOCOL_ID;ONLY;SKIP;EXTRA_ARGS;PROPERTIES")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${function}: unknown argument: ${arg_UNPARSED_ARGUMENTS}")
  elseif(NOT TARGET ${target})
    message(FATAL_ERROR "${function}: there is no target ${target}")
  elseif(arg_EXTRA_ARGS MATCHES "--(only|skip|protocol-id|timeout|format|output|list-)")
    message(FATAL_ERROR "${function}: EXTRA_ARGS has ${CMAKE_MATCH_0}: use ONLY, SKIP, PROTOCOL_ID or "
      "TIMEOUT; the report belongs to ctest")
  elseif(NOT TARGET routpact::check)
    get_property(reason GLOBAL PROPERTY ROUTPACT_NO_CHECK)
    message(FATAL_ERROR "${function}: there is no routpact::check: ${reason}")
  endif()
  if(NOT DEFINED arg_TEST_PREFIX)
    set(arg_TEST_PREFIX ${target}/)
  endif()
  get_target_property(emulator routpact::check CROSSCOMPILING_EMULATOR)
  if(NOT emulator)
    set(emulator "")
  endif()

  string(SHA1 hash "${ARGV}") # a target may have several sets of tests
  string(SUBSTRING ${hash} 0 7 hash)
  set(base ${CMAKE_CURRENT_BINARY_DIR}/${target}-contract-${hash})
  set(settings "set(command [==[${emulator};$<TARGET_FILE:routpact::check>]==])
set(tool [==[$<TARGET_FILE:routpact::check>]==])
set(dll [==[$<TARGET_FILE:${target}>]==])
set(cache [==[${base}-tests]==])\n")
  foreach(name IN ITEMS PROTOCOL_ID ONLY SKIP TIMEOUT EXTRA_ARGS TEST_PREFIX PROPERTIES)
    string(APPEND settings "set(${name} [==[${arg_${name}}]==])\n")
  endforeach()
  string(APPEND settings "include([==[${CMAKE_CURRENT_FUNCTION_LIST_DIR}/contract_tests.cmake]==])\n")

  get_property(multi_config GLOBAL PROPERTY GENERATOR_IS_MULTI_CONFIG)
  if(multi_config)
    file(GENERATE OUTPUT ${base}-$<CONFIG>.cmake CONTENT "${settings}")
    file(WRITE ${base}.cmake "include([==[${base}-]==]\${CTEST_CONFIGURATION_TYPE}.cmake)\n")
  else()
    file(GENERATE OUTPUT ${base}.cmake CONTENT "${settings}")
  endif()
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${base}.cmake)
endfunction()
