#!/bin/sh
# install-deps.sh DIR LEG ...: installs the packages for these legs of tests/run.sh, and unpacks to DIR
#   catch2     Catch2's source, for builds that cannot use the packaged library
#   benchmark  Google Benchmark's source, for the same reason
#   wine32     a wine that runs 32-bit Windows programs (Debian 12 only)
# Quick when nothing is missing. For Debian 12, Debian 13 and Ubuntu 24.04. Additional apt sources
# (backports, source packages, i386) are derived from the system's own entry, so no mirror is named.
set -eu
dir=$1
shift

# shellcheck disable=SC1091
[ ! -r /etc/os-release ] || . /etc/os-release
release=${ID:-}-${VERSION_ID:-}
case $release in
    debian-12 | ubuntu-24.04) clang='clang-14' ;;
    *) clang=clang ;; # the release's default
esac

packages='g++ cmake make ninja-build git pkgconf catch2 valgrind patch'
catch2_source=no benchmark_source=no boost=no wine32=no
for leg in "$@"; do
    case $leg in
        clang) packages="$packages $clang" ;;
        static | native)
            packages="$packages libbenchmark-dev python3 clang-19 clang-format-19 clang-tidy-19 doxygen"
            packages="$packages python3-jsonschema gdb lldb-19"
            case $release in debian-*) packages="$packages chromium" ;; esac # Ubuntu's is a snap
            ;;
        libcxx) packages="$packages clang-19 libc++-19-dev libc++abi-19-dev" ;;
        asan)
            packages="$packages clang-19 libclang-rt-19-dev libc++-19-dev libc++abi-19-dev llvm-19 python3"
            catch2_source=yes
            ;;
        tsan) packages="$packages clang-19 libclang-rt-19-dev" ;;
        noexcept) packages="$packages clang-19" ;;
        fuzz) packages="$packages clang-19 libclang-rt-19-dev" ;;
        mutation) packages="$packages clang-19 python3-clang-19" ;;
        mingw64)
            packages="$packages g++-mingw-w64-x86-64-posix wine wine64"
            catch2_source=yes
            ;;
        mingw32)
            packages="$packages g++-mingw-w64-i686-posix"
            catch2_source=yes wine32=yes
            ;;
        msvc)
            packages="$packages clang-19 lld-19 llvm-19 libc++-19-dev libwine-dev wine wine64"
            packages="$packages g++-mingw-w64-x86-64-posix mingw-w64-i686-dev"
            catch2_source=yes wine32=yes
            ;;
        bench)
            packages="$packages libbenchmark-dev libtbb-dev liburcu-dev python3 gnuplot-nox"
            packages="$packages g++-mingw-w64-x86-64-posix wine wine64"
            catch2_source=yes benchmark_source=yes boost=yes
            ;;
    esac
done

case $release in
    debian-1[2-9] | ubuntu-2[4-9].*) ;;
    *)
        missing=
        for tool in g++ cmake ninja git pkg-config; do
            command -v $tool >/dev/null || missing="$missing $tool"
        done
        [ -n "$missing" ] || exit 0 # the build reports anything else that is missing
        echo "install-deps.sh: missing tools:$missing." >&2
        echo "It installs packages on Debian 12, Debian 13, Ubuntu 24.04 and newer only." >&2
        echo "Install the equivalents of these Debian packages: $packages" >&2
        exit 1
        ;;
esac

DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif ! sudo -n -E "$@"; then
        echo "install-deps.sh: cannot run as root: $*" >&2
        echo "Run it as root, or with a sudo that does not ask for a password." >&2
        return 1
    fi
}
apt() { root apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" </dev/null; }
apt_install() { apt install -y --no-install-recommends "$@"; }

# derive SUITE TYPE FILE [ARCHITECTURE]: copies the system's apt entry for its main suite, changes the
# suite, type and architecture, and writes FILE.sources or FILE.list
derive() {
    for f in /etc/apt/sources.list.d/debian.sources \
             /etc/apt/sources.list.d/ubuntu.sources; do
        [ -r "$f" ] || continue
        entry=$(sed -n '
            /^[[:space:]]*#/d
            /./{H;$!d;}
            x
            /\nSuites:[^\n]*[[:space:]]'"$VERSION_CODENAME"'\([[:space:]]\|$\|\n\)/!d
            s/\nArchitectures:[^\n]*//
            s/\nTypes:[^\n]*/\nTypes: '"$2"'/
            s/\nSuites:[^\n]*/\nSuites: '"$1${4:+\\nArchitectures: $4}"'/
            s/^\n*//
            p
            q' "$f")
        [ -n "$entry" ] || continue
        printf '%s\n' "$entry" | root tee "$3.sources" >/dev/null
        return 0
    done
    for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -r "$f" ] || continue
        entry=$(sed -n '
            /^deb[[:space:]].*[[:space:]]'"$VERSION_CODENAME"'[[:space:]]/!d
            s/^deb[[:space:]]*/'"$2"' /
            s/[[:space:]]'"$VERSION_CODENAME"'[[:space:]]/ '"$1"' /
            t reset
            :reset
            '"${4:+s/^\\([^ ]*\\) \\[/\\1 [arch=$4 /;t done
            s/^\\([^ ]*\\) /\\1 [arch=$4] /}"'
            :done
            p
            q' "$f")
        [ -n "$entry" ] || continue
        printf '%s\n' "$entry" | root tee "$3.list" >/dev/null
        return 0
    done
    echo "install-deps.sh: no apt source for $VERSION_CODENAME; add one in /etc/apt" >&2
    return 1
}

# private DIR ...: runs apt-get with sources and lists in DIR, without changing the system's
private() {
    d=$1
    shift
    mkdir -p "$d/sources.d" "$d/lists/partial" "$d/cache/archives/partial"
    apt-get -q -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$d/sources.d" \
        -o "Dir::State::lists=$d/lists" -o "Dir::Cache=$d/cache" \
        -o APT::Sandbox::User=root -o Acquire::Retries=3 "$@" </dev/null
}

# catch2_major SUITE: prints the major version of the Catch2 package in SUITE
catch2_major() {
    apt-cache madison catch2 |
        sed -n "s|^ *catch2 *. *\\([0-9]*\\)\\..* $1/.* Packages\$|\\1|p" | head -n 1
}

# Sets catch2_suite to the release's main suite if that has Catch2 3, else to its backports.
find_catch2() {
    for catch2_suite in "$VERSION_CODENAME" "$VERSION_CODENAME-backports"; do
        major=$(catch2_major "$catch2_suite")
        [ "${major:-0}" -lt 3 ] || return 0
    done
    add_backports
}
add_backports() {
    derive "$VERSION_CODENAME-backports" deb /etc/apt/sources.list.d/routpact-backports
    apt update
}

# fetch_source NAME PACKAGE SUITE: unpacks the source of PACKAGE, installed from SUITE, to DIR/NAME
fetch_source() {
    mkdir -p "$dir/$1-apt/sources.d"
    tmp=$(cd "$dir/$1-apt" && pwd)
    derive "$3" deb-src "$tmp/sources.d/source"
    private "$tmp" update
    (cd "$tmp" &&
        private "$tmp" source "$(dpkg-query -W -f '${source:Package}=${source:Version}' "$2")")
    rm -rf "${dir:?}/$1"
    mv "$tmp/$1"-*/ "$dir/$1"
    rm -rf "$tmp"
}

[ ! -f "$dir/catch2/CMakeLists.txt" ] || catch2_source=no
[ ! -f "$dir/benchmark/CMakeLists.txt" ] || benchmark_source=no
[ $catch2_source$benchmark_source = nono ] || packages="$packages dpkg-dev"
if [ $wine32 = yes ] && [ "$release" != debian-12 ]; then
    wine32=no # later wines run 32-bit programs as WoW64, which Debian does not build
fi
if [ $wine32 = yes ]; then
    # The 32-bit C library, libgcc_s (for thread exit), both as amd64 packages, and zlib1.dll, which
    # Debian's user32.dll imports.
    packages="$packages libc6-i386 lib32gcc-s1 libz-mingw-w64"
fi

missing='' catch2=no
for package in $packages; do
    version=$(dpkg-query -W -f '${db:Status-Status} ${Version}' "$package" 2>/dev/null) ||
        version=none
    case $package,$version in
        catch2,installed\ [12].*) catch2=yes ;;
        *,installed\ *) ;;
        catch2,*) catch2=yes ;;
        *) missing="$missing $package" ;;
    esac
done
updated=no
update() { [ $updated = yes ] || apt update; updated=yes; }
if [ -n "$missing" ]; then
    update
    # shellcheck disable=SC2086
    apt_install $missing
fi
if [ $catch2 = yes ]; then
    update
    find_catch2
    apt_install -t "$catch2_suite" catch2
fi

if [ $catch2_source = yes ]; then
    update
    find_catch2
    fetch_source catch2 catch2 "$catch2_suite"
fi
if [ $benchmark_source = yes ]; then
    fetch_source benchmark libbenchmark-dev "$VERSION_CODENAME"
fi

# For one of the compared tables in the benchmarks, which omit it if Boost is not available.
if [ $boost = yes ] && [ ! -f /usr/include/boost/unordered/concurrent_flat_map.hpp ]; then
    update
    apt-cache show libboost1.83-dev >/dev/null 2>&1 || add_backports
    apt_install --no-remove libboost1.83-dev ||
        echo "install-deps.sh: cannot install Boost 1.83 beside the installed packages" >&2
fi

# A wine that runs 32-bit Windows programs, for wine.sh. It is unpacked beside the system's wine, so
# dpkg needs no i386 architecture; the packages come from the main suite.
if [ $wine32 = yes ] && [ ! -x "$dir/wine32/usr/lib/wine/wine" ]; then
    mkdir -p "$dir/wine32-apt/sources.d" "$dir/wine32-apt/root"
    tmp=$(cd "$dir/wine32-apt" && pwd)
    derive "$VERSION_CODENAME" deb "$tmp/sources.d/i386" i386
    private "$tmp" -o APT::Architectures=amd64,i386 update
    (cd "$tmp" && private "$tmp" -o APT::Architectures=amd64,i386 \
        download wine32:i386 libwine:i386)
    for deb in "$tmp"/*.deb; do dpkg-deb -x "$deb" "$tmp/root"; done
    cp /usr/i686-w64-mingw32/lib/zlib1.dll "$tmp/root/usr/lib/i386-linux-gnu/wine/i386-windows/"
    rm -rf "$dir/wine32"
    mv "$tmp/root" "$dir/wine32"
    rm -rf "$tmp"
fi
