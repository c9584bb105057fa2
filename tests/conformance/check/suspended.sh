#!/bin/sh
# suspended.sh SECONDS COMMAND...: runs routpact-check, and after SECONDS suspends it and its children for
# longer than they wait for anything. The DLL is not to blame for that time.
set -u
after=$1
shift
"$@" &
tool=$!
sleep "$after"
children=
while [ -z "$children" ]; do
    children=$(cat /proc/$tool/task/*/children) || exit 1 # it has ended
done
# The children first and last, so that no record of theirs makes up for the time.
# shellcheck disable=SC2086
kill -s STOP $children || exit 1
sleep 0.3
kill -s STOP $tool
sleep 6
kill -s CONT $tool
sleep 0.3
# shellcheck disable=SC2086
kill -s CONT $children
wait $tool
