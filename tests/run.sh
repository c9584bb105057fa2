#!/bin/sh
# Builds and tests routpact, see usage below. The legs share nothing but build/deps.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
every_leg='gcc clang libcxx asan tsan fuzz mutation noexcept mingw64 mingw32'

usage() {
    cat <<'END'
sh tests/run.sh [--dry-run] [LEG ...]

Installs what is missing (Debian 12, Debian 13, Ubuntu 24.04) and runs the tests. Legs:
  gcc       g++, optimised; this one alone where no leg is named
  clang     clang 14, or the release's own; clang-format and clang-tidy 19
  libcxx    clang 19 with libc++; the headers in Microsoft's dialect
  asan      clang 19 with AddressSanitizer and UndefinedBehaviorSanitizer; how much of the headers
            its tests run, which has to be 98 % of their lines and 90 % of their branches' ways
  tsan      clang 19 with ThreadSanitizer
  fuzz      clang 19 with libFuzzer and both of asan's: 60 s of call sequences, or as many seconds
            as ROUTPACT_FUZZ_SECONDS says, and as long at most for each planted bug; new sequences
            are kept in build/fuzz/tests/fuzz/runs
  mutation  clang 19: small changes of the headers, which the tests have to notice
  noexcept  g++ -fno-exceptions
  mingw64   x86_64 Windows: mingw-w64, run under wine
  mingw32   32-bit Windows: mingw-w64, run under wine where it can be had (Debian 12)
  all       every one of these
  bench     the benchmarks, native and under wine, 8 minutes; no tests

  --dry-run  only print the legs
Each leg builds in build/LEG, and prints what its tests have measured. The last line is the number of
tests that passed and failed.
END
}

dry_run=no legs=
for argument in "$@"; do
    case $argument in
        --help | -h) usage; exit 0 ;;
        --dry-run) dry_run=yes ;;
        all) legs="$legs $every_leg" ;;
        gcc | clang | libcxx | asan | tsan | fuzz | mutation | noexcept | mingw64 | mingw32 | bench)
            legs="$legs $argument" ;;
        *)
            echo "tests/run.sh: no leg \"$argument\"; there are: $every_leg all bench" >&2
            exit 2
            ;;
    esac
done
legs=${legs:-gcc}
if [ $dry_run = yes ]; then
    # shellcheck disable=SC2086
    echo $legs
    exit 0
fi

# configure LEG [OPTION ...]
configure() {
    leg=$1
    shift
    cmake -S . -B "build/$leg" -G Ninja -DROUTPACT_TESTS=ON -DROUTPACT_EXAMPLES=ON \
        -DCMAKE_COMPILE_WARNING_AS_ERROR=ON "$@"
}

# The number that the report of the leg's tests gives for $1
reported() { sed -n "s/.*[[:space:]]$1=\"\\([0-9]*\\)\".*/\\1/p" "$report" | head -n 1; }

# build LEG, run its tests, and count them
build_and_test() {
    report=$root/build/$1/tests.xml
    rm -f "$report"
    cmake --build "build/$1"
    ctest --test-dir "build/$1" --no-tests=error --output-on-failure -j2 --output-junit "$report"
    sed -n 's/^figure: //p' "build/$1/Testing/Temporary/LastTest.log"
    skipped=$(($(reported skipped) + $(reported disabled)))
    count=$(($(reported tests) - $(reported failures) - skipped))
    if [ "$count" -eq 0 ]; then
        echo "no test was run" >&2
        return 1
    fi
    [ "$skipped" -eq 0 ] || note="$note ($skipped skipped)"
}

# native LEG COMPILER FLAGS [OPTION ...]: configure
native() {
    leg=$1 compiler=$2 flags=$3
    shift 3
    configure "$leg" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_FLAGS="$flags" "$@"
}

# mingw LEG ARCHITECTURE [OPTION ...]: configure, once it is certain that programs run
mingw() {
    leg=$1 architecture=$2 run=ON
    shift 2
    mkdir -p "build/$leg"
    unset WINE_ROOT
    if [ "$architecture" = i686 ]; then
        WINE_ROOT=$root/build/deps/wine32
        export WINE_ROOT
        [ -x "$WINE_ROOT/usr/lib/wine/wine" ] || run=OFF
    fi
    if [ $run = ON ]; then
        # a wine that cannot run a program may well exit with 0
        echo 'int main() { return 3; }' >"build/$leg/probe.cpp"
        "$architecture-w64-mingw32-g++-posix" -static "build/$leg/probe.cpp" \
            -o "build/$leg/probe.exe"
        status=0
        timeout 120 sh tests/wine.sh "$root/build/$leg/wine" "build/$leg/probe.exe" || status=$?
        if [ $status -ne 3 ]; then
            echo "wine does not run $architecture programs: a probe that returns 3 gave $status" >&2
            return 1
        fi
    else
        note="$note (compiled, not run: no wine for 32-bit programs here)"
    fi
    configure "$leg" -DCMAKE_TOOLCHAIN_FILE="$root/tests/mingw-w64.cmake" \
        -DMINGW_ARCH="$architecture" -DCMAKE_BUILD_TYPE=Release -DROUTPACT_TESTS_RUN=$run \
        -DFETCHCONTENT_SOURCE_DIR_CATCH2="$catch2" "$@"
}

# measure BUILD
measure() {
    cmake --build "$1" --target benchmarks
    cmake --build "$1" --target benchmark-check
}

configure_leg() {
    case $1 in
        gcc)
            native gcc g++ '' -DCMAKE_BUILD_TYPE=Release -DROUTPACT_TESTS_HYGIENE=ON \
                -DROUTPACT_TESTS_BENCHMARKS=ON ;;
        bench) native bench g++ '' -DCMAKE_BUILD_TYPE=Release ;;
        clang)
            native clang "$(command -v clang++-14 || echo clang++)" '' -DCMAKE_BUILD_TYPE=Debug \
                -DROUTPACT_TESTS_LINT=ON -DROUTPACT_TESTS_README=OFF ;;
        libcxx)
            native libcxx clang++-19 -stdlib=libc++ -DCMAKE_BUILD_TYPE=Debug \
                -DROUTPACT_TESTS_HYGIENE=ON \
                -DROUTPACT_CHECK=OFF -DROUTPACT_TESTS_README=OFF -DCMAKE_DISABLE_FIND_PACKAGE_Catch2=ON \
                -DFETCHCONTENT_SOURCE_DIR_CATCH2="$catch2" ;;
        asan)
            native asan clang++-19 \
                '-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fprofile-instr-generate -fcoverage-mapping' \
                -DROUTPACT_TESTS_STATIC=OFF ;;
        tsan)
            native tsan clang++-19 '-O1 -g -fsanitize=thread' -DROUTPACT_TESTS_STATIC=OFF \
                -DROUTPACT_CHECK=OFF ;;
        fuzz)
            native fuzz clang++-19 \
                '-O1 -gline-tables-only -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
                -DROUTPACT_EXAMPLES=OFF -DROUTPACT_TESTS_FUZZ=ON \
                -DROUTPACT_FUZZ_SECONDS="${ROUTPACT_FUZZ_SECONDS:-60}" ;;
        mutation) # Debian's own Python has Debian's libclang
            native mutation clang++-19 -O1 -DROUTPACT_EXAMPLES=OFF -DROUTPACT_TESTS_MUTATION=ON \
                -DPython3_EXECUTABLE=/usr/bin/python3 ;;
        noexcept)
            native noexcept g++ '' -DCMAKE_BUILD_TYPE=Debug -DROUTPACT_TESTS_EXCEPTIONS=OFF \
                -DROUTPACT_CHECK=OFF -DROUTPACT_TESTS_STATIC=OFF ;;
        mingw64) mingw mingw64 x86_64 -DROUTPACT_TESTS_HYGIENE=ON ;;
        mingw32) mingw mingw32 i686 -DROUTPACT_CHECK=OFF -DROUTPACT_TESTS_STATIC=OFF ;;
    esac
}

step='installing what is missing'
trap 'status=$?; [ $status -eq 0 ] || echo "FAILED: $step" >&2' EXIT
# shellcheck disable=SC2086
sh tests/install-deps.sh build/deps $legs
catch2=$root/build/deps/catch2 # Catch2's source
[ -d "$catch2" ] || catch2=    # CMake fetches it then
# the sanitizers' stacks get names and lines from binutils, which g++ brings
ASAN_OPTIONS=external_symbolizer_path=$(command -v addr2line)
UBSAN_OPTIONS=$ASAN_OPTIONS:print_stacktrace=1
TSAN_OPTIONS=$ASAN_OPTIONS
export ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS
total=0
table=$(printf '%-10s %5s %7s' leg tests seconds)
for current in $legs; do
    step="leg $current"
    printf '\n=== %s ===\n' "$current"
    count=0 note=
    start=$(date +%s)
    configure_leg "$current"
    case $current in
        bench)
            measure build/bench
            step='leg bench, Windows'
            mingw bench/windows x86_64 \
                -DFETCHCONTENT_SOURCE_DIR_BENCHMARK="$root/build/deps/benchmark"
            measure build/bench/windows
            ;;
        asan)
            rm -rf build/asan/profiles
            # one file for each program and DLL, which all of its processes add to
            export LLVM_PROFILE_FILE="$root/build/asan/profiles/%m.profraw"
            export LSAN_OPTIONS="suppressions=$root/tests/coverage/leaks.txt:print_suppressions=0"
            build_and_test asan
            unset LLVM_PROFILE_FILE LSAN_OPTIONS
            step='leg asan, coverage'
            python3 tests/coverage/coverage.py build/asan
            ;;
        *) build_and_test "$current" ;;
    esac
    total=$((total + count))
    seconds=$(($(date +%s) - start))
    table=$(printf '%s\n%-10s %5d %7d%s' "$table" "$current" "$count" "$seconds" "$note")
done
printf '\n%s\n' "$table"
[ "$total" -eq 0 ] || printf '\n%d passed, 0 failed\n' "$total"
