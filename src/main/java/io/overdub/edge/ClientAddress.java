package io.overdub.edge;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where this request comes from, as far as we can know: the socket's address or, behind {@code edge.trusted-proxies} proxies of our
 * own, what the outermost of them saw. Entries further left in {@code X-Forwarded-For} are the client's own tale, and never used.
 */
@Singleton
public class ClientAddress {

    private static final int NETWORK_BYTES = 8;

    /** Always the one that is answered on this thread. */
    private final RoutingContext current;

    private final int proxies;

    ClientAddress(RoutingContext current, EdgeConfig config) {
        this.current = current;
        this.proxies = config.trustedProxies();
    }

    /** An IPv4 or IPv6 address in text form. */
    public String address() {
        return text(find(current.request(), proxies));
    }

    /** What one subscriber holds: the address itself for IPv4, the /64 around it for IPv6. */
    public String network() {
        return networkOf(current.request(), proxies);
    }

    static String networkOf(HttpServerRequest request, int proxies) {
        return network(find(request, proxies));
    }

    private static byte[] find(HttpServerRequest request, int proxies) {
        if (proxies > 0) {
            var forwarded = forwarded(request.headers().getAll("X-Forwarded-For"), proxies);
            if (forwarded != null) {
                return forwarded;
            }
        }
        var socket = request.remoteAddress();
        var bytes = socket == null || socket.hostAddress() == null ? null : parse(socket.hostAddress());
        return bytes == null ? new byte[4] : bytes;
    }

    /** The entry that the outermost trusted proxy added; null when it did not come through all of them, or the entry is no address. */
    static byte @Nullable [] forwarded(List<String> headers, int proxies) {
        var entries = new ArrayList<String>();
        for (var header : headers) {
            entries.addAll(Arrays.asList(header.split(",", -1)));
        }
        return entries.size() < proxies ? null : parse(entries.get(entries.size() - proxies));
    }

    /** Without asking a name server; brackets and ports, which some proxies add, are dropped. */
    static byte @Nullable [] parse(String text) {
        var address = text.strip();
        if (address.startsWith("[")) {
            var end = address.indexOf(']');
            address = end < 0 ? address : address.substring(1, end);
        } else if (address.indexOf(':') >= 0 && address.indexOf(':') == address.lastIndexOf(':')) {
            address = address.substring(0, address.indexOf(':'));
        }
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && isMappedIpv4(bytes) ? Arrays.copyOfRange(bytes, 12, 16) : bytes;
    }

    private static boolean isMappedIpv4(byte[] bytes) {
        if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (var i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    static String network(byte[] address) {
        if (address.length == 4) {
            return text(address);
        }
        return text(Arrays.copyOf(Arrays.copyOf(address, NETWORK_BYTES), address.length)) + "/64";
    }

    static String text(byte[] address) {
        try {
            var inet = InetAddress.getByAddress(address);
            return inet instanceof Inet6Address six ? NetUtil.toAddressString(six) : inet.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four or sixteen bytes are an address", e);
        }
    }
}
