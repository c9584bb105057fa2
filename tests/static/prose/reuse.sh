#!/bin/sh
# reuse.sh BUILD COMPILER ARGUMENT ...: a compiler launcher. The objects of the host and of
# routpact-check are taken from BUILD, which has compiled the same sources already; everything else,
# such as the protocol DLLs, is compiled. Without it the commands of the pages take a minute.
set -eu
build=$1
shift
object= previous=
for argument in "$@"; do
    [ "$previous" != -o ] || object=$argument
    previous=$argument
done
case $object in
    examples/CMakeFiles/*.dir/host/* | examples/CMakeFiles/*.dir/check/*)
        if [ -f "$build/$object" ]; then
            exec cp "$build/$object" "$object"
        fi ;;
esac
exec "$@"
