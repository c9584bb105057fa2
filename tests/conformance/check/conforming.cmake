# Positive controls: protocols that keep the contract conform to every rule.
function(add_conforming_test name dll id)
  add_check_test(conforms_${name} 0 ARGS $<TARGET_FILE:${dll}> --protocol-id ${id}
    STDOUT "0 findings of severity contract, " "The DLL conforms")
  set_tests_properties(check/conforms_${name} PROPERTIES RUN_SERIAL ON)
endfunction()

add_conforming_test(sessions routpact-example-sessions 0x0fff0007)
add_conforming_test(by_hand twin 0x0fff0007)
add_conforming_test(pair_8 routpact-example-pair 0x0fff0008)
add_conforming_test(pair_9 routpact-example-pair 0x0fff0009)
add_conforming_test(neighbors routpact-example-neighbors 0x4fff000a)
add_conforming_test(rip routpact-example-rip 0x0fff000b)
