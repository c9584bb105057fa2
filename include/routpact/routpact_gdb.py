"""Shows types of routpact in gdb, and steps from a C pointer to the handler:

    (gdb) source routpact_gdb.py

adds the printers, the skips of routpact.natstepfilter beside this file, and the command step-into-handler.
"""

import os
import re
import xml.etree.ElementTree as xml

import gdb
import gdb.printing

NAMESPACE = r"routpact::v\d+(_noexcept)?::"
# What step-into-handler does not stop in. gdb shows a few names as the linker knows them.
LIBRARY = re.compile(NAMESPACE + r"|_Z+NK?8routpact\d+v\d|std::|__gnu_cxx::|operator (new|delete)\b")


class Code:
    """A result code, by the name that it has in the Windows headers."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        number = int(self.value)
        for each in self.value.type.strip_typedefs().fields():
            if each.enumval == number:
                name = each.name.rsplit("::", 1)[-1].upper()
                return f"{name if name == 'NO_ERROR' else 'ERROR_' + name} ({number})"
        return f"Win32 code {number}"


class InfoBlock:
    """An info block, with its bytes."""

    def __init__(self, value):
        self.value = value
        self.size, self.count = int(value["size_"]), int(value["count_"])

    def to_string(self):
        if not self.value["data_"]:
            return "no block"
        return f"version {int(self.value['version_'])}, {self.count} of {self.size} bytes"

    def children(self):
        if self.value["data_"] and self.size * self.count:
            bytes_type = gdb.lookup_type("unsigned char").array(self.size * self.count - 1)
            yield "bytes", self.value["data_"].cast(bytes_type.pointer()).dereference()


class InterfaceTable:
    """The interfaces of a table, by index."""

    def __init__(self, value):
        self.store = value["store_"]
        self.interface = value.type.strip_typedefs().template_argument(0)

    def to_string(self):
        return f"{int(self.store['count_'])} interfaces"

    def children(self):
        node = self.store["first_"]
        while node:
            interface = node["object_"].cast(self.interface.pointer()).dereference()
            if re.search(r"::interface_record<", self.interface.name):
                interface = interface["value"]  # that of the author; the rest is the library's
            yield f"[{int(node['index'])}]", interface
            node = node["next"]


class Lifecycle:
    """The phase of a protocol."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        atomic = self.value["phase_"]  # of any C++ library
        phase = atomic.address.cast(atomic.type.strip_typedefs().template_argument(0).pointer()).dereference()
        return str(phase).rsplit("::", 1)[-1]


class StepIntoHandler(gdb.Command):
    """Steps from the call of a C pointer into the handler, or over the call if it is refused before the handler."""

    def __init__(self):
        super().__init__("step-into-handler", gdb.COMMAND_RUNNING)

    def invoke(self, argument, from_tty):
        quiet = ""
        try:
            if gdb.parameter("suppress-cli-notifications") is not None:
                quiet = "with suppress-cli-notifications on -- "
        except RuntimeError:
            pass  # gdb 12 shows the places between, too
        caller, inside, module = gdb.newest_frame(), False, None
        gdb.execute(f"{quiet}step")
        while gdb.selected_thread():
            frame = gdb.newest_frame()
            if LIBRARY.match(frame.name() or ""):
                inside, module = True, gdb.solib_name(frame.pc())
                gdb.execute(f"{quiet}step")
            elif inside and gdb.solib_name(frame.pc()) != module and caller.is_valid() and frame != caller:
                gdb.execute(f"{quiet}finish")  # of a function of the system with debug information
            else:
                gdb.execute("frame")
                break


def register():
    printers = gdb.printing.RegexpCollectionPrettyPrinter("routpact")
    for name, printer in (("code", Code), ("info_block", InfoBlock), ("interface_table<.*>", InterfaceTable),
                          ("detail::lifecycle", Lifecycle)):
        printers.add_printer(name, f"^{NAMESPACE}{name}$", printer)
    gdb.printing.register_pretty_printer(None, printers, replace=True)
    StepIntoHandler()
    here = os.path.abspath(register.__code__.co_filename)  # __file__ may name a script that sources this one
    filters = os.path.join(os.path.dirname(here), "routpact.natstepfilter")
    for name in xml.parse(filters).getroot().findall(".//{*}Name"):
        gdb.execute(f"skip -rfu ^{name.text}", to_string=True)


register()
