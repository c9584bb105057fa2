// expect-error: expected void, DWORD, routpact::code, std::error_code or an expected<void, E>
// names: ::pfnConnectClient
#include <routpact/callbacks.hpp>

struct dial_in {
    int clients = 0;
};
struct table {
    dial_in only;
    dial_in* find(ULONG) { return &only; }
} interfaces;

using HRESULT_ON_WINDOWS = long;
#ifdef BAD
HRESULT_ON_WINDOWS handler(dial_in&, PVOID) {
    return 0;
}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#else
DWORD handler(dial_in&, PVOID) {
    return NO_ERROR;
}
const PCONNECT_CLIENT callback = routpact::connect_client<interfaces, handler>;
#endif
