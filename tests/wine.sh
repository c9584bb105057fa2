#!/bin/sh
# wine.sh PREFIX PROGRAM [ARGUMENT ...]: runs a Windows program in the wine prefix
# PREFIX (an absolute path), which is made at the first call. With WINE_ROOT set, by
# the 32-bit wine that install-deps.sh unpacked there.
#
# The wine server and wine's service processes are started here, away from the
# caller's pipes: started by PROGRAM itself they would inherit its stdout, and CTest,
# which reads a test's output up to its end, would wait for them, 2.5 s a test.
set -eu
WINEPREFIX=$1; shift
WINEDEBUG=${WINEDEBUG:--all}
WINEDLLOVERRIDES=${WINEDLLOVERRIDES:-'mscoree,mshtml,winemenubuilder.exe='}
export WINEPREFIX WINEDEBUG WINEDLLOVERRIDES
unset DISPLAY
wine=wine wineserver=wineserver
if [ -n "${WINE_ROOT:-}" ]; then
    WINEARCH=win32
    WINELOADER=$WINE_ROOT/usr/lib/wine/wine
    WINESERVER=$WINE_ROOT/usr/lib/wine/wineserver32
    export WINEARCH WINELOADER WINESERVER
    wine=$WINELOADER wineserver=$WINESERVER
fi
mkdir -p "$WINEPREFIX"
(
    flock 9
    # exit status 0: this call started the server, for up to 20 s after its last
    # client; 2: one was running already
    if "$wineserver" -p20 9>&-; then
        "$wine" wineboot --init 9>&- || : # 53 from the 32-bit wine
        if [ ! -f "$WINEPREFIX/configured" ]; then
            # a crash ends the program at once, without a debugger
            "$wine" C:/windows/system32/reg.exe add \
                'HKLM\Software\Microsoft\Windows NT\CurrentVersion\AeDebug' \
                /v Debugger /d false /f 9>&- || :
            : >"$WINEPREFIX/configured"
        fi
    fi
) 9>"$WINEPREFIX/lock" </dev/null >/dev/null 2>&1
[ -n "${WINE_ROOT:-}" ] || exec "$wine" "$@"
# The 32-bit wine itself, not the program, may get a SIGSEGV when a program ends that has used the
# thread pool: one that does nothing else, 1 time in 25. What a program does wrong is an exception,
# after which wine exits with 5, say.
for attempt in 1 2 3; do
    status=0
    "$wine" "$@" || status=$?
    [ $status -eq 139 ] || break
    echo "wine.sh: wine crashed in attempt $attempt" >&2
done
exit "$status"
