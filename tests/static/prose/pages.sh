#!/bin/sh
# pages.sh SOURCE WORK PAGE ...: these are all pages of SOURCE; their blocks are of known languages
# and have an end; their links lead to a file, and to a heading in it; README.md is a front door.
set -eu
source=$1 work=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
front_door=400 # lines
rm -rf "$work"
mkdir -p "$work"
cd "$source"
failed=0
wrong() { echo "$1" >&2; failed=1; }

if git -c safe.directory='*' ls-files -co --exclude-standard -- '*.md' >"$work/tracked" 2>/dev/null; then
    while read -r page; do
        case " $* " in
            *" $page "*) ;;
            *) wrong "$page: no test knows this page; name its folder in tests/static/prose/CMakeLists.txt" ;;
        esac
    done <"$work/tracked"
fi
for page in "$@"; do
    mkdir -p "$work/$page"
    awk -v OUT="$work/$page" -v PAGE="$page" -f "$here/blocks.awk" "$page" >"$work/list" || failed=1
done
awk -f "$here/links.awk" "$@" "$@" >&2 || failed=1
lines=$(wc -l <README.md)
[ "$lines" -le $front_door ] ||
    wrong "README.md: has $lines lines, and may have $front_door: move what is not for a newcomer to another page"
exit $failed
