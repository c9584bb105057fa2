import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load


class Routpact(ConanFile):
    """Packs this copy of the sources: the headers, and routpact's own CMake package."""

    name = "routpact"
    description = "Type-safe, contract-keeping callbacks for Windows routing protocol DLLs"
    license = "MIT"
    topics = ("header-only", "rras", "routing", "windows")
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    no_copy_source = True

    @property
    def _sources(self):  # before the recipe is exported
        return os.path.join(self.recipe_folder, "..", "..", "..")

    def set_version(self):
        header = load(self, os.path.join(self._sources, "include", "routpact", "version.hpp"))
        self.version = re.search(r'char version\[\] = "([0-9.]+)"', header).group(1)

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "README.md", "include/*", "examples/cmake/*",
                        "examples/register_protocol.def"):
            copy(self, pattern, self._sources, self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def validate(self):
        check_min_cppstd(self, 20)

    def package_id(self):
        self.info.clear()  # headers alone: one package for all settings

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["ROUTPACT_EXAMPLES"] = False
        toolchain.cache_variables["ROUTPACT_CHECK"] = False
        toolchain.generate()

    def build(self):
        CMake(self).configure()

    def package(self):
        CMake(self).install()

    def package_info(self):
        # routpact's own package has routpact_add_protocol(), which a generated one would lack.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = [os.path.join("share", "cmake", "routpact")]
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
