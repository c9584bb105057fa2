"""visual_studio.py INCLUDE: checks routpact.natvis and routpact.natstepfilter as far as no debugger of this system reads
them: each type, member and function that they name has to be in the headers, and each code has to have the name and
number there."""

import pathlib
import re
import sys
import xml.etree.ElementTree as xml

include = pathlib.Path(sys.argv[1]) / "routpact"
headers = "\n".join(path.read_text() for path in include.rglob("*.hpp"))
namespaces = set(re.findall(r"#define ROUTPACT_ABI (\w+)", headers))
errors = []

root = xml.parse(include / "routpact.natvis").getroot()
schema = "{http://schemas.microsoft.com/vstudio/debugger/natvis/2010}"
for kind in root.findall(schema + "Type"):
    names = [kind.get("Name")] + [each.get("Name") for each in kind.findall(schema + "AlternativeType")]
    spaces = {re.match(r"routpact::(\w+)::", name).group(1) for name in names}
    if spaces != namespaces:
        errors.append(f"{names[0]}: has the namespaces {spaces}, expected {namespaces}")
    name = re.match(r"routpact::\w+::(?:detail::)?(\w+)", names[0]).group(1)
    if not re.search(rf"\b(class|struct|enum class) (ROUTPACT_HIDDEN )?{name}\b", headers):
        errors.append(f"{name}: no type of this name")
    for each in kind.iter():
        shown = " ".join(filter(None, [each.text, each.get("Condition"), each.get("InitialValue")]))
        members = re.findall(r"\b[a-z]+_\b|(?<=->)\w+", shown)
        for member in members:
            if not re.search(rf"\b{member}\b *[;={{]", headers):
                errors.append(f"{name}: no member {member}")
        for code, number in re.findall(r"((?:ERROR_|NO_E)\w+) \((\d+)\)", shown):
            if not re.search(rf"\b{code} = {number};", headers):
                errors.append(f"{code} is not {number}")
            if each.get("Condition") != f"(unsigned long)*this == {number}":
                errors.append(f"{code} is shown under another condition")

root = xml.parse(include / "routpact.natstepfilter").getroot()
schema = "{http://schemas.microsoft.com/vstudio/debugger/natstepfilter/2010}"
assert root.tag == schema + "StepFilter"
for each in root:
    name = each.find(schema + "Name").text
    if each.find(schema + "Action").text != "NoStepInto":
        errors.append(f"{name}: has another action than NoStepInto")
    if re.search(r"[()|\\+?]", name):
        errors.append(f"{name}: gdb has other regular expressions")
    for word in set(re.findall(r"\w{2,}", name)) - {"routpact", "detail"}:
        if not re.search(rf"\b{word}\b", headers):
            errors.append(f"{name}: no {word} in the headers")
if not len(root):
    errors.append("routpact.natstepfilter has no function")

print("\n".join(errors) or "every name is in the headers")
sys.exit(bool(errors))
