// expect-error:
// must-say: an empty text after expect-error
#ifdef BAD
static_assert(false, "the right reason");
#endif
