# A check that cannot be made says why, with exit code 2.

# add_refusal_test(NAME MESSAGE argument...)
function(add_refusal_test name message)
  add_check_test(refuses_${name} 2 ARGS ${ARGN} STDERR "routpact-check: ${message}")
endfunction()

set(some_dll $<TARGET_FILE:sessions>)
set(bytes ${CMAKE_CURRENT_BINARY_DIR}/bytes)
file(WRITE ${bytes} "four")
file(WRITE ${bytes}_short "abc")
file(WRITE ${bytes}_none "")

add_refusal_test(no_argument "no DLL is named")
add_refusal_test(empty_path "the path of the DLL is empty" "<empty>" --protocol-id 7)
add_refusal_test(no_file "no such file: nowhere.dll" nowhere.dll --protocol-id 7)
add_refusal_test(directory "this is a directory: ." . --protocol-id 7)
add_refusal_test(no_dll "cannot use ${bytes}: " ${bytes} --protocol-id 7)
add_refusal_test(no_export
  "cannot use $<TARGET_FILE:silent>: it exports no plain RegisterProtocol"
  $<TARGET_FILE:silent> --protocol-id 7)
add_refusal_test(no_id "--protocol-id is missing" ${some_dll})
add_refusal_test(foreign_id
  "${some_dll} has no protocol 0x0fff0009: RegisterProtocol answers ERROR_NOT_SUPPORTED (50)"
  ${some_dll} --protocol-id 0x0fff0009)
add_refusal_test(failing_registration
  "$<TARGET_FILE:hostile> has no protocol 0x0fff0022: RegisterProtocol answers ERROR_CAN_NOT_COMPLETE"
  $<TARGET_FILE:hostile> --protocol-id 0x0fff0022)
add_refusal_test(flags_that_are_not_offered "${some_dll} has no protocol 0x0fff0007"
  ${sessions} --functionality 0x20)
add_refusal_test(no_number "--protocol-id: not a number from 0 to 4294967295: \"seven\""
  ${some_dll} --protocol-id seven)
add_refusal_test(too_large_a_number "--protocol-id: not a number" ${some_dll}
  --protocol-id 0x100000000)
add_refusal_test(no_time "--timeout: not a number from 1 to 100000: \"0\"" ${sessions} --timeout 0)
add_refusal_test(unknown_option "no such option: --sed (--help lists them)" ${sessions} --sed 5)
add_refusal_test(no_value "--seed needs a value: N" ${sessions} --seed)
add_refusal_test(needless_value "--strict takes no value" ${sessions} --strict=yes)
add_refusal_test(two_dlls "one DLL at a time" ${some_dll} ${some_dll} --protocol-id 7)
add_refusal_test(unknown_rule "--only: no rule has an id like \"RP-NOTHING-*\""
  ${sessions} --only "RP-NOTHING-*")
add_refusal_test(unknown_rule_to_skip "--skip: no rule has an id like \"RP-START-99\""
  ${sessions} --skip RP-START-99)
add_refusal_test(no_rule "no rule is selected" ${sessions} --only RP-START-01 --skip "RP-START*")
add_refusal_test(no_info_file "--global-info: cannot open nowhere" ${sessions}
  --global-info nowhere)
add_refusal_test(empty_info_file "--interface-info: ${bytes}_none has no bytes" ${sessions}
  --interface-info ${bytes}_none)
add_refusal_test(empty_info_path "--global-info: the path is empty" ${sessions} --global-info=)
add_refusal_test(unknown_format "--format: there are text, json and junit, and not \"xml\""
  ${sessions} --format xml)
add_refusal_test(no_place_for_the_report "--output: cannot write nowhere/report" ${sessions}
  --output nowhere/report)

add_check_test(help 0 ARGS --help STDOUT "usage: routpact-check DLL" "--protocol-id ID" "Exit code:")
add_check_test(list_rules 0 ARGS --list-rules --only RP-START-01
  STDOUT "pfnStartProtocol" "RP-START-01     contract  " "[pstart_protocol]" ABSENT "RP-START-02")
add_check_test(info_files 0
  ARGS ${sessions} --only RP-START-01 --global-info ${bytes} --global-info-version 9
  STDOUT "The DLL conforms.")
add_check_test(wrong_info_files 1
  ARGS ${sessions} --only RP-START-01 --global-info ${bytes}_short --global-info-version 9
  STDOUT "{3 bytes}, 9, 3, 1" "ERROR_INVALID_PARAMETER (87)")
