# Installs the library with other directories, and compiles with pkg-config's flags.
cmake_minimum_required(VERSION 3.25)
set(prefix ${WORK}/prefix)
function(check name pc_dir)
  file(REMOVE_RECURSE ${WORK})
  execute_process(COMMAND_ERROR_IS_FATAL ANY
    COMMAND ${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G ${GENERATOR} ${OPTIONS}
      -DROUTPACT_EXAMPLES=OFF -DROUTPACT_CHECK=OFF -DCMAKE_INSTALL_PREFIX=${prefix} ${ARGN})
  execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND ${CMAKE_COMMAND} --install ${WORK}/build)
  set(ENV{PKG_CONFIG_LIBDIR} ${pc_dir}/pkgconfig) # replaces the default search path
  execute_process(COMMAND_ERROR_IS_FATAL ANY
    COMMAND pkg-config --print-errors --cflags routpact OUTPUT_VARIABLE flags)
  separate_arguments(flags NATIVE_COMMAND "${flags}")
  execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND_ECHO STDOUT
    COMMAND ${COMPILE} ${flags} -fsyntax-only ${PROGRAM})
  execute_process(COMMAND_ERROR_IS_FATAL ANY
    COMMAND pkg-config --variable=prefix routpact OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE)
  file(REAL_PATH "${found}" found)
  file(REAL_PATH "${prefix}" expected)
  if(NOT found STREQUAL expected)
    message(FATAL_ERROR "${name}: the prefix is ${found}, not ${expected}")
  endif()
endfunction()

check(nested ${prefix}/share/x86_64/data -DCMAKE_INSTALL_DATADIR=share/x86_64/data)
check(absolute_data ${WORK}/data -DCMAKE_INSTALL_DATADIR=${WORK}/data)
check(absolute_headers ${prefix}/share -DCMAKE_INSTALL_INCLUDEDIR=${WORK}/headers)
