// expect-error: the right reason
// expect-error: the right
// must-say: has 2 for any, 0 for gcc, 0 for clang
#ifdef BAD
static_assert(false, "the right reason");
#endif
