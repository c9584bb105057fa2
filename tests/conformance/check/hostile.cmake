# A crash, hang or exception of a DLL is a finding with a transcript, and the check continues.

# add_hostile_test(NAME NUMBER text...): checks protocol NUMBER of the DLL for texts in the report
function(add_hostile_test name number)
  add_check_test(${name} 1
    ARGS $<TARGET_FILE:hostile> --protocol-id 0x0fff00${number} --timeout 5
      --only RP-START-01 --only RP-REG-01 --only RP-REG-02
    STDOUT "The DLL does not conform." "1 finding of severity contract" "2 kept" ${ARGN})
endfunction()
set(inside "in pfnStartProtocol" "has not returned")

add_hostile_test(crash 01 "RP-START-01  crashed" "writing address 0x10" ${inside}
  "hostile${CMAKE_SHARED_MODULE_SUFFIX}+0x")
add_hostile_test(call_of_null 02 "RP-START-01  crashed" ${inside})
if(CMAKE_SYSTEM_NAME STREQUAL Linux AND CMAKE_SYSTEM_PROCESSOR STREQUAL x86_64)
  add_hostile_test(stack_overflow 03 "stack overflow (SIGSEGV)" ${inside})
else()
  add_hostile_test(stack_overflow 03 ${inside})
endif()
if(MINGW AND CMAKE_SIZEOF_VOID_P EQUAL 4) # an exception cannot leave a statically linked DLL
  add_hostile_test(exception 05 "RP-START-01  crashed" "the modem is off" ${inside})
  add_hostile_test(exception_of_no_class 06 "RP-START-01  crashed" "instance of 'int'" ${inside})
else()
  add_hostile_test(exception 05 "RP-START-01  threw" "an exception: the modem is off" ${inside})
  add_hostile_test(exception_of_no_class 06 "RP-START-01  threw" "no std::exception" ${inside})
endif()
add_hostile_test(abort 07 "RP-START-01  crashed" "abort() was called" ${inside}
  "printed    invariant broken <&\"> ??")
add_hostile_test(exit 08 "RP-START-01  ended" "it ended with exit code 7" ${inside})
add_hostile_test(terminate 09 "RP-START-01  crashed" "abort() was called" ${inside}
  "std::runtime_error" "the modem is off")
add_hostile_test(crash_in_a_thread 0a "RP-START-01  crashed" ${inside})
add_hostile_test(much_output 0b "RP-START-01  crashed" "printed    [...]" "####")
add_check_test(crash_in_stop 1 ARGS $<TARGET_FILE:hostile> --protocol-id 0x0fff0020
    --only RP-START-01 --only RP-STOP-06 --strict
  STDOUT "RP-STOP-06  crashed" "in pfnStopProtocol" "1 kept")
add_check_test(hang 1 ARGS $<TARGET_FILE:hostile> --protocol-id 0x0fff0004 --timeout 1
    --only RP-START-01 --only RP-START-02 --only RP-START-03
  STDOUT "RP-START-01  hung" "pfnStartProtocol has not ended after 3 s" "has not returned"
    "the same   RP-START-02" "(3 rules)")
add_check_test(hang_in_a_random_sequence 1
  ARGS $<TARGET_FILE:hostile> --protocol-id 0x0fff0024 --timeout 1 --only RP-RANDOM-01
  STDOUT "RP-RANDOM-01  hung" "pfnDeleteInterface has not ended after 3 s")
add_check_test(harmless 0 ARGS $<TARGET_FILE:hostile> --protocol-id 0x0fff0000 --only RP-START-01
  STDOUT "The DLL conforms.")
add_check_test(output_of_the_dll 0
  ARGS $<TARGET_FILE:hostile> --protocol-id 0x0fff000c --only RP-START-01
  STDOUT "The DLL conforms." ABSENT "hostile: started")

# If no rule can be tried, there is a single finding.
add_check_test(crash_in_registration 1 ARGS $<TARGET_FILE:hostile> --protocol-id 0x0fff0021
  STDOUT "LOAD  crashed" "in RegisterProtocol" ABSENT "RP-")
add_check_test(hang_in_registration 1
  ARGS $<TARGET_FILE:hostile> --protocol-id 0x0fff0023 --timeout 1
  STDOUT "LOAD  hung" "RegisterProtocol has not ended after 3 s" ABSENT "RP-")
