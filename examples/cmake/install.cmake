# The install rules, in two components that a distribution may put into two packages: routpact-headers,
# and routpact-check for the tool.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/routpact)
set(doc_dir ${CMAKE_INSTALL_DATAROOTDIR}/doc/routpact)
if(PROJECT_IS_TOP_LEVEL) # in another project, this variable names the folder of that project
  set(doc_dir ${CMAKE_INSTALL_DOCDIR})
endif()

# set_path_from(VARIABLE FROM TO HERE): sets the path from the install directory FROM, at run time HERE, to
# the install directory TO. Only relative directories move with the installation.
function(set_path_from variable from to here)
  if(IS_ABSOLUTE "${to}")
    set(path "${to}")
  elseif(IS_ABSOLUTE "${from}")
    set(path "${CMAKE_INSTALL_PREFIX}/${to}")
  else()
    file(RELATIVE_PATH up "/prefix/${from}" "/prefix")
    string(REGEX REPLACE "/+" "/" path "${here}/${up}/${to}")
  endif()
  string(REGEX REPLACE "/$" "" path "${path}")
  set(${variable} "${path}" PARENT_SCOPE)
endfunction()

install(TARGETS routpact EXPORT routpact
  FILE_SET HEADERS COMPONENT routpact-headers FILE_SET internal_headers COMPONENT routpact-headers)
install(EXPORT routpact FILE routpactTargets.cmake NAMESPACE routpact::
  DESTINATION ${package_dir} COMPONENT routpact-headers)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/routpactConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/routpactConfig.cmake INSTALL_DESTINATION ${package_dir}
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(routpactConfigVersion.cmake
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/routpactConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/routpactConfigVersion.cmake
    ${CMAKE_CURRENT_LIST_DIR}/../register_protocol.def
  DESTINATION ${package_dir} COMPONENT routpact-headers)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/routpact_add_protocol.cmake
    ${CMAKE_CURRENT_LIST_DIR}/routpact_discover_contract_tests.cmake
    ${CMAKE_CURRENT_LIST_DIR}/contract_tests.cmake
  DESTINATION ${package_dir}/cmake COMPONENT routpact-headers)
install(FILES LICENSE README.md DESTINATION ${doc_dir} COMPONENT routpact-headers)
install(FILES include/routpact/routpact.natvis include/routpact/routpact.natstepfilter
    include/routpact/routpact_gdb.py include/routpact/routpact_lldb.py
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/routpact COMPONENT routpact-headers)

set(pkgconfig_dir ${CMAKE_INSTALL_DATADIR}/pkgconfig)
set_path_from(prefix ${pkgconfig_dir} "" "\${pcfiledir}")
set_path_from(includedir ${pkgconfig_dir} ${CMAKE_INSTALL_INCLUDEDIR} "\${pcfiledir}")
file(CONFIGURE OUTPUT routpact.pc @ONLY CONTENT [[
prefix=@prefix@
includedir=@includedir@

Name: routpact
Description: @PROJECT_DESCRIPTION@
Version: @PROJECT_VERSION@
Cflags: -I${includedir}
]])
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/routpact.pc
  DESTINATION ${pkgconfig_dir} COMPONENT routpact-headers)

if(ROUTPACT_CHECK)
  set_path_from(tool_dir ${package_dir} ${CMAKE_INSTALL_BINDIR} "\${CMAKE_CURRENT_LIST_DIR}")
  configure_file(${CMAKE_CURRENT_LIST_DIR}/routpactCheck.cmake.in routpactCheck.cmake @ONLY)
  install(TARGETS routpact-check EXPORT routpact-check COMPONENT routpact-check)
  install(EXPORT routpact-check FILE routpactCheckTargets.cmake NAMESPACE routpact::
    DESTINATION ${package_dir} COMPONENT routpact-check)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/routpactCheck.cmake
    DESTINATION ${package_dir} COMPONENT routpact-check)
  install(FILES examples/check/report.schema.json
    DESTINATION ${CMAKE_INSTALL_DATADIR}/routpact COMPONENT routpact-check)
endif()
