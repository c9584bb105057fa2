include(CMakeFindDependencyMacro)
find_dependency(routpact 0.1)
include(${CMAKE_CURRENT_LIST_DIR}/acmeTargets.cmake)
