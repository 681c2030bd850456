import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes what is published to the endpoints …/1 to …/N in the words of Amazon SNS, and says of how many it has taken how much: GET /counts
 * answers "calls devices repeated milliseconds" since the last GET /forget, the milliseconds from the first to the last. A thread for each
 * connection and no more of HTTP than clients of Amazon speak, so that little of what is measured is its own. Arguments: port, N.
 */
final class SnsSink {

    private static final byte[] DONE = answer("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
            + "<MessageId>01990000-0000-7000-8000-000000000000</MessageId></PublishResult><ResponseMetadata>"
            + "<RequestId>1</RequestId></ResponseMetadata></PublishResponse>");
    private static final byte[] TARGET = "TargetArn=".getBytes(StandardCharsets.US_ASCII);

    private final AtomicIntegerArray taken;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong first = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong last = new AtomicLong();

    private SnsSink(int devices) {
        taken = new AtomicIntegerArray(devices + 1);
    }

    public static void main(String[] arguments) throws IOException {
        var sink = new SnsSink(Integer.parseInt(arguments[1]));
        try (var server = new ServerSocket(Integer.parseInt(arguments[0]), 1_000, InetAddress.getLoopbackAddress())) {
            while (true) {
                var connection = server.accept();
                connection.setTcpNoDelay(true);
                var thread = new Thread(() -> sink.serve(connection));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream(), 16_384);
            var out = connection.getOutputStream();
            for (var head = head(in); !head.isEmpty(); head = head(in)) {
                var body = in.readNBytes(length(head));
                if (head.startsWith("GET /counts")) {
                    out.write(answer(counts()));
                } else if (head.startsWith("GET /forget")) {
                    forget();
                    out.write(answer("forgotten\n"));
                } else {
                    publish(body);
                    out.write(DONE);
                }
            }
        } catch (IOException e) {
            // Whoever was connected is gone.
        }
    }

    /** The lines up to the empty one; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        var bytes = new byte[16_384];
        for (var length = 0; length < bytes.length; length++) {
            var next = in.read();
            if (next < 0) {
                return "";
            }
            bytes[length] = (byte) next;
            if (next == '\n' && length >= 3 && bytes[length - 2] == '\n') {
                return new String(bytes, 0, length, StandardCharsets.US_ASCII);
            }
        }
        throw new IOException("A head without an end");
    }

    private static int length(String head) {
        var at = head.toLowerCase().indexOf("content-length:");
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    private void publish(byte[] body) {
        var now = System.nanoTime() / 1_000;
        first.accumulateAndGet(now, Math::min);
        last.accumulateAndGet(now, Math::max);
        taken.incrementAndGet(device(body));
        calls.incrementAndGet();
    }

    /** The number at the end of the target, which is followed by & or the end. */
    private static int device(byte[] body) {
        var at = 0;
        while (!startsWith(body, at)) {
            at++;
        }
        var number = 0;
        for (at += TARGET.length; at < body.length && body[at] != '&'; at++) {
            var digit = body[at] >= '0' && body[at] <= '9';
            // The slash before it is written %2F.
            number = digit ? number * 10 + body[at] - '0' : 0;
        }
        return number;
    }

    private static boolean startsWith(byte[] body, int at) {
        for (var i = 0; i < TARGET.length; i++) {
            if (body[at + i] != TARGET[i]) {
                return false;
            }
        }
        return true;
    }

    private String counts() {
        var devices = 0;
        var repeated = 0;
        for (var device = 1; device < taken.length(); device++) {
            var times = taken.get(device);
            devices += Math.min(times, 1);
            repeated += Math.max(times - 1, 0);
        }
        return calls + " " + devices + " " + repeated + " " + Math.max(0, last.get() - first.get()) / 1_000 + "\n";
    }

    private void forget() {
        for (var device = 0; device < taken.length(); device++) {
            taken.set(device, 0);
        }
        calls.set(0);
        first.set(Long.MAX_VALUE);
        last.set(0);
    }

    private static byte[] answer(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
