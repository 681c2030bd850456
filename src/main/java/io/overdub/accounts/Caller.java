package io.overdub.accounts;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.NetUtil;
import io.overdub.edge.ClientAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;

/** Where a request comes from, in as little detail as people need to recognise their own devices. */
@RequestScoped
class Caller {

    private static final int LONGEST_AGENT = 200;
    private static final int IPV4 = 4;

    private final RoutingContext request;
    private final ClientAddress address;

    Caller(RoutingContext request, ClientAddress address) {
        this.request = request;
        this.address = address;
    }

    String userAgent() {
        var agent = request.request().getHeader(HttpHeaderNames.USER_AGENT);
        if (agent == null) {
            return "";
        }
        var text = agent.replaceAll("\\p{Cntrl}", " ").strip();
        return text.substring(0, Math.min(text.length(), LONGEST_AGENT));
    }

    /** The address, cut to /24 (IPv4) or /48 (IPv6). */
    String network() {
        return cut(address.address());
    }

    static String cut(String address) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return "";
        }
        var kept = bytes.length == IPV4 ? 3 : 6;
        Arrays.fill(bytes, kept, bytes.length, (byte) 0);
        return NetUtil.bytesToIpAddress(bytes) + "/" + kept * Byte.SIZE;
    }
}
