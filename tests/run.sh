#!/bin/sh
# Builds and tests routpact; see the usage below. The legs share only build/deps. Of several legs, two
# run at the same time, because tests wait as well as compute.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
every_leg='long native mingw64 asan mutation libcxx mingw32 clang tsan fuzz noexcept'

usage() {
    cat <<'END'
sh tests/run.sh [--dry-run] [LEG ...]

Installs missing packages (Debian 12, Debian 13, Ubuntu 24.04) and runs the tests. Legs:
  gcc       g++: unit and integration tests; the default
  programs  g++: whole DLLs, routpact-check and its rules, code that must not compile
  clang     clang 14, or the release's default clang
  libcxx    clang 19 with libc++: code that must not compile, each header alone
  asan      clang 19 with libc++, AddressSanitizer and UndefinedBehaviorSanitizer; requires a coverage
            of 98 % of the headers' lines and 90 % of their branches
  tsan      clang 19 with ThreadSanitizer
  fuzz      clang 19 with libFuzzer and the sanitizers of asan: 60 s of call sequences, or
            ROUTPACT_FUZZ_SECONDS, and a search for each planted bug; saves new sequences
            in build/fuzz/tests/proof/fuzz/runs
  mutation  clang 19: makes small changes to the headers, which the tests have to detect
  noexcept  clang 19 with -fno-exceptions
  static    what needs no leg of its own for each compiler: clang-format and clang-tidy 19, each public
            header alone, symbols, the pages' code blocks, the package, a short run of the benchmarks
  native    gcc, programs and static, with one build
  long      g++, optimised: model checking, and other tests of minutes
  mingw64   x86_64 Windows: mingw-w64, run under wine
  mingw32   32-bit Windows: mingw-w64, run under wine on Debian 12, elsewhere only compiled
  msvc      Windows, Microsoft's ABI: clang-cl 19 and lld-link with libc++'s headers and Wine's DLLs.
            x86_64 and, on Debian 12, i686 run under wine; ARM64 is linked. Not part of "all"
  all       all of the above but msvc, each once
  bench     the benchmarks, native and under wine, 8 minutes; no tests

  --dry-run  only print the legs
Each leg builds in build/LEG and prints the figures that its tests measured; of several legs, each is
printed when it ends. The last line counts the tests that passed and failed.
END
}

dry_run=no legs=
for argument in "$@"; do
    case $argument in
        --help | -h) usage; exit 0 ;;
        --dry-run) dry_run=yes ;;
        all) legs="$legs $every_leg" ;;
        gcc | programs | clang | libcxx | asan | tsan | fuzz | mutation | noexcept | static | native | \
            long | mingw64 | mingw32 | msvc | bench)
            legs="$legs $argument" ;;
        *)
            echo "tests/run.sh: unknown leg \"$argument\"; use one of: $every_leg msvc all bench" >&2
            exit 2
            ;;
    esac
done
# shellcheck disable=SC2086
legs=$(printf '%s\n' ${legs:-gcc} | awk '!seen[$0]++')
if [ $dry_run = yes ]; then
    # shellcheck disable=SC2086
    echo $legs
    exit 0
fi

# Debug builds without debug information, which no test reads
without_debug_info=-DCMAKE_CXX_FLAGS_DEBUG=

# g++ saves a tenth of the time of large sources if it looks for unused memory only from 500 MB on.
collects_late=--param=ggc-min-heapsize=500000
unoptimised=-DCMAKE_CXX_FLAGS_DEBUG=$collects_late
# -O1 takes 3/5 of the time of -O3. There, g++ 12 has false warnings of std::string's operator+
# everywhere.
optimised="-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG $collects_late -Wno-array-bounds \
-Wno-stringop-overflow -Wno-stringop-overread"

# configure LEG SUITES [OPTION ...]: joins sources, which compiles them in 3/5 of the time
configure() {
    leg=$1 suites=$2
    shift 2
    cmake -S . -B "build/$leg" -G Ninja -DROUTPACT_TESTS=ON -DROUTPACT_TESTS_SUITES="$suites" \
        -DROUTPACT_EXAMPLES=ON -DCMAKE_UNITY_BUILD=ON -DCMAKE_COMPILE_WARNING_AS_ERROR=ON "$@"
}

# Prints the value of the attribute $1 in the report of the leg's tests
reported() { sed -n "s/.*[[:space:]]$1=\"\\([0-9]*\\)\".*/\\1/p" "$report" | head -n 1; }

# build_and_test LEG: builds the leg, runs its tests, and counts them. Tests also wait, so one more of
# them runs at a time.
build_and_test() {
    report=$root/build/$1/tests.xml
    rm -f "$report"
    cmake --build "build/$1" --parallel "$jobs"
    ctest --test-dir "build/$1" --no-tests=error --output-on-failure -j $((jobs + 1)) \
        --output-junit "$report"
    sed -n 's/^figure: //p' "build/$1/Testing/Temporary/LastTest.log"
    skipped=$(($(reported skipped) + $(reported disabled)))
    count=$(($(reported tests) - $(reported failures) - skipped))
    if [ "$count" -eq 0 ]; then
        echo "no test was run" >&2
        return 1
    fi
    [ "$skipped" -eq 0 ] || note="$note ($skipped skipped)"
}

# native LEG SUITES COMPILER FLAGS [OPTION ...]: configures a native build
native() {
    leg=$1 suites=$2 compiler=$3 flags=$4
    shift 4
    case $compiler in # clang saves a seventh of its time with memory in huge pages; g++ nothing
        *clang*) export GLIBC_TUNABLES=glibc.malloc.hugetlb=1 ;;
    esac
    configure "$leg" "$suites" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_FLAGS="$flags" "$@"
}

# gcc_debug LEG SUITES [OPTION ...]: configures a build with g++
gcc_debug() {
    leg=$1 suites=$2
    shift 2
    native "$leg" "$suites" g++ '' -DCMAKE_BUILD_TYPE=Debug $unoptimised "$@"
}

# Whether 32-bit Windows programs can run here; if not, $why_not says why
runs_i686() {
    why_not='this release has no wine for 32-bit programs'
    [ -x build/deps/wine32/usr/lib/wine/wine ] || return 1
    why_not='this kernel runs no 32-bit programs'
    status=0
    build/deps/wine32/usr/lib/wine/wine --version >/dev/null 2>&1 || status=$?
    [ $status -ne 126 ] # the shell cannot execute it
}

# mingw LEG SUITES ARCHITECTURE [OPTION ...]: checks that wine runs programs, then configures a cross
# build
mingw() {
    leg=$1 suites=$2 architecture=$3 run=ON
    shift 3
    mkdir -p "build/$leg"
    unset WINE_ROOT
    if [ "$architecture" = i686 ]; then
        WINE_ROOT=$root/build/deps/wine32
        export WINE_ROOT
        runs_i686 || run=OFF
    fi
    if [ $run = ON ]; then
        # returns 3, because a wine that cannot run programs may exit with 0
        echo 'int main() { return 3; }' >"build/$leg/probe.cpp"
        "$architecture-w64-mingw32-g++-posix" -static "build/$leg/probe.cpp" \
            -o "build/$leg/probe.exe"
        status=0
        timeout 120 sh tests/wine.sh "$root/build/$leg/wine" "build/$leg/probe.exe" || status=$?
        if [ $status -ne 3 ]; then
            echo "wine does not run $architecture programs: a probe returned $status, expected 3" >&2
            return 1
        fi
        set -- -DCMAKE_BUILD_TYPE=Release "$optimised" "$@"
    else
        note="$note (compiled, not run: $why_not)"
        set -- -DCMAKE_BUILD_TYPE=Debug $unoptimised "$@"
    fi
    configure "$leg" "$suites" -DCMAKE_TOOLCHAIN_FILE="$root/tests/mingw-w64.cmake" \
        -DMINGW_ARCH="$architecture" -DROUTPACT_TESTS_RUN=$run \
        -DFETCHCONTENT_SOURCE_DIR_CATCH2="$catch2" "$@"
}

# msvc LEG SUITES ARCHITECTURE [OPTION ...]: configures a cross build for Microsoft's ABI; see
# tests/microsoft
msvc() {
    leg=$1 suites=$2 architecture=$3
    shift 3
    case $architecture in
        i686) dlls=$root/build/deps/wine32/usr/lib/i386-linux-gnu/wine/i386-windows ;;
        *) dlls=/usr/lib/x86_64-linux-gnu/wine/x86_64-windows ;;
    esac
    sdk=$root/build/$leg/sdk
    sh tests/microsoft/sdk.sh "$sdk" "$architecture" "$dlls"
    configure "$leg" "$suites" -DCMAKE_TOOLCHAIN_FILE="$root/tests/msvc.cmake" \
        -DMSVC_ARCH="$architecture" -DMSVC_SDK="$sdk" -DCMAKE_BUILD_TYPE=Release \
        -DROUTPACT_CHECK=OFF -DCatch2_DIR="$root/tests/microsoft/catch2" "$@"
}

# also_test SUITES ARCHITECTURE [OPTION ...]: builds and tests msvc for one more architecture
also_test() {
    counted=$count
    architecture=$2
    msvc "msvc/$architecture" "$@"
    build_and_test "msvc/$architecture"
    count=$((count + counted))
}

# measure BUILD
measure() {
    cmake --build "$1" --target benchmarks
    cmake --build "$1" --target benchmark-check
}

program_suites='programs;diagnostics'
static_suites='binary;headers;style;usage'

configure_leg() {
    case $1 in
        gcc) gcc_debug gcc units -DROUTPACT_EXAMPLES=OFF -DROUTPACT_CHECK=OFF ;;
        programs) gcc_debug programs "$program_suites" ;;
        static) gcc_debug static "$static_suites" ;;
        native) gcc_debug native "units;$program_suites;$static_suites" ;;
        clang)
            native clang 'units;diagnostics;binary' \
                "$(command -v clang++-14 || echo clang++)" '' -DCMAKE_BUILD_TYPE=Debug \
                $without_debug_info -DROUTPACT_CHECK=OFF ;;
        libcxx) # as its headers are from C++23 on, where they include less of each other
            native libcxx 'diagnostics;headers' clang++-19 \
                '-stdlib=libc++ -D_LIBCPP_REMOVE_TRANSITIVE_INCLUDES' -DCMAKE_BUILD_TYPE=Debug \
                $without_debug_info -DROUTPACT_CHECK=OFF -DROUTPACT_EXAMPLES=OFF ;;
        asan)
            native asan 'units;programs' clang++-19 \
                '-stdlib=libc++ -gline-tables-only -fsanitize=address,undefined -fno-sanitize-recover=all -fprofile-instr-generate -fcoverage-mapping' \
                -DCMAKE_DISABLE_FIND_PACKAGE_Catch2=ON -DFETCHCONTENT_SOURCE_DIR_CATCH2="$catch2" ;;
        tsan)
            native tsan 'units;programs' clang++-19 '-gline-tables-only -fsanitize=thread' \
                -DROUTPACT_CHECK=OFF ;;
        fuzz)
            native fuzz fuzz clang++-19 \
                '-O1 -gline-tables-only -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
                -DROUTPACT_EXAMPLES=OFF -DROUTPACT_CHECK=OFF -DROUTPACT_FUZZ_SECONDS="${ROUTPACT_FUZZ_SECONDS:-60}" ;;
        mutation) # the libclang package belongs to the system's Python
            native mutation mutation clang++-19 -O2 -DROUTPACT_EXAMPLES=OFF -DROUTPACT_CHECK=OFF \
                -DPython3_EXECUTABLE=/usr/bin/python3 ;;
        noexcept) # the examples are built with exceptions, which tsan does with the same compiler
            native noexcept 'units;programs' clang++-19 '' -DCMAKE_BUILD_TYPE=Debug $without_debug_info \
                -DROUTPACT_TESTS_EXCEPTIONS=OFF -DROUTPACT_CHECK=OFF -DROUTPACT_EXAMPLES=OFF ;;
        long)
            jobs=$((2 * jobs)) # its longest tests sleep half of their time
            native long long g++ '' -DCMAKE_BUILD_TYPE=Release "$optimised" \
                -DROUTPACT_EXAMPLES=OFF ;;
        mingw64) mingw mingw64 'units;programs;binary;headers' x86_64 ;;
        mingw32) mingw mingw32 'units;programs;binary' i686 -DROUTPACT_CHECK=OFF ;;
        msvc)
            mingw msvc/check '' x86_64
            cmake --build build/msvc/check --target routpact-check --parallel "$jobs"
            msvc msvc 'units;oracle;headers' x86_64 \
                -DROUTPACT_CHECK_PROGRAM="$root/build/msvc/check/examples/routpact-check.exe" ;;
        bench) native bench usage g++ '' -DCMAKE_BUILD_TYPE=Release ;;
    esac
}

# run_leg LEG: builds and tests it; writes its row of the table and its number of tests to $results
run_leg() {
    current=$1 count=0 note=
    step="leg $current"
    trap '[ $? -eq 0 ] || echo "$step" >>"$results/failed"' EXIT
    start=$(date +%s)
    printf '\n=== %s ===\n' "$current"
    configure_leg "$current"
    case $current in
        bench)
            measure build/bench
            step='leg bench, Windows'
            mingw bench/windows usage x86_64 \
                -DFETCHCONTENT_SOURCE_DIR_BENCHMARK="$root/build/deps/benchmark" \
                -DCMAKE_CXX_FLAGS_RELEASE='-O3 -DNDEBUG'
            measure build/bench/windows
            ;;
        asan)
            rm -rf build/asan/profiles
            # %m: one file per program or DLL; all of its processes add to the file
            export LLVM_PROFILE_FILE="$root/build/asan/profiles/%m.profraw"
            export LSAN_OPTIONS="suppressions=$root/tests/proof/coverage/leaks.txt:print_suppressions=0"
            build_and_test asan
            unset LLVM_PROFILE_FILE LSAN_OPTIONS
            step='leg asan, coverage'
            python3 tests/proof/coverage/coverage.py build/asan
            ;;
        msvc)
            build_and_test msvc
            if runs_i686; then
                step='leg msvc, i686'
                WINE_ROOT=$root/build/deps/wine32
                export WINE_ROOT
                also_test 'oracle;headers' i686
                unset WINE_ROOT
            else
                note="$note (i686 compiled, not run: $why_not)"
                also_test 'oracle;headers' i686 -DROUTPACT_TESTS_RUN=OFF
            fi
            step='leg msvc, ARM64'
            also_test 'oracle;headers' aarch64 -DROUTPACT_TESTS_RUN=OFF
            ;;
        *) build_and_test "$current" ;;
    esac
    seconds=$(($(date +%s) - start))
    printf '%-10s %5d %7d%s\n' "$current" "$count" "$seconds" "$note" >"$results/$current/row"
    echo "$count" >"$results/$current/count"
}

# run_legs LEG ...: runs the legs that no other run_legs has taken, until one fails
run_legs() {
    for each in "$@"; do
        [ ! -e "$results/failed" ] || return 0
        [ "$each" != bench ] || continue # it needs the machine for itself
        mkdir "$results/$each" 2>/dev/null || continue # the other one has taken it
        run_leg "$each" >"$results/$each/output" 2>&1 & # with && or || its `set -e` would be off
        wait $! || [ -e "$results/failed" ] || echo "leg $each" >"$results/failed"
        until mkdir "$results/printing" 2>/dev/null; do sleep 1; done
        cat "$results/$each/output"
        rmdir "$results/printing"
    done
}

# finish: prints the table, and what failed
finish() {
    status=$?
    total=0
    printf '\n%-10s %5s %7s\n' leg tests seconds
    for each in $legs; do
        [ -e "$results/$each/row" ] || continue
        cat "$results/$each/row"
        total=$((total + $(cat "$results/$each/count")))
    done
    if [ -e "$results/failed" ]; then
        sed 's/^/FAILED: /' "$results/failed" >&2
        exit 1
    fi
    [ $status -ne 0 ] || [ "$total" -eq 0 ] || printf '\n%d passed, 0 failed\n' "$total"
    exit $status
}

results=$root/build/results
rm -rf "$results"
mkdir -p "$results"
trap finish EXIT
trap 'trap - TERM; kill -TERM 0' INT # background processes ignore INT

# install LEG ...: installs the missing packages for the legs
install() {
    sh tests/install-deps.sh build/deps "$@" || {
        echo 'installing missing packages' >"$results/failed"
        return 1
    }
    catch2=$root/build/deps/catch2 # Catch2's source
    [ -d "$catch2" ] || catch2=    # then CMake fetches the source
}

# run_alone LEG
run_alone() {
    jobs=$((cores + 2)) # more than the processors, because tests also wait
    mkdir "$results/$1"
    (run_leg "$1")
}

# shellcheck disable=SC2086
set -- $legs
install "$1"
# addr2line, part of binutils, adds names and lines to the sanitizers' stacks
ASAN_OPTIONS=external_symbolizer_path=$(command -v addr2line)
UBSAN_OPTIONS=$ASAN_OPTIONS:print_stacktrace=1
# A process that exits with threads sleeps for this time, not for a second, while they may race.
TSAN_OPTIONS=$ASAN_OPTIONS:atexit_sleep_ms=100
export ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS

cores=$(nproc)
if [ $# -eq 1 ]; then
    run_alone "$1"
else # the packages of the other legs are installed while the first one runs
    jobs=$cores
    run_legs "$1" &
    first=$!
    install "$@" || : # then no other leg is run
    run_legs "$@" &
    second=$!
    wait $first
    run_legs "$@"
    wait $second
    [ -e "$results/failed" ] || case " $* " in *' bench '*) run_alone bench ;; esac
fi
