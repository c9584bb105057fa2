# cmake -DCMAKE_TOOLCHAIN_FILE=tests/msvc.cmake -DMSVC_SDK=DIR [-DMSVC_ARCH=i686|aarch64]
# clang-cl and lld-link for Microsoft's ABI, against what microsoft/sdk.sh prepared in DIR. libc++'s
# headers replace Microsoft's C++ library, Wine's and mingw-w64's headers the Windows SDK.
set(CMAKE_SYSTEM_NAME Windows)
if(NOT DEFINED MSVC_ARCH)
  set(MSVC_ARCH x86_64)
endif()
set(CMAKE_SYSTEM_PROCESSOR ${MSVC_ARCH})
set(CMAKE_CXX_COMPILER clang-cl-19)
set(CMAKE_CXX_COMPILER_TARGET ${MSVC_ARCH}-pc-windows-msvc)
set(CMAKE_LINKER lld-link-19)
set(CMAKE_AR llvm-lib-19)
set(CMAKE_MT llvm-mt-19)
set(CMAKE_RC_COMPILER llvm-rc-19)
set(llvm /usr/lib/llvm-19)
set(wine /usr/include/wine/wine)
set(CMAKE_CXX_FLAGS_INIT "-fms-compatibility-version=19.44 /X -nobuiltininc")
foreach(folder IN ITEMS
    ${CMAKE_CURRENT_LIST_DIR}/microsoft/include ${llvm}/include/c++/v1 ${llvm}/lib/clang/19/include
    ${wine}/msvcrt ${wine}/windows ${MSVC_SDK}/include)
  string(APPEND CMAKE_CXX_FLAGS_INIT " -imsvc${folder}")
endforeach()
# the warnings are for the examples, which set none themselves
string(APPEND CMAKE_CXX_FLAGS_INIT " /FImicrosoft.hpp /W4 -Wconversion -Wsign-conversion -Wshadow")
foreach(kind IN ITEMS EXE SHARED MODULE) # 4217: Wine's header takes atexit for a function of a DLL
  set(CMAKE_${kind}_LINKER_FLAGS_INIT
    "/nodefaultlib /manifest:no /ignore:4217 /libpath:${MSVC_SDK}/lib")
endforeach()
set(CMAKE_SIZEOF_VOID_P 8) # CMake finds it out with a program, which does not link without runtime.lib
if(MSVC_ARCH STREQUAL i686) # mingw-w64's import libraries have no table of handlers
  set(CMAKE_SIZEOF_VOID_P 4)
  foreach(kind IN ITEMS EXE SHARED MODULE)
    string(APPEND CMAKE_${kind}_LINKER_FLAGS_INIT " /safeseh:no")
  endforeach()
endif()
set(CMAKE_CXX_STANDARD_LIBRARIES
  "runtime.lib vcruntime140.lib ucrtbase.lib kernel32.lib ntdll.lib ws2_32.lib" CACHE STRING "")
set(CMAKE_MSVC_RUNTIME_LIBRARY MultiThreadedDLL)
# toolchain files are read again by try_compile
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES MSVC_ARCH MSVC_SDK)
if(NOT CMAKE_CROSSCOMPILING_EMULATOR)
  set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/wine.sh ${CMAKE_BINARY_DIR}/wine)
endif()
