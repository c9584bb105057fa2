# Takes the place of Catch2's package.
add_library(Catch2::Catch2 INTERFACE IMPORTED)
target_include_directories(Catch2::Catch2 INTERFACE ${CMAKE_CURRENT_LIST_DIR}/include)
add_library(routpact-test-main STATIC EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/main.cpp)
target_compile_features(routpact-test-main PRIVATE cxx_std_20)
target_link_libraries(routpact-test-main PUBLIC Catch2::Catch2)
add_library(Catch2::Catch2WithMain ALIAS routpact-test-main)
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
