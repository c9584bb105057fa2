#pragma once
// In a child process: a crash is told to the parent, with the place in the code.

/// From now on, a crash of this process sends the records `crash`, with what happened and where,
/// and `frame`, for each function on the stack.
void report_crashes();

/// Makes it possible for this thread too that its stack overflows. Cheap when called again.
void prepare_this_thread();
