#pragma once
// A simulated router manager: tests a protocol without Windows and without a router.

#include <routpact/detail/abi/packing.hpp>

#include <routpact/testing/code_text.hpp>
#include <routpact/testing/info_bytes.hpp>
#include <routpact/testing/manual_clock.hpp>
#include <routpact/testing/mib_calls.hpp>
#include <routpact/testing/protocol_session.hpp>
#include <routpact/testing/recorded_call.hpp>
#include <routpact/testing/registered_protocol.hpp>
#include <routpact/testing/reply.hpp>
#include <routpact/testing/router_manager.hpp>
#include <routpact/testing/stepped_event.hpp>
#include <routpact/testing/stimulate.hpp>
#include <routpact/testing/support_answers.hpp>
#include <routpact/testing/transcript.hpp>
#include <routpact/testing/usage_error.hpp>
