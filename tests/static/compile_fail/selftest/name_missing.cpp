// expect-error: the right reason
// names: connect_client
// must-say: connect_client
#ifdef BAD
static_assert(false, "the right reason");
#endif
