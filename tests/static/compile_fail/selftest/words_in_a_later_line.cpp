// expect-error: the right reason
// must-say: the first error lacks
#ifdef BAD
no_such_type x;
static_assert(false, "the right reason");
#endif
