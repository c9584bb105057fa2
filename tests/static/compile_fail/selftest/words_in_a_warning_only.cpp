// expect-error: the right reason
// must-say: compiles with BAD
#ifdef BAD
#warning the right reason
#endif
