package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Answers what it is told to, byte by byte; nothing means that it hangs up. */
final class LineServer implements AutoCloseable {

    private final ServerSocket door;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<String> next = new ConcurrentLinkedQueue<>();
    private volatile String usual = "";
    private volatile CountDownLatch asked = new CountDownLatch(0);

    LineServer() {
        this(plain());
    }

    LineServer(ServerSocket door) {
        this.door = door;
        start(this::receive);
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    void usually(String answer) {
        usual = answer;
    }

    void next(String... answers) {
        next.addAll(List.of(answers));
    }

    /** Nobody is answered before so many have asked. */
    void answerWhenAsked(int times) {
        asked = new CountDownLatch(times);
    }

    int connections() {
        return connections.size();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Whoever is connected is not any more, once this is over. */
    void hangUp() {
        for (var connection : connections) {
            close(connection);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        hangUp();
    }

    private void receive() {
        try {
            while (true) {
                var connection = door.accept();
                connections.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            // It is closed.
            return;
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            for (var request = request(in); !request.isEmpty(); request = request(in)) {
                requests.add(request);
                asked.countDown();
                asked.await();
                var special = next.poll();
                var answer = special == null ? usual : special;
                if (answer.isEmpty()) {
                    return;
                }
                connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
                if (!isFramed(answer)) {
                    return;
                }
            }
        } catch (IOException e) {
            // Whoever was connected is gone.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of others only the end of the connection is the end. */
    private static boolean isFramed(String answer) {
        var body = answer.length() - answer.lastIndexOf("\r\n\r\n") - 4;
        return answer.toLowerCase(Locale.ROOT).contains("content-length:")
                        && !answer.contains("Connection: close")
                        && answer.replace(" ", "").toLowerCase(Locale.ROOT).contains("content-length:" + body + "\r\n")
                || answer.contains("chunked") && answer.endsWith("0\r\nTrailer: x\r\n\r\n");
    }

    private static String request(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        var from = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        var length = Integer.parseInt(head.substring(from, head.indexOf("\r\n", from)));
        return head + new String(in.readNBytes(length), ISO_8859_1);
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "line-server");
        thread.setDaemon(true);
        thread.start();
    }
}
