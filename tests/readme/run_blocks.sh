#!/bin/sh
# run_blocks.sh KIND SOURCE WORK PREFIX CXX [OPTION ...]: runs the code blocks of SOURCE/README.md
#   cpp     each block is a translation unit, compiled by CXX with the options, which has to be
#           silent; below `<!-- run -->` it is linked and run too; `<!-- library: NAME -->` says
#           that it is a part of something and only compiled
#   cmake   each block goes into a user's CMakeLists.txt with a target my_protocol, which gets the
#           library from PREFIX or, by FetchContent or in the directory routpact, from SOURCE
#   sh      the blocks are run one after the other in one fresh copy of the working tree, but of
#           tests/run.sh only whether it accepts its arguments; and a text block below
#           `<!-- output: COMMAND -->` is what COMMAND then prints
# Other text blocks and mermaid blocks are not run. Any other block is an error.
set -eu
kind=$1 source=$2 work=$3 prefix=$4 cxx=$5
shift 5

fail() { echo "README.md:$line: $1" >&2; exit 1; }

prepare_cpp() { :; }
run_cpp() {
    "$cxx" "$@" -I "$source/include" -c "$block" -o "$block.o" || fail "does not compile"
    [ "$directive" = run ] || return 0
    "$cxx" "$@" "$block.o" -pthread -o "$block.exe" || fail "does not link"
    "$block.exe" || fail "the program returned $?"
}

prepare_cmake() { :; }
run_cmake() {
    project=$work/$line
    mkdir "$project"
    ln -s "$source" "$project/routpact"
    cp "$block" "$project/block.cmake"
    echo '#include <routpact/routpact.hpp>' >"$project/my_protocol.cpp"
    {
        echo 'cmake_minimum_required(VERSION 3.25)'
        echo 'project(readme LANGUAGES CXX)'
        grep -q 'add_library(my_protocol' "$block" ||
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
    export CXX
    mkdir "$work/copy"
    git -C "$source" -c safe.directory='*' ls-files -coz --exclude-standard >"$work/files"
    tar -C "$source" --null --ignore-failed-read -T "$work/files" -cf "$work/copy.tar"
    tar -C "$work/copy" -xf "$work/copy.tar"
}
run_sh() {
    sed 's|^sh tests/run\.sh|sh tests/run.sh --dry-run|' "$block" >"$block.run"
    if grep -v '^sh tests/run\.sh' "$block" | grep -q -e 'tests/run\.sh' -e '\.ci/run'; then
        fail "tests/run.sh has to be called as: sh tests/run.sh ..."
    fi
    (cd "$work/copy" && sh -eux "$block.run") || fail "a command failed"
}
run_text() {
    case $directive in
        output:*) ;;
        *) return 0 ;;
    esac
    (cd "$work/copy" && sh -euc "${directive#output: }") >"$block.actual" ||
        fail "the command failed"
    diff -u "$block" "$block.actual" || fail "the output is another"
}

rm -rf "$work"
mkdir -p "$work/blocks"
awk -v OUT="$work/blocks" -f "$(dirname "$0")/blocks.awk" "$source/README.md" >"$work/list"
"prepare_$kind"
count=0
while read -r line language directive <&3; do
    block=$work/blocks/$line.$language
    case $kind,$language in
        "$kind,$kind") count=$((count + 1)) ;;
        sh,text) ;;
        *) continue ;;
    esac
    echo "README.md:$line: $language $directive"
    "run_$language" "$@"
done 3<"$work/list"
if [ "$count" -eq 0 ]; then
    echo "README.md has no $kind block" >&2
    exit 1
fi
