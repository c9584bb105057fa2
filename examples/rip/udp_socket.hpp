#pragma once
// A UDP socket for IPv4, on Windows and elsewhere. Addresses and ports are in host order.

#ifdef _WIN32
#include <routpact/abi.hpp> // with Winsock 2
#include <ws2tcpip.h>
#else
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#endif
#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <system_error>

namespace rip {

using byte_view = std::span<const std::uint8_t>;
struct endpoint {
    std::uint32_t address;
    std::uint16_t port;
};

/// Any thread may send, one at a time may receive.
class udp_socket {
public:
    /// Opens a socket for a port at all addresses of this computer. Throws std::system_error.
    explicit udp_socket(std::uint16_t port) : port_{port} {
        const sockaddr_in address = to_native({INADDR_ANY, port});
        if (!set_option(SOL_SOCKET, SO_RCVTIMEO, longest_wait) ||
            bind(handle_.value, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::system_error{{last_error(), std::system_category()}, "bind"};
    }

    /// Joins a multicast group on the interface with the address `local`, if the system allows it.
    void join(std::uint32_t group, std::uint32_t local) noexcept {
        const ip_mreq membership{to_native({group, 0}).sin_addr, to_native({local, 0}).sin_addr};
        set_option(IPPROTO_IP, IP_ADD_MEMBERSHIP, membership);
    }
    /// Sends a datagram, which is lost if the system refuses it. A multicast leaves through the
    /// interface with the address `local`; calls with different ones must not overlap.
    void send(byte_view bytes, const endpoint& to, std::uint32_t local) noexcept {
        const in_addr from = to_native({local, 0}).sin_addr;
        if (to.address >> 28 == 0xe && !set_option(IPPROTO_IP, IP_MULTICAST_IF, from))
            return;
        const sockaddr_in address = to_native(to);
        sendto(handle_.value, reinterpret_cast<const char*>(bytes.data()),
               static_cast<length>(bytes.size()), 0, reinterpret_cast<const sockaddr*>(&address),
               sizeof address);
    }
    /// Waits for a datagram, of which it stores what fits into `buffer`, and its sender. Returns
    /// the part stored, or nothing after wake(). Throws std::system_error if the socket has failed.
    std::optional<byte_view> receive(std::span<std::uint8_t> buffer, endpoint& sender) {
        while (!woken_) {
            sockaddr_in from{};
            length from_size = sizeof from;
            const auto size = recvfrom(handle_.value, reinterpret_cast<char*>(buffer.data()),
                                       static_cast<length>(buffer.size()), 0,
                                       reinterpret_cast<sockaddr*>(&from), &from_size);
            sender = {ntohl(from.sin_addr.s_addr), ntohs(from.sin_port)};
            if (size >= 0 && !woken_)
                return buffer.first(static_cast<std::size_t>(size));
            if (size < 0 && !is_passing(last_error()))
                throw std::system_error{{last_error(), std::system_category()}, "recvfrom"};
        }
        return std::nullopt;
    }
    /// Ends this and all later calls of receive(), by a datagram to itself. Does not wait.
    void wake() noexcept {
        woken_ = true;
        send({}, {INADDR_LOOPBACK, port_}, 0);
    }

private:
    // receive() may wait for half a second longer if the datagram of wake() is lost.
#ifdef _WIN32
    using length = int;
    static constexpr DWORD longest_wait = 500;
    struct handle {
        SOCKET value;
        handle() {
            WSADATA data;
            if (const int error = WSAStartup(MAKEWORD(2, 2), &data))
                throw std::system_error{{error, std::system_category()}, "WSAStartup"};
            value = ::socket(AF_INET, SOCK_DGRAM, 0);
        }
        ~handle() { closesocket(value), WSACleanup(); }
    };
    static int last_error() { return WSAGetLastError(); }
    static bool is_passing(int error) { // a long datagram, or the fate of one that was sent
        return error == WSAETIMEDOUT || error == WSAEMSGSIZE || error == WSAECONNRESET ||
               error == WSAENETRESET || error == WSAEINTR;
    }
#else
    using length = socklen_t;
    static constexpr timeval longest_wait{0, 500'000};
    struct handle {
        const int value = ::socket(AF_INET, SOCK_DGRAM, 0);
        ~handle() { close(value); }
    };
    static int last_error() { return errno; }
    static bool is_passing(int error) { return error == EAGAIN || error == EINTR; }
#endif
    static sockaddr_in to_native(const endpoint& from) {
        sockaddr_in result{};
        result.sin_family = AF_INET;
        result.sin_port = htons(from.port);
        result.sin_addr.s_addr = htonl(from.address);
        return result;
    }
    template <class Value>
    bool set_option(int level, int name, const Value& value) noexcept {
        return setsockopt(handle_.value, level, name, reinterpret_cast<const char*>(&value),
                          sizeof value) == 0;
    }

    const handle handle_;
    const std::uint16_t port_;
    std::atomic<bool> woken_ = false; // also prevents copies
};

} // namespace rip
