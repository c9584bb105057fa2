import subprocess


def cmake_layout(conanfile):
    conanfile.with_layout = True


class CMakeToolchain:
    def __init__(self, conanfile):
        self.conanfile = conanfile
        self.cache_variables = {}

    def generate(self):
        self.conanfile.cache_variables = self.cache_variables


class CMake:
    def __init__(self, conanfile):
        self.conanfile = conanfile

    def configure(self):
        recipe = self.conanfile
        values = [f"-D{name}={'ON' if value else 'OFF'}" for name, value in recipe.cache_variables.items()]
        subprocess.run(["cmake", "-S", recipe.source_folder, "-B", recipe.build_folder, *recipe.settings_of_test,
                        *values], check=True)

    def install(self):
        recipe = self.conanfile
        subprocess.run(["cmake", "--install", recipe.build_folder, "--prefix", recipe.package_folder], check=True)
