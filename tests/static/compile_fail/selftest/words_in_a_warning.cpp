// expect-error: the right reason
// must-say: the first error lacks
#ifdef BAD
#warning x.cpp:1: error: the right reason
no_such_type x;
#endif
