// expect-error: the right reason
// must-say: does not compile without BAD
static_assert(false, "the right reason");
