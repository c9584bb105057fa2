// A DLL without RegisterProtocol.

extern "C" int some_other_function() {
    return 0;
}
