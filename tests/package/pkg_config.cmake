# Compiles SOURCE with pkg-config's flags for the library in PREFIX, and runs the program.
cmake_minimum_required(VERSION 3.25)
set(ENV{PKG_CONFIG_LIBDIR} ${PREFIX}/share/pkgconfig) # replaces the default search path
set(pkg_config pkg-config --print-errors)
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${pkg_config} --exact-version=${VERSION} routpact)
execute_process(COMMAND_ERROR_IS_FATAL ANY
  COMMAND ${pkg_config} --cflags routpact OUTPUT_VARIABLE flags)
separate_arguments(flags NATIVE_COMMAND "${flags}")
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND_ECHO STDOUT
  COMMAND ${COMPILE} ${flags} ${SOURCE} -o ${PROGRAM})
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND ${PROGRAM})
