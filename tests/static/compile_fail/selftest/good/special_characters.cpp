// expect-error: DWORD (ULONG, [[x]; ...) + *$ ${x} end
// names: [[x]; ...
#ifdef BAD
static_assert(false, "DWORD (ULONG, [[x]; ...) + *$ ${x} end");
#endif
