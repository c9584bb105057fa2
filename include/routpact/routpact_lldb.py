"""Shows types of routpact in lldb, and steps from a C pointer to the handler:

    (lldb) command script import routpact_lldb.py

adds the summaries and the command step-into-handler, which steps over what routpact.natstepfilter, beside this file,
lists.
"""

import os
import re
import xml.etree.ElementTree as xml

import lldb

NAMESPACE = r"routpact::v[0-9]+(_noexcept)?::"
# What step-into-handler does not stop in, after the type that the name of some functions begins with
LIBRARY = re.compile(rf"([^(]* )?({NAMESPACE}|std::|__gnu_cxx::|operator (new|delete)\b)")


def code_summary(value, _):
    """A result code, by the name that it has in the Windows headers."""
    value = value.GetNonSyntheticValue()
    number = value.GetValueAsUnsigned()
    for each in value.GetType().GetEnumMembers():
        if each.GetValueAsUnsigned() == number:
            name = each.GetName().upper()
            return f"{name if name == 'NO_ERROR' else 'ERROR_' + name} ({number})"
    return f"Win32 code {number}"


def info_block_summary(value, _):
    """An info block."""
    value = value.GetNonSyntheticValue()
    data, version, size, count = (value.GetChildMemberWithName(each).GetValueAsUnsigned()
                                  for each in ("data_", "version_", "size_", "count_"))
    return f"version {version}, {count} of {size} bytes" if data else "no block"


def table_summary(value, _):
    """The number of the interfaces of a table."""
    count = value.GetNonSyntheticValue().GetValueForExpressionPath(".store_.count_")
    return f"{count.GetValueAsUnsigned()} interfaces"


def lifecycle_summary(value, _):
    """The phase of a protocol: the one member that std::atomic has, in any C++ library."""
    phase = value.GetNonSyntheticValue().GetChildMemberWithName("phase_").GetNonSyntheticValue()
    while phase.GetNumChildren():
        phase = phase.GetChildAtIndex(phase.GetNumChildren() - 1).GetNonSyntheticValue()
    return phase.GetValue()


class Children:
    """The children that lldb shows: `self.shown`, which update() fills."""

    def __init__(self, value, _):
        self.value = value.GetNonSyntheticValue()
        self.shown = []

    def num_children(self):
        return len(self.shown)

    def get_child_at_index(self, index):
        return self.shown[index]

    def get_child_index(self, name):
        return next((at for at, each in enumerate(self.shown) if each.GetName() == name), -1)


class InfoBlockChildren(Children):
    """The bytes of an info block."""

    def update(self):
        data, size, count = (self.value.GetChildMemberWithName(each) for each in ("data_", "size_", "count_"))
        length = size.GetValueAsUnsigned() * count.GetValueAsUnsigned()
        self.shown = []
        if data.GetValueAsUnsigned() and length:
            byte = self.value.GetTarget().GetBasicType(lldb.eBasicTypeUnsignedChar)
            self.shown.append(self.value.CreateValueFromAddress(
                "bytes", data.GetValueAsUnsigned(), byte.GetArrayType(length)))


class InterfaceTableChildren(Children):
    """The interfaces of a table, by index."""

    def update(self):
        interface_type = self.value.GetType().GetTemplateArgumentType(0)
        node = self.value.GetValueForExpressionPath(".store_.first_")
        self.shown = []
        while node.GetValueAsUnsigned():
            name = f"[{node.GetChildMemberWithName('index').GetValueAsUnsigned()}]"
            address = node.GetValueForExpressionPath("->object_").GetValueAsUnsigned()
            interface = self.value.CreateValueFromAddress(name, address, interface_type)
            if "::interface_record<" in interface_type.GetName():
                own = interface.GetChildMemberWithName("value")  # that of the author; the rest is the library's
                interface = self.value.CreateValueFromAddress(name, own.GetLoadAddress(), own.GetType())
            self.shown.append(interface)
            node = node.GetChildMemberWithName("next")


class StepIntoHandler:
    """Steps from the call of a C pointer into the handler, or over the call if it is refused before the handler."""

    def __init__(self, debugger, _):
        here = os.path.dirname(os.path.abspath(__file__))
        names = xml.parse(os.path.join(here, "routpact.natstepfilter")).getroot().findall(".//{*}Name")
        self.step = f'thread step-in -r "{"|".join(f"^([^(]* )?{each.text}" for each in names)}"'

    def get_short_help(self):
        return self.__doc__

    def __call__(self, debugger, command, context, result):
        debugger.SetAsync(False)
        thread = context.GetThread()
        caller, module = thread.GetFrameAtIndex(0), None
        callers_frame = caller.GetCFA()
        done = lldb.SBCommandReturnObject()
        interpreter = debugger.GetCommandInterpreter()
        interpreter.HandleCommand(self.step, context, done)
        while thread.IsValid() and thread.GetNumFrames():
            frame = thread.GetFrameAtIndex(0)
            if LIBRARY.match(frame.GetFunctionName() or ""):
                module = frame.GetModule()
                interpreter.HandleCommand(self.step, context, done)
            elif module and frame.GetModule() != module and frame.GetCFA() < callers_frame:
                thread.StepOut()  # of a function of the system with debug information
            else:
                result.AppendMessage(str(frame))
                break


def __lldb_init_module(debugger, _):
    summaries = {"code": code_summary, "info_block": info_block_summary, "interface_table<.*>": table_summary,
                 "detail::lifecycle": lifecycle_summary}
    children = {"info_block": InfoBlockChildren, "interface_table<.*>": InterfaceTableChildren}
    for name, function in summaries.items():
        expand = " --expand" if name in children else ""
        debugger.HandleCommand(f'type summary add -w routpact{expand} -x "^{NAMESPACE}{name}$" '
                               f"-F {__name__}.{function.__name__}")
    for name, provider in children.items():
        debugger.HandleCommand(f'type synthetic add -w routpact -x "^{NAMESPACE}{name}$" '
                               f"-l {__name__}.{provider.__name__}")
    debugger.HandleCommand("type category enable routpact")
    debugger.HandleCommand(f"command script add -o -c {__name__}.StepIntoHandler step-into-handler")
