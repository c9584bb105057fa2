// must-say: the first error lacks
#ifdef BAD
#warning something // expect-error: the right reason
no_such_type x; // x.cpp:1: error: the right reason
#endif
