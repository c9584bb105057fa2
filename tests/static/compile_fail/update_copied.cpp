// expect-error(gcc): use of deleted function
// expect-error(clang): autostatic_update
#include <routpact/autostatic_update.hpp>

void keep(routpact::autostatic_update update) {
#ifdef BAD
    const routpact::autostatic_update kept = update;
#else
    const routpact::autostatic_update kept = static_cast<routpact::autostatic_update&&>(update);
#endif
    kept.complete();
}
