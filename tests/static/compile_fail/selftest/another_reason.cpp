// expect-error: the right reason
// must-say: the first error lacks
#ifdef BAD
no_such_type x;
#endif
