#!/bin/sh
# run_blocks.sh KIND PAGE SOURCE BUILD WORK PREFIX CXX [OPTION ...]: runs the code blocks of
# SOURCE/PAGE that are of this kind
#   cpp     each block is a translation unit, compiled by CXX with the options, which has to be
#           silent; below `<!-- run -->` it is linked and run too
#   cmake   each block goes into a user's CMakeLists.txt with a target my_protocol, which gets the
#           library from PREFIX or, by FetchContent or in the directory routpact, from SOURCE
#   sh      the blocks are run one after the other in WORK/copy, a copy of the working tree that is
#           fresh for README.md; of tests/run.sh, only whether it accepts its arguments. A text
#           block below `<!-- output: COMMAND -->` is what COMMAND then prints
# Other text blocks and mermaid blocks are not run. Any other block is an error.
set -eu
kind=$1 page=$2 source=$3 build=$4 copy=$5/copy prefix=$6 cxx=$7
work=$5/$kind/$page
shift 7

here=$(cd "$(dirname "$0")" && pwd)
fail() { echo "$page:$line: $1" >&2; exit 1; }

prepare_cpp() { :; }
run_cpp() {
    if [ "$directive" != run ]; then
        "$cxx" "$@" -I "$source/include" -fsyntax-only "$block" || fail "does not compile"
        return 0
    fi
    "$cxx" "$@" -I "$source/include" -c "$block" -o "$block.o" || fail "does not compile"
    "$cxx" "$@" "$block.o" -pthread -o "$block.exe" || fail "does not link"
    "$block.exe" || fail "the program returned $?"
}

prepare_cmake() { :; }
run_cmake() {
    project=$work/$line
    mkdir "$project"
    ln -s "$source" "$project/routpact"
    cp "$block" "$project/block.cmake"
    cat >"$project/my_protocol.cpp" <<'END'
#include <routpact/routpact.hpp>
extern "C" DWORD WINAPI RegisterProtocol(PMPR_ROUTING_CHARACTERISTICS, PMPR_SERVICE_CHARACTERISTICS) {
    return ERROR_NOT_SUPPORTED;
}
END
    {
        echo 'cmake_minimum_required(VERSION 3.25)'
        echo 'project(page LANGUAGES CXX)'
        grep -q -e 'add_library(my_protocol' -e 'add_protocol(my_protocol' "$block" ||
            echo 'add_library(my_protocol SHARED my_protocol.cpp)'
        echo 'include(block.cmake)'
    } >"$project/CMakeLists.txt"
    cmake -S "$project" -B "$project/build" -DCMAKE_CXX_COMPILER="$cxx" \
        -DCMAKE_PREFIX_PATH="$prefix" -DFETCHCONTENT_SOURCE_DIR_ROUTPACT="$source" \
        -Droutpact_SOURCE_DIR="$source" || fail "does not configure"
    cmake --build "$project/build" --target my_protocol || fail "does not build"
}

prepare_sh() {
    CXX=$cxx
    CMAKE_GENERATOR=$(sed -n 's/^CMAKE_GENERATOR:INTERNAL=//p' "$build/CMakeCache.txt")
    CMAKE_CXX_COMPILER_LAUNCHER="sh;$here/reuse.sh;$build"
    export CXX CMAKE_GENERATOR CMAKE_CXX_COMPILER_LAUNCHER
    [ "$page" = README.md ] || return 0
    rm -rf "$copy"
    mkdir -p "$copy"
    git -C "$source" -c safe.directory='*' ls-files -coz --exclude-standard >"$work/files"
    tar -C "$source" --null --ignore-failed-read -T "$work/files" -cf "$work/copy.tar"
    tar -C "$copy" -xf "$work/copy.tar"
}
run_sh() {
    sed 's|^sh tests/run\.sh|sh tests/run.sh --dry-run|' "$block" >"$block.run"
    if grep -v '^sh tests/run\.sh' "$block" | grep -q -e 'tests/run\.sh' -e '\.ci/run'; then
        fail "tests/run.sh has to be called as: sh tests/run.sh ..."
    fi
    (cd "$copy" && sh -eux "$block.run") || fail "a command failed"
}
run_text() {
    case $directive in
        output:*) ;;
        *) return 0 ;;
    esac
    (cd "$copy" && sh -euc "${directive#output: }") >"$block.actual" || fail "the command failed"
    diff -u "$block" "$block.actual" || fail "the output is another"
}

rm -rf "$work"
mkdir -p "$work/blocks"
awk -v OUT="$work/blocks" -v PAGE="$page" -f "$here/blocks.awk" "$source/$page" >"$work/list"
"prepare_$kind"
count=0
while read -r line language directive <&3; do
    block=$work/blocks/$line.$language
    case $kind,$language in
        "$kind,$kind") ;;
        sh,text) ;;
        *) continue ;;
    esac
    count=$((count + 1))
    echo "$page:$line: $language $directive"
    "run_$language" "$@"
done 3<"$work/list"
if [ "$count" -eq 0 ]; then
    echo "$page has no $kind block" >&2
    exit 1
fi
