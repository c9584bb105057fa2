def check_min_cppstd(conanfile, cppstd):
    conanfile.required_standard = cppstd
