#!/bin/sh
# planted.sh WORK CXX [OPTION ...]: plants one fault after the other into pages, which pages.sh and
# run_blocks.sh have to name.
set -eu
work=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work/source/examples" "$work/source/include" "$work/build"
cd "$work/source"
git init -q .
echo 'CMAKE_GENERATOR:INTERNAL=Ninja' >"$work/build/CMakeCache.txt"

pages() { sh "$here/pages.sh" "$work/source" "$work/pages" README.md examples/README.md; }
# blocks KIND CXX [OPTION ...]
blocks() {
    kind=$1
    shift
    sh "$here/run_blocks.sh" "$kind" README.md "$work/source" "$work/build" "$work" none "$@"
}
readme() { printf '%s\n' '# Title' '' "$@" >README.md; }
other() { printf '%s\n' '# Other' '' '## The `same`, twice' '' '## The same, twice' "$@" >examples/README.md; }
passes() {
    "$@" >"$work/log" 2>&1 || { cat "$work/log"; echo "should pass: $*, with README.md:"; cat README.md; exit 1; } >&2
}
# fails MESSAGE COMMAND ...
fails() {
    message=$1
    shift
    if "$@" >"$work/log" 2>&1 || ! grep -qF -- "$message" "$work/log"; then
        { cat "$work/log"; echo "should fail with \"$message\": $*, with README.md:"; cat README.md; } >&2
        exit 1
    fi
}

other
readme 'See [there](examples/README.md#the-same-twice-1), [here](#title), [a folder](examples),' \
    '[elsewhere](https://example.org/#nowhere), `[no](link)`, [there][it].' '' '[it]: examples' '```text' '[no](link)' '```'
passes pages
readme '[gone](examples/GONE.md)'
fails 'README.md:3: the link leads to no file: examples/GONE.md' pages
readme '<img src="gone.svg">'
fails 'README.md:3: the link leads to no file: gone.svg' pages
readme '[gone](#gone)'
fails 'README.md:3: the link leads to no heading: #gone' pages
readme '[gone](examples/README.md#the-same-twice-2)'
fails 'no heading: examples/README.md#the-same-twice-2' pages
readme '[gone][it]' '' '[it]: GONE.md'
fails 'README.md:5: the link leads to no file: GONE.md' pages
readme '[gone][it]'
fails 'README.md:3: the link leads to no definition: [it]' pages
readme
other '[back](../README.md#title) [gone](../../README.md)'
fails 'examples/README.md:6: the link leads to no file: ../../README.md' pages
other
readme '```python' '```'
fails 'README.md:3: no test runs a block of the language "python"' pages
readme '```sh'
fails 'a block without end' pages
readme '<!-- output: true -->' '```sh' '```'
fails 'no directive of a sh block: output: true' pages
# shellcheck disable=SC2046
readme $(seq 400)
fails 'README.md: has 402 lines' pages
readme
touch include/FORGOTTEN.md
fails 'include/FORGOTTEN.md: no test knows this page' pages
rm include/FORGOTTEN.md

readme '```cpp' 'int main() {}' '```' '<!-- run -->' '```cpp' 'int main() {}' '```'
passes blocks cpp "$@"
readme '```cpp' 'template <class T> void f() { static_assert(sizeof(T) == 0); }' \
    'void g() { f<int>(); }' '```'
fails 'README.md:3: does not compile' blocks cpp "$@"
readme '<!-- run -->' '```cpp' 'int main() { return 3; }' '```'
fails 'README.md:4: the program returned 3' blocks cpp "$@"
fails 'README.md has no cmake block' blocks cmake "$@"
readme '```cmake' 'target_link_libraries(nothing PRIVATE nothing)' '```'
fails 'README.md:3: does not configure' blocks cmake "$@"
readme '```sh' 'echo told >file' '```' '<!-- output: cat file -->' '```text' 'told' '```'
passes blocks sh "$@"
readme '<!-- output: echo told -->' '```text' 'untold' '```'
fails 'README.md:4: the output is another' blocks sh "$@"
readme '```sh' 'false' '```'
fails 'README.md:3: a command failed' blocks sh "$@"
readme '```sh' '(sh tests/run.sh)' '```'
fails 'tests/run.sh has to be called as' blocks sh "$@"
