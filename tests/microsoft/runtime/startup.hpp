#pragma once

void begin_module(); ///< Runs the constructors of the static objects.
void end_module();   ///< Runs the functions of atexit, and with them the destructors.
