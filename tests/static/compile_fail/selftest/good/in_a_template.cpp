// expect-error: needs a handler
template <class T>
struct needs_handler {
    static_assert(sizeof(T) > 1, "needs a handler");
};
template <class T>
void use() {
    needs_handler<T> x;
    (void)x;
}
#ifdef BAD
void bad() {
    use<char>();
}
#else
void good() {
    use<int>();
}
#endif
