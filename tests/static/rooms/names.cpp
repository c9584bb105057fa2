#include <routpact/routpact.hpp>
