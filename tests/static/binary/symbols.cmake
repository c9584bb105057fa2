# Builds a module with and without optimisation, and checks the symbols that it exports:
#   cmake "-DCOMMAND=g++;OPTION;..." -DSOURCE=FILE -DREADELF=readelf -DCXXFILT=c++filt -DSCRATCH=DIR
#     -P symbols.cmake
#
# Two modules of one process share one copy of a symbol that both export: a function of the library
# would use the state of the other module. A variable that g++ marks as unique keeps its module loaded.
# So a module exports no variable and no function of the library, whatever the author's options are.
# The compiler's default visibility stands for all of them: another exports fewer symbols.
cmake_minimum_required(VERSION 3.25)

# The symbols that may be exported, because they have no state and are the same in every module:
set(harmless
  # routpact::error, which authors derive from: its destructors, and its type. Only modules that
  # throw it have them.
  "^_ZN8routpact[0-9a-z_]+5errorD[012]Ev$"
  "^_ZT[VIS]N8routpact[0-9a-z_]+5errorE$"
  # Constructors that the compiler writes, of plain structures.
  "^_ZN8routpact[0-9a-z_]+(10background4task|12router_event|19multicast_functions)C[12]Ev$"
  "^_ZN8routpact[0-9a-z_]+(6answer|8versioned|9neighbors|13counted_block)I.*E[CD][012]E[OR]?K?[S0-9_]*v?$")
# Other symbols that contain the library's name are the author's functions with parameters of its
# types, and instances of the standard library's templates for them.
set(of_library "^_Z(T[VIST]|GV|GR|TAX?)?Z*(tl)?N[VKRO]*8routpact")
# On other systems than Windows, the library defines the constants and functions of the C interface as
# well. (In the modules here, other names begin with lower-case letters.)
set(of_interface "^[A-Z][A-Z0-9_]+$|^_Z[0-9]+[A-Z]")

set(complaints)
foreach(optimisation IN ITEMS -O0 -O2)
  set(module ${SCRATCH}${optimisation}.so)
  execute_process(
    COMMAND ${COMMAND} ${optimisation} -fvisibility=default -fPIC -shared -o ${module}
      ${SOURCE}
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${READELF} --wide --dyn-syms ${module}
    OUTPUT_VARIABLE table COMMAND_ERROR_IS_FATAL ANY)
  # Num: Value Size Type Bind Vis Ndx Name
  string(REGEX MATCHALL
    "[0-9]+: [0-9a-f]+ +[0-9]+ +[A-Z]+ +[A-Z]+ +[A-Z]+ +[0-9]+ [^\n]+" symbols "${table}")
  set(exported NO)
  foreach(symbol IN LISTS symbols)
    if(NOT symbol MATCHES ": [0-9a-f]+ +[0-9]+ +([A-Z]+) +([A-Z]+) +[A-Z]+ +[0-9]+ ([^ @]+)")
      message(FATAL_ERROR "not understood: ${symbol}")
    endif()
    set(type ${CMAKE_MATCH_1})
    set(binding ${CMAKE_MATCH_2})
    set(name ${CMAKE_MATCH_3})
    set(wrong NO)
    if(name STREQUAL "RegisterProtocol")
      set(exported YES)
    elseif(binding STREQUAL "UNIQUE" AND NOT name MATCHES "^_ZZ?(NK?)?S[ta]") # the author's std
      set(wrong YES)
    elseif(name MATCHES "${of_library}" OR name MATCHES "${of_interface}")
      set(wrong YES)
      foreach(pattern IN LISTS harmless)
        if(name MATCHES "${pattern}")
          set(wrong NO)
        endif()
      endforeach()
    endif()
    if(wrong)
      execute_process(COMMAND ${CXXFILT} ${name}
        OUTPUT_VARIABLE readable OUTPUT_STRIP_TRAILING_WHITESPACE)
      string(APPEND complaints
        "  ${optimisation}: ${type} ${binding} ${readable}\n")
    endif()
  endforeach()
  if(NOT exported)
    message(FATAL_ERROR "${module} does not export RegisterProtocol")
  endif()
  list(LENGTH symbols count)
  message("${optimisation}: ${count} symbols")
endforeach()
if(complaints)
  message(FATAL_ERROR "${SOURCE} exports symbols of the library:\n${complaints}")
endif()
