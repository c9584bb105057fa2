"""nuget.py NUSPEC VERSION PACKAGE COMMAND ...: packs the files of NUSPEC into the folder PACKAGE, as nuget would, and
evaluates the targets file there as MSBuild would. COMMAND gets the include directories as -I."""

import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml

nuspec, version, package, command = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4:]
schema = "{http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd}"
root = xml.parse(nuspec).getroot()
metadata = {each.tag.removeprefix(schema): each.text for each in root.find(schema + "metadata")}
assert metadata["version"] == version, f"the version is {metadata['version']}, not {version}"
for required in ("id", "authors", "description"):
    assert metadata[required]

shutil.rmtree(package, ignore_errors=True)
for each in root.find(schema + "files"):
    source = nuspec.parent / each.get("src").replace("\\", "/")
    target = package / each.get("target").replace("\\", "/")
    if source.name == "**":
        shutil.copytree(source.parent, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
assert (package / metadata["readme"]).is_file()

# NuGet adds only the targets file that has the name of the package to a project.
targets = package / "build" / "native" / f"{metadata['id']}.targets"
schema = "{http://schemas.microsoft.com/developer/msbuild/2003}"


def evaluate(text):
    """MSBuild's value: the directory of the file ends with a separator."""
    return text.replace("$(MSBuildThisFileDirectory)", f"{targets.parent}/").replace("\\", "/")


project = xml.parse(targets).getroot()
shown = [evaluate(each.get("Include")) for each in project.iter(schema + "Natvis")]
assert shown and all(pathlib.Path(each).is_file() for each in shown), shown
(setting,) = project.iter(schema + "AdditionalIncludeDirectories")
own, inherited = evaluate(setting.text).rsplit(";", 1)
assert inherited == "%(AdditionalIncludeDirectories)", inherited
subprocess.run(command + [f"-I{each}" for each in own.split(";")], check=True)
