package io.overdub.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One connection that passes through a door: what one side says reaches the other, if the door lets it. */
final class Wire {

    /** Asked of all bytes before they are passed on; may hold them back, or cut the wire. */
    interface Guard {
        boolean lets(Wire wire, Socket from) throws InterruptedException;
    }

    private final Socket client;
    private final Socket server;
    private final Guard guard;
    private final Consumer<Wire> ended;

    Wire(Socket client, Socket server, Guard guard, Consumer<Wire> ended) throws IOException {
        this.client = client;
        this.server = server;
        this.guard = guard;
        this.ended = ended;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void carry(Executor threads) {
        threads.execute(() -> carry(client, server));
        threads.execute(() -> carry(server, client));
    }

    boolean isServer(Socket side) {
        return side == server;
    }

    private void carry(Socket from, Socket to) {
        try {
            carry(from, from.getInputStream(), to.getOutputStream());
        } catch (IOException broken) {
            // Ends the wire, below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cut();
        }
    }

    private void carry(Socket side, InputStream from, OutputStream to) throws IOException, InterruptedException {
        var bytes = new byte[16 * 1024];
        for (var count = from.read(bytes); count >= 0; count = from.read(bytes)) {
            if (guard.lets(this, side)) {
                to.write(bytes, 0, count);
            }
        }
    }

    void cut() {
        ended.accept(this);
        try (client;
                server) {
            // Both, whatever becomes of the first.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
