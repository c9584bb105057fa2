#!/bin/sh
# reuse.sh BUILD COMPILER ARGUMENT ...: a compiler launcher. The objects of routpact-check are taken
# from BUILD, which has compiled the same sources already. The host is compiled without optimisation;
# everything else, such as the protocol DLLs, as the page says. Without it the commands of the pages
# take minutes.
set -eu
build=$1
shift
object= previous=
for argument in "$@"; do
    [ "$previous" != -o ] || object=$argument
    previous=$argument
done
case $object in
    examples/CMakeFiles/routpact-check*.dir/*)
        # BUILD joins the sources of a target; that with one source has one object
        for built in "$object" "${object%.dir/*}.dir/Unity/unity_0_cxx.cxx.o"; do
            if [ -f "$build/$built" ]; then
                exec cp "$build/$built" "$object"
            fi
        done ;;
    examples/CMakeFiles/routpact-example-host.dir/*) set -- "$@" -O0 ;;
esac
exec "$@"
