// A part of a protocol that does not export it.
int part() {
    return 1;
}
