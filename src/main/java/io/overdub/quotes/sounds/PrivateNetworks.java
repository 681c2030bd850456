package io.overdub.quotes.sounds;

import java.net.Inet6Address;
import java.net.InetAddress;

/** The addresses that the public Internet does not route: this machine, its neighbours, and whoever answers to a whole group. */
final class PrivateNetworks {

    private PrivateNetworks() {}

    /** An IPv6 address that stands for an IPv4 one is judged as that one, as Java hands it out. */
    static boolean contain(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isReserved(address.getAddress(), address instanceof Inet6Address);
    }

    private static boolean isReserved(byte[] bytes, boolean six) {
        var first = bytes[0] & 0xFF;
        var second = bytes[1] & 0xFF;
        if (six) {
            // Unique local addresses (fc00::/7), and NAT64 (64:ff9b::/96), behind which may be any IPv4 address.
            return (first & 0xFE) == 0xFC || first == 0 && second == 0x64;
        }
        // This network, the carriers' own (100.64.0.0/10), protocol assignments, benchmarks, and what is not given out.
        return first == 0
                || first == 100 && (second & 0xC0) == 64
                || first == 192 && second == 0 && bytes[2] == 0
                || first == 198 && (second & 0xFE) == 18
                || first >= 240;
    }
}
