#!/bin/sh
# wine.sh PREFIX PROGRAM [ARGUMENT ...]: runs a Windows program in the wine prefix PREFIX (an absolute
# path). The first call creates the prefix. If WINE_ROOT is set, uses the 32-bit wine that
# install-deps.sh unpacked there.
#
# The script starts the wine server and wine's service processes without the caller's pipes. If
# PROGRAM started them, they would inherit its stdout. CTest reads a test's output until all writers
# have closed it, so each test would take 2.5 s longer.
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
    # Exit status 0: this call started the server, which exits 20 s after its last client. 2: a server
    # was running already.
    if "$wineserver" -p20 9>&-; then
        "$wine" wineboot --init 9>&- || : # 53 from the 32-bit wine
        if [ ! -f "$WINEPREFIX/configured" ]; then
            # a crash ends the program immediately, without a debugger
            "$wine" C:/windows/system32/reg.exe add \
                'HKLM\Software\Microsoft\Windows NT\CurrentVersion\AeDebug' \
                /v Debugger /d false /f 9>&- || :
            : >"$WINEPREFIX/configured"
        fi
    fi
) 9>"$WINEPREFIX/lock" </dev/null >/dev/null 2>&1
[ -n "${WINE_ROOT:-}" ] || exec "$wine" "$@"
# The 32-bit wine itself may get a SIGSEGV when a program exits that has used the thread pool. A
# program that does nothing else crashes it in 1 of 25 runs. The retry hides no crash of the program:
# that raises an exception, after which wine exits with another status, such as 5.
for attempt in 1 2 3; do
    status=0
    "$wine" "$@" || status=$?
    [ $status -eq 139 ] || break
    echo "wine.sh: wine crashed in attempt $attempt" >&2
done
exit "$status"
