"""conan.py RECIPE VERSION WORK PACKAGE OPTION ...: takes the steps of `conan create` with the recipe, and with stand-ins
for Conan, which is not here. The options are those of CMake. Prints where CMake finds the package."""

import importlib.util
import pathlib
import shutil
import sys

recipe, version, work, package = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4]
sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent / "conan_stand_in"))
specification = importlib.util.spec_from_file_location("conanfile", recipe)
module = importlib.util.module_from_spec(specification)
specification.loader.exec_module(module)

for each in (work, package):
    shutil.rmtree(each, ignore_errors=True)
made = module.Routpact(recipe.parent, work / "sources", work / "build", package)
made.settings_of_test = sys.argv[5:]
made.set_version()
assert made.version == version, f"the version is {made.version}, not {version}"
made.export_sources()
made.recipe_folder = None  # from here on, the recipe has the exported sources alone
for step in (made.layout, made.validate, made.generate, made.build, made.package, made.package_info, made.package_id):
    step()
assert made.required_standard == 20
assert made.info.cleared, "a package of headers has no settings"
assert made.cpp_info.properties == {"cmake_find_mode": "none"}
(found,) = made.cpp_info.builddirs
assert (pathlib.Path(package) / found / "routpactConfig.cmake").is_file(), found
