#!/bin/sh
# sdk.sh DIR ARCHITECTURE WINE_DLLS: prepares DIR for the toolchain file ../msvc.cmake: headers of
# routprot.h, import libraries of Wine's DLLs, and runtime.lib, our start-up code with the compiled part
# of libc++. ARCHITECTURE is x86_64, i686 or aarch64. WINE_DLLS is the folder of Wine's DLLs, whose
# exports are read (x86_64's for aarch64, too: the names are the same).
set -eu
dir=$1 architecture=$2 wine_dlls=$3
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$dir/include" "$dir/lib"
for header in routprot stm ipinfoid; do
    cp "/usr/share/mingw-w64/include/$header.h" "$dir/include"
done

# import_library DLL MACHINE
import_library() {
    {
        printf 'LIBRARY %s.dll\nEXPORTS\n' "$1"
        llvm-readobj-19 --coff-exports "$wine_dlls/$1.dll" |
            sed -n "s/^ *Name: *\\(..*\\)\$/\\1/p" | sed "s/^_CxxThrowException\$/&$stdcall/"
    } >"$dir/lib/$1.def"
    llvm-dlltool-19 -k -m "$2" -d "$dir/lib/$1.def" -l "$dir/lib/$1.lib"
}
case $architecture in
    i686)
        # The names of most functions are decorated, which the exports do not show. Of ntdll, only
        # the functions for 64-bit numbers are needed.
        for dll in kernel32 ucrtbase ws2_32; do
            cp "/usr/i686-w64-mingw32/lib/lib$dll.a" "$dir/lib/$dll.lib"
        done
        stdcall=@8
        import_library vcruntime140 i386
        import_library ntdll i386
        ;;
    *)
        machine=arm64
        [ "$architecture" != x86_64 ] || machine=i386:x86-64
        stdcall=
        for dll in kernel32 ntdll ucrtbase vcruntime140 ws2_32; do
            import_library $dll $machine
        done
        ;;
esac

cmake -S "$here/runtime" -B "$dir/runtime" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$here/../msvc.cmake" \
    -DMSVC_ARCH="$architecture" -DMSVC_SDK="$dir" -DCMAKE_BUILD_TYPE=Release
cmake --build "$dir/runtime"
