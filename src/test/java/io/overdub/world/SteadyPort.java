package io.overdub.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that is free, and stays so while its server is away for a moment: below those from which systems take the ports of clients (32768
 * and more on Linux), one of which would have it otherwise.
 */
public final class SteadyPort {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 100;

    private SteadyPort() {}

    public static int find() {
        for (var left = TRIES; left > 0; left--) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("Every port tried on 127.0.0.1 was taken");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("No ports on 127.0.0.1", e);
        }
    }
}
