# A check that is not possible ends with exit code 2 and a reason.

# add_refusal_test(NAME MESSAGE argument...)
function(add_refusal_test name message)
  add_check_test(refuses_${name} 2 ARGS ${ARGN} STDERR "routpact-check: ${message}")
endfunction()

set(some_dll $<TARGET_FILE:routpact-example-sessions>)
set(bytes ${CMAKE_CURRENT_BINARY_DIR}/bytes)
file(WRITE ${bytes} "four")
file(WRITE ${bytes}_short "abc")
file(WRITE ${bytes}_none "")

add_refusal_test(no_argument "no DLL is given")
add_refusal_test(empty_path "the path of the DLL is empty" "<empty>" --protocol-id 7)
add_refusal_test(no_file "no such file: nowhere.dll" nowhere.dll --protocol-id 7)
add_refusal_test(directory "this is a directory, not a DLL: ." . --protocol-id 7)
add_refusal_test(no_dll "cannot use ${bytes}: it is not a DLL" ${bytes} --protocol-id 7)
add_refusal_test(no_export
  "cannot use $<TARGET_FILE:silent>: it does not export the plain name RegisterProtocol"
  $<TARGET_FILE:silent> --protocol-id 7)
add_refusal_test(foreign_id
  "${some_dll} has no protocol 0x0fff0009: RegisterProtocol returns ERROR_NOT_SUPPORTED (50)"
  ${some_dll} --protocol-id 0x0fff0009)
add_refusal_test(failing_registration
  "$<TARGET_FILE:hostile> has no protocol 0x0fff0022: RegisterProtocol returns ERROR_CAN_NOT_COMPLETE"
  $<TARGET_FILE:hostile> --protocol-id 0x0fff0022)
add_refusal_test(flags_that_are_not_offered "${some_dll} has no protocol 0x0fff0007"
  ${sessions} --functionality 0x20)
add_refusal_test(no_number "--protocol-id: not a number from 0 to 4294967295: \"seven\""
  ${some_dll} --protocol-id seven)
add_refusal_test(too_large_a_number "--protocol-id: not a number" ${some_dll}
  --protocol-id 0x100000000)
add_refusal_test(no_time "--timeout: not a number from 1 to 100000: \"0\"" ${sessions} --timeout 0)
add_refusal_test(unknown_option "unknown option --sed: see --help" ${sessions} --sed 5)
add_refusal_test(no_value "--seed needs a value: N" ${sessions} --seed)
add_refusal_test(needless_value "--strict takes no value" ${sessions} --strict=yes)
add_refusal_test(unknown_rule "--only: no rule matches \"RP-NOTHING-*\""
  ${sessions} --only "RP-NOTHING-*")
add_refusal_test(unknown_rule_to_skip "--skip: no rule matches \"RP-START-99\""
  ${sessions} --skip RP-START-99)
add_refusal_test(no_rule "no rule is selected" ${sessions} --only RP-START-01 --skip "RP-START*")
add_refusal_test(no_info_file "--global-info: cannot open nowhere" ${sessions}
  --global-info nowhere)
add_refusal_test(empty_info_file "--interface-info: ${bytes}_none has no bytes" ${sessions}
  --interface-info ${bytes}_none)
add_refusal_test(empty_info_path "--global-info: the path is empty" ${sessions} --global-info=)
add_refusal_test(unknown_format "--format: unknown format \"xml\": use text, json, junit or html"
  ${sessions} --format xml)
add_refusal_test(no_place_for_the_report "--output: cannot write nowhere/report" ${sessions}
  --output nowhere/report)
add_refusal_test(no_place_for_the_baseline "--write-baseline: cannot write nowhere/list" ${sessions}
  --write-baseline nowhere/list)
add_refusal_test(no_baseline "--baseline: cannot open nowhere" ${sessions} --baseline nowhere)
add_refusal_test(wrong_baseline "${bytes}:1: not an accepted finding" ${sessions}
  --baseline ${bytes})
add_refusal_test(no_config "--config: cannot open nowhere" ${sessions} --config nowhere)
file(WRITE ${bytes}_config "# options\ntimeout = 5\n")
add_refusal_test(wrong_config "${bytes}_config:2: --timeout: not a number from 1 to 100000: \"= 5\""
  ${sessions} --config ${bytes}_config)
add_refusal_test(rules_as_html "--list-rules: --format may be text or json"
  --list-rules --format html)
add_refusal_test(no_applicable_rule "none of these rules applies to this protocol" ${sessions}
  --only RP-MCAST-05)

add_check_test(help 0 ARGS --help STDOUT "usage: routpact-check DLL ... [OPTION ...]" "--protocol-id ID" "Exit code:")
add_check_test(version 0 ARGS --version STDOUT "routpact-check ${PROJECT_VERSION}")
add_check_test(list_rules_json 0 ARGS --list-rules --only RP-START-01 --format json
  STDOUT "\"schema_version\": \"1\"" "\"id\": \"RP-START-01\"" ABSENT "RP-START-02")
add_check_test(list_rules 0 ARGS --list-rules --only RP-START-01
  STDOUT "pfnStartProtocol" "RP-START-01     contract  " "[pstart_protocol]" ABSENT "RP-START-02")
add_check_test(info_files 0
  ARGS ${sessions} --only RP-START-01 --global-info ${bytes} --global-info-version 9
  STDOUT "The DLL conforms.")
add_check_test(wrong_info_files 1
  ARGS ${sessions} --only RP-START-01 --global-info ${bytes}_short --global-info-version 9
  STDOUT "{3 bytes}, 9, 3, 1" "ERROR_INVALID_PARAMETER (87)")

# A configuration file; the paths in it are relative to it
file(WRITE ${bytes}_good_config
  "protocol-id 0x0fff0007\nonly RP-START-01 # one\nglobal-info bytes_short\nglobal-info-version 9\n")
add_check_test(config 1 ARGS ${some_dll} --config ${bytes}_good_config
  STDOUT "{3 bytes}, 9, 3, 1" "1 rule")
add_check_test(config_and_option 0
  ARGS ${some_dll} --global-info ${bytes} --config ${bytes}_good_config
  STDOUT "The DLL conforms.")

# Several DLLs: each has its results, and the highest exit code is that of the run.
add_check_test(two_dlls 1 ARGS ${some_dll} $<TARGET_FILE:careless> --protocol-id 0x0fff0007
    --only RP-ITF-03
  STDOUT "2 checks" "${some_dll}, protocol 0x0fff0007: The DLL conforms."
    "$<TARGET_FILE:careless>, protocol 0x0fff0007: The DLL does not")
add_check_test(one_dll_of_two 2 ARGS nowhere.dll ${some_dll} --protocol-id 0x0fff0007
    --only RP-ITF-03
  STDOUT "nowhere.dll: No result: no such file" "1 kept"
  STDERR "routpact-check: no such file: nowhere.dll")
add_check_test(no_dll_of_two 2 ARGS nowhere.dll ${bytes} --protocol-id 0x0fff0007
  STDERR "no such file: nowhere.dll" "cannot use ${bytes}: " ABSENT "No result")
