#!/bin/sh
# tidy.sh CLANG_TIDY ROOT JOINED SOURCE ...: checks the sources as one, JOINED, because most of the time
# goes into the headers. JOINED is a copy of their text: of what a source includes, clang's analyzer
# skips the functions, even if that is a source too. Each source may be a program or a DLL.
set -eu
clang_tidy=$1 root=$2 joined=$3
shift 3
cd "$root"
folders=
for source in "$@"; do
    name=$(basename "$source" .cpp)
    printf '// %s\n#define main main_of_%s\n#define RegisterProtocol RegisterProtocol_of_%s\n' \
        "$source" "$name" "$name"
    cat "$source"
    printf '#undef main\n#undef RegisterProtocol\n'
    folders="$folders -I$(dirname "$source")"
done >"$joined"
# shellcheck disable=SC2086
exec "$clang_tidy" --quiet --config-file=.clang-tidy "$joined" -- -std=c++20 -Iinclude $folders
