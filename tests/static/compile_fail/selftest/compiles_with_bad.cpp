// expect-error: the right reason
// must-say: compiles with BAD
int x;
