#!/usr/bin/env python3
"""members.py [--check PAGE]: writes examples/members.md, the members of the types that authors use, from the doc
comments in the headers, which Doxygen reads. With --check it writes nothing, and fails if PAGE differs."""

import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

here = pathlib.Path(__file__).resolve().parent
root = here.parents[2]
page = root / "examples/members.md"

# Headings, and the class and header of each table below. Each list is for a run of Doxygen of its own: both have a class
# router_manager, and one run would take these for one class.
library = [
    ("What handlers take and return", [
        ("info_block", "arguments/info_block"), ("versioned", "arguments/info_block"),
        ("counted_block", "arguments/counted_block"), ("mib_entry", "arguments/mib_entry"),
        ("interface_description", "arguments/interface_description"),
        ("status_change", "arguments/status_change"), ("address_list", "arguments/status_change"),
        ("neighbors", "arguments/neighbors"), ("router_event", "arguments/router_event"),
        ("trap_output", "arguments/trap_output"), ("autostatic_update", "autostatic_update")]),
    ("What a protocol keeps and calls", [
        ("router_manager", "router_manager"), ("support_functions", "support_functions"),
        ("answer", "support_functions"), ("validated", "support_functions"), ("timer", "timer"),
        ("interface_state", "interface_state"), ("interface_list", "interfaces"),
        ("interface_table", "interface_table"), ("report", "observer"), ("report_text", "observers"),
        ("report_counts", "observers")]),
    ("The multicast group manager", [
        ("multicast_registration", "multicast"), ("multicast_ownership", "multicast"),
        ("multicast_functions", "multicast/multicast_functions"), ("source_group", "multicast/source_group"),
        ("rpf_query", "multicast/rpf_path"), ("rpf_path", "multicast/rpf_path"),
        ("packet_header", "multicast/packet_header"), ("outgoing_interfaces", "multicast/outgoing_interfaces"),
        ("mfe_timeout", "multicast/mfe_timeout")]),
]
testing = [
    ("What a test uses", [
        ("router_manager", "testing/router_manager"), ("mib_calls", "testing/mib_calls"),
        ("protocol_session", "testing/protocol_session"), ("registered_protocol", "testing/registered_protocol"),
        ("reply", "testing/reply"), ("info_bytes", "testing/info_bytes"), ("recorded_call", "testing/recorded_call"),
        ("support_answers", "testing/support_answers"), ("manual_clock", "testing/manual_clock"),
        ("stepped_event", "testing/stepped_event")]),
]
# What a table says of members that a class has from others.
session = "It also has the members of `mib_calls`, `protocol_session` and `registered_protocol`."
a_range = "It also has `begin()`, `end()`, `size()`, `data()` and `[]`."
inherited = {
    "routpact::router_manager": "It also has the members of `support_functions`.",
    "testing::router_manager": session,
    "routpact::packet_header": a_range,
    "routpact::outgoing_interfaces": a_range,
}


def read_classes(headers):
    """Returns the description of each class in the headers, by name."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = (here / "Doxyfile.in").read_text()
        for name, value in (("@inputs@", " ".join(f'"{root}/include/routpact/{each}.hpp"' for each in headers)),
                            ("@PROJECT_SOURCE_DIR@", str(root)), ("@CMAKE_CURRENT_BINARY_DIR@/@name@", scratch)):
            settings = settings.replace(name, value)
        subprocess.run(["doxygen", "-"], input=settings, text=True, check=True)
        described = {}
        for path in pathlib.Path(scratch, "xml").glob("*.xml"):
            for each in xml.parse(path).getroot().findall("compounddef"):
                if each.get("kind") in ("class", "struct"):
                    described[each.findtext("compoundname").split("::")[-1]] = each
        return described


def text_of(element):
    """Returns the text of an element in Markdown, in one line."""
    text = element.text or ""
    for child in element:
        inner = text_of(child)
        text += f"`{inner}`" if child.tag == "computeroutput" else inner
        text += child.tail or ""
    return " ".join(text.split())


def first_paragraph(described):
    """Returns the first paragraph of a doc comment."""
    for part in ("briefdescription", "detaileddescription"):
        paragraph = described.find(part + "/para")
        if paragraph is not None:
            return text_of(paragraph).replace("|", "\\|")
    return ""


def declaration(member):
    """Returns a member as an author sees it, without specifiers."""
    result = text_of(member.find("type")) if member.find("type") is not None else ""
    words = [word for word in result.split() if word not in ("constexpr", "static", "explicit", "[[nodiscard]]")]
    parameters = ""
    if member.get("kind") == "function":
        listed = []
        for each in member.findall("param"):
            default = each.find("defval")
            shown = [text_of(each.find("type")), each.findtext("declname", "")]
            listed.append(" ".join(shown + (["=", text_of(default)] if default is not None else [])).strip())
        parameters = "(" + ", ".join(listed) + ")"
    text = " ".join(words + [member.findtext("name")]) + parameters
    text = text.replace("< ", "<").replace(" >", ">").replace("|", "\\|")
    return re.sub(r" ([*&]+)(?=[ ,.)>])", r"\1", text)


def table(name, space, header, described):
    """Returns the table of a class."""
    lines = [f"### `{space}{name}`", "", f"[`{header}.hpp`](../include/routpact/{header}.hpp)", ""]
    about = f"{first_paragraph(described)} {inherited.get(space + name, '')}".strip()
    lines += [about, "", "| Member | |", "|---|---|"]
    for member in described.iter("memberdef"):
        shown = declaration(member)
        arguments = member.findtext("argsstring", "")
        described_as = first_paragraph(member)  # a member without a comment is one that every class has
        usable = not ("detail::" in shown or "=delete" in arguments.replace(" ", "") or shown.startswith("~"))
        if member.get("prot") == "public" and member.get("kind") in ("function", "variable") and usable and described_as:
            lines.append(f"| `{shown}` | {described_as} |")
    return lines + [""]


def make_page():
    """Returns the text of the page."""
    lines = ["# Members at a glance", "",
             "The members of the types that authors use, as their doc comments describe them: the first paragraph of",
             "each. A comment in the header says more; [the guide](README.md) says how to use them.", "",
             "This page is generated. After a change of a doc comment, write it anew:", "",
             "```sh", "python3 tests/static/reference/members.py", "```", ""]
    for part, space in ((library, "routpact::"), (testing, "testing::")):
        classes = read_classes(sorted({header for _, types in part for _, header in types}))
        for title, types in part:
            lines += [f"## {title}", ""]
            for name, header in types:
                lines += table(name, space, header, classes[name])
    return "\n".join(lines).rstrip() + "\n"


text = make_page()
if sys.argv[1:2] == ["--check"]:
    checked = pathlib.Path(sys.argv[2])
    if checked.read_text() != text:
        sys.exit(f"{checked} differs from the headers: run python3 tests/static/reference/members.py")
else:
    page.write_text(text)
