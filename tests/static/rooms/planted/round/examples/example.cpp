// Uses the library as an author does.
#include <routpact/result.hpp>
