"""gdb -batch -x gdb_test.py --args CALLS DLL, with the environment variable ROUTPACT_GDB: the printers' file. Checks what
gdb shows in handlers, and where its steps lead."""

import os
import re
import sys
import traceback

import gdb

for setting in ("pagination off", "confirm off", "width 0", "breakpoint pending on", "debuginfod enabled off",
                "disable-randomization off"):  # containers forbid to turn it off
    gdb.execute(f"set {setting}")
gdb.execute(f"source {os.environ['ROUTPACT_GDB']}")
failures = 0


def expect(what, actual, expected):
    global failures
    if actual != expected:
        failures += 1
        print(f"FAILED: {what}: {actual}; expected {expected}", file=sys.stderr)


def shown(expression):
    return gdb.parse_and_eval(expression).format_string(max_elements=0)


def function():
    return gdb.newest_frame().name()


def to_line(text):
    """Runs to the line of the present function that has the text."""
    for _ in range(9):
        line = gdb.newest_frame().find_sal()
        with open(line.symtab.fullname(), encoding="utf-8") as source:
            if text in source.readlines()[line.line - 1]:
                return
        gdb.execute("next", to_string=True)
    raise RuntimeError(f"{function()} has no line with {text}")


def to_call(name, start="continue"):
    """Runs to the line of the call in the function `name` of CALLS."""
    gdb.execute(f"tbreak {name}(ULONG)", to_string=True)
    gdb.execute(start, to_string=True)
    to_line("return routing.")


def test():
    instance = "routpact::v0::detail::instance<counter>"
    to_call("add_interface", "run")
    expect("the phase before StartComplete", shown(f"{instance}::life"), "starting")
    expect("an empty table", shown(f"{instance}::interfaces"), "0 interfaces")
    gdb.execute("step-into-handler", to_string=True)
    expect("AddInterface leads to", function(), "counter::interface_type::interface_type")

    to_call("set_interface_info")
    gdb.execute("step-into-handler", to_string=True)
    expect("SetInterfaceInfo leads to", function(), "counter::set_interface_info")
    expect("a block", shown("block"), 'version 1, 3 of 2 bytes = {bytes = "\\001\\002\\003\\004\\005\\006"}')
    gdb.execute("set variable block.data_ = 0")
    expect("an absent block", shown("block"), "no block")

    # The steps of gdb itself stop in the functions between the call and the handler, and in no other.
    to_call("connect_client")
    visited = set()
    for _ in range(30):
        gdb.execute("step", to_string=True)
        if function() == "counter::connect_client":
            break
        visited.add(re.sub("<.*>", "", function()))
    expect("ConnectClient leads to", function(), "counter::connect_client")
    library = "routpact::v0::detail::"
    expect("the way to the handler", sorted(visited),
           [library + each for each in ("bound_handler::call", "entry_points", "entry_points::call",
                                        "handler_traits")])
    to_line("return answer")
    expect("a code", shown("answer"), "ERROR_INVALID_PARAMETER (87)")
    expect("no error", shown("routpact::v0::code::no_error"), "NO_ERROR (0)")
    expect("another code", shown("(routpact::v0::code)5023"), "Win32 code 5023")
    expect("the table", shown(f"{instance}::interfaces"),
           "2 interfaces = {[8] = {index = 8, clients = 0}, [7] = {index = 7, clients = 4}}")
    expect("the phase", shown(f"{instance}::life"), "running")

    # A call that is refused returns to the caller.
    to_call("connect_client")
    gdb.execute("step-into-handler", to_string=True)
    expect("a refused call leads to", function(), "connect_client")
    gdb.execute("step-into-handler", to_string=True)
    expect("after it follows", function(), "main")
    gdb.execute("continue", to_string=True)
    expect("the exit code", int(gdb.parse_and_eval("$_exitcode")), 0)


try:
    test()
    gdb.execute("quit 1" if failures else "quit 0")
except Exception:
    traceback.print_exc()
    gdb.execute("quit 1")
