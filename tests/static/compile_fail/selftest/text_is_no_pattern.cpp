// expect-error: the .* reason
// must-say: the first error lacks
#ifdef BAD
static_assert(false, "the right reason");
#endif
