"""Stand-ins for the part of Conan that the recipe uses, as Conan's reference describes it."""

from types import SimpleNamespace


class ConanFile:
    def __init__(self, recipe_folder, export_sources_folder, work_folder, package_folder):
        self.recipe_folder = recipe_folder
        self.export_sources_folder = self.source_folder = export_sources_folder
        self.build_folder = work_folder
        self.package_folder = package_folder
        self.info = SimpleNamespace(cleared=False)
        self.info.clear = lambda: setattr(self.info, "cleared", True)
        self.cpp_info = SimpleNamespace(properties={})
        self.cpp_info.set_property = self.cpp_info.properties.__setitem__
