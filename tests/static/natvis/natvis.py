"""natvis.py INCLUDE: checks routpact.natvis, which no debugger of this system reads: each type and each
member that it names has to be in the headers, and each code has to have the name and number there."""

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
    name = re.match(r"routpact::\w+::(\w+)", names[0]).group(1)
    if not re.search(rf"\b(class|struct|enum class) {name}\b", headers):
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

print("\n".join(errors) or "every name is in the headers")
sys.exit(bool(errors))
