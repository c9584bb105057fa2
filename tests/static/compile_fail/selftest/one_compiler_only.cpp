// expect-error(gcc): the right reason
// must-say: has 0 for any, 1 for gcc, 0 for clang
#ifdef BAD
static_assert(false, "the right reason");
#endif
