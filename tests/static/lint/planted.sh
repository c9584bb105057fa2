#!/bin/sh
# planted.sh WORK CLANG_TIDY ROOT: plants one fault after the other into the first of two sources, the
# second one and their header; tidy.sh has to name it.
set -eu
work=$1 clang_tidy=$2 root=$3
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work/examples/pair"
cd "$work"

# sources HEADER FIRST SECOND: writes the lines
sources() {
    printf '%s\n' '#pragma once' 'struct text { text(const text&); int length; };' "$1" >examples/pair/text.hpp
    printf '%s\n' '#include "text.hpp"' "$2" 'int main() { return 0; }' >examples/pair/first.cpp
    printf '%s\n' '#include "text.hpp"' "$3" 'int main() { return 1; }' >examples/pair/second.cpp
}
tidy() {
    sh "$here/tidy.sh" "$clang_tidy" "$root" "$work/joined.cpp" \
        "$work/examples/pair/first.cpp" "$work/examples/pair/second.cpp" >"$work/log" 2>&1
}
# fails CHECK: what tidy.sh names
fails() {
    if tidy || ! grep -qF "[$1" "$work/log"; then
        { cat "$work/log"; echo "should fail with $1"; } >&2
        exit 1
    fi
}

null='int at(int* p) { return p ? 0 : *p; }'
copy='inline int length_of(text whole) { return whole.length; }'
sources '' '' ''
tidy || { cat "$work/log"; exit 1; } >&2
sources '' "$null" ''
fails clang-analyzer-core.NullDereference
sources '' '' "$null"
fails clang-analyzer-core.NullDereference
sources '' '' "$copy"
fails performance-unnecessary-value-param
sources "$copy" '' ''
fails performance-unnecessary-value-param
