#!/bin/sh
# newer-mingw.sh DIR: compiles all headers in one file, and the examples, with the mingw-w64 of Debian's unstable
# suite. debootstrap unpacks it to DIR/root (1 GB; root rights are needed), where a second run finds it.
# No leg of run.sh runs this, because the compiler changes without notice.
set -eu
dir=$1
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
cd "$(dirname "$0")/.."
compiler=x86_64-w64-mingw32-g++-posix

if [ ! -x "$dir/root/usr/bin/$compiler" ]; then
    # shellcheck disable=SC1091
    . /etc/os-release
    # shellcheck disable=SC2016
    mirror=$(apt-get indextargets --format '$(REPO_URI)' \
        'Created-By: Packages' "Codename: $VERSION_CODENAME" | head -n 1)
    if [ -z "$mirror" ]; then
        echo "newer-mingw.sh: no apt source for $VERSION_CODENAME; run apt-get update" >&2
        exit 1
    fi
    command -v debootstrap >/dev/null || apt-get install -y --no-install-recommends debootstrap
    # --foreign: without running anything of the packages, which the compiler does not need
    debootstrap --variant=minbase --foreign --include=g++-mingw-w64-x86-64-posix \
        unstable "$dir/root" "$mirror"
    for package in "$dir"/root/var/cache/apt/archives/*.deb; do
        dpkg-deb -x "$package" "$dir/root"
    done
fi
in_root() { chroot "$dir/root" /usr/bin/env LC_ALL=C PATH=/usr/bin:/bin "$@"; }

rm -rf "$dir/root/routpact"
mkdir "$dir/root/routpact"
cp -r include examples "$dir/root/routpact"
in_root $compiler --version | head -n 1
find include -name '*.hpp' | sed 's|^include/\(.*\)|#include <\1>|' >"$dir/root/routpact/headers.cpp"
count=0 failed=
for file in headers.cpp $(find examples -name '*.cpp' ! -name '*_posix.cpp'); do
    count=$((count + 1))
    in_root $compiler -std=c++20 -fsyntax-only -Wall -Wextra -Wconversion -Werror \
        -I /routpact/include -I /routpact/examples/check -I /routpact/examples/host \
        "/routpact/$file" || failed="$failed $file"
done
if [ -n "$failed" ]; then
    echo "newer-mingw.sh: of $count files, these do not compile:$failed" >&2
    exit 1
fi
echo "$count files compile"
