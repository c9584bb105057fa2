// A DLL that needs_helper.cpp needs.

#ifdef _WIN32
__declspec(dllexport)
#endif
int helper() {
    return 50; // ERROR_NOT_SUPPORTED
}
