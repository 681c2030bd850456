package io.overdub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/** Ports that nobody listens on now; somebody may be quicker, so whoever takes one tries more than once. */
final class FreePort {

    private static final int TRIES = 5;

    private FreePort() {}

    static int find() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on 127.0.0.1", e);
        }
    }

    /** The first port on which the server starts; {@code starts} answers false when the port was taken. */
    static int first(IntSupplier ports, IntPredicate starts) {
        for (var left = TRIES; left > 0; left--) {
            var port = ports.getAsInt();
            if (starts.test(port)) {
                return port;
            }
        }
        throw new IllegalStateException("Every port tried on 127.0.0.1 was taken");
    }
}
