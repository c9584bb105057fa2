// expect-error(gcc): 'no_such_type' does not name a type
// expect-error(clang): unknown type name 'no_such_type'
#ifdef BAD
no_such_type x;
#endif
