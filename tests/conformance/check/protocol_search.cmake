# Without --protocol-id, the protocols of a DLL are searched and each is checked.
set(pair $<TARGET_FILE:routpact-example-pair>)
add_check_test(finds_a_protocol 0 ARGS ${some_dll} --timeout 60 --only RP-START-01
  STDERR "routpact-check: ${some_dll} has the protocol 0x0fff0007 among 17560576 ids asked for"
  STDOUT "protocol 0x0fff0007" "The DLL conforms.")
add_check_test(finds_two_protocols 0 ARGS ${pair} --timeout 60 --only RP-START-01
  STDERR "${pair} has the protocols 0x0fff0008 and 0x0fff0009"
  STDOUT "protocol 0x0fff0008" "protocol 0x0fff0009")
add_check_test(finds_with_other_flags 2 ARGS ${some_dll} --functionality 0x20 --timeout 1
  STDERR "no protocol was found: RegisterProtocol of ${some_dll} refuses ")
add_check_test(finds_no_protocol 2 ARGS $<TARGET_FILE:no_protocol> --timeout 1
  STDERR "no protocol was found: RegisterProtocol of $<TARGET_FILE:no_protocol> refuses "
    " of 4294967296 ids, the last with ERROR_NOT_SUPPORTED (50). Name the id by --protocol-id")
add_check_test(finds_every_protocol 1 ARGS $<TARGET_FILE:careless> --only RP-REG-01 --only RP-REG-02
  STDERR "$<TARGET_FILE:careless> registers every id; checking one"
  STDOUT "protocol 0x00000008" "RP-REG-02  broken")
# The id for which RegisterProtocol crashes or hangs is checked too: with the one finding of such a DLL.
add_check_test(finds_the_crashing_protocol 1 ARGS $<TARGET_FILE:hostile> --only RP-REG-01
  STDERR "0x0fff000c, 0x0fff0020 and 0x0fff0021 among " "ended the search for others at the last"
  STDOUT "protocol 0x0fff0000" "protocol 0x0fff0021" "LOAD  crashed" "in RegisterProtocol")
add_check_test(finds_the_hanging_protocol 1 ARGS $<TARGET_FILE:hanging> --timeout 1
  STDERR "has the protocol 0x01370002 among "
  STDOUT "LOAD  hung" "RegisterProtocol has not ended after 3 s")
add_check_test(search_in_a_crashing_dll 1 ARGS $<TARGET_FILE:crashing_constructor>
  STDOUT "LOAD  crashed" "while the DLL is loaded")
add_check_test(search_in_no_dll 2 ARGS ${bytes} STDERR "cannot use ${bytes}: it is not a DLL")
add_check_test(two_protocols_in_json 0 ARGS ${pair} --timeout 60 --format json --only RP-START-01
  STDERR "0x0fff0008 and 0x0fff0009"
  STDOUT "\"protocol_id\": 268369928" "\"protocol_id\": 268369929")
add_check_test(list_protocols 0 ARGS ${pair} --timeout 60 --list-protocols
  STDOUT "0x0fff0008\n0x0fff0009\n" ABSENT "rule")
