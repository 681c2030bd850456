import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Takes what is published to the endpoints …/1 to …/N in the words of Amazon SNS, and says of how many it has taken how much: GET /counts
 * answers "calls devices repeated milliseconds" since the last GET /forget, the milliseconds from the first to the last. One thread for all
 * connections, and no more of HTTP than clients of Amazon speak, so that little of what is measured is its own. Arguments: port, N.
 */
final class SnsSink {

    private static final byte[] DONE = answer("<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
            + "<MessageId>01990000-0000-7000-8000-000000000000</MessageId></PublishResult><ResponseMetadata>"
            + "<RequestId>1</RequestId></ResponseMetadata></PublishResponse>");
    private static final byte[] TARGET = "TargetArn=".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_BYTES = 16_384;

    private final int[] taken;
    private long calls;
    private long first = Long.MAX_VALUE;
    private long last;

    private SnsSink(int devices) {
        taken = new int[devices + 1];
    }

    public static void main(String[] arguments) throws IOException {
        var sink = new SnsSink(Integer.parseInt(arguments[1]));
        try (var selector = Selector.open();
                var door = ServerSocketChannel.open()) {
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 1_000);
            door.configureBlocking(false);
            door.register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                selector.select(key -> sink.attend(selector, key));
            }
        }
    }

    private void attend(Selector selector, SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                var connection = ((ServerSocketChannel) key.channel()).accept();
                connection.configureBlocking(false);
                connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
                connection.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(MOST_BYTES));
            } else {
                read((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // Whoever was connected is gone.
        }
    }

    private void read(SocketChannel connection, ByteBuffer buffer) throws IOException {
        if (connection.read(buffer) < 0) {
            throw new IOException("The end");
        }
        var bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        var head = head(bytes);
        if (head < 0) {
            if (!buffer.hasRemaining()) {
                throw new IOException("A head without an end");
            }
            return;
        }
        var end = head + length(new String(bytes, 0, head, StandardCharsets.US_ASCII));
        if (end > bytes.length) {
            return;
        }
        // Nobody asks again before they are answered.
        buffer.clear();
        var answer = ByteBuffer.wrap(answer(bytes, head));
        while (answer.hasRemaining()) {
            connection.write(answer);
        }
    }

    /** How long it is, with the empty line; -1 when it has not ended. */
    private static int head(byte[] bytes) {
        for (var at = 3; at < bytes.length; at++) {
            if (bytes[at] == '\n' && bytes[at - 2] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private static int length(String head) {
        var at = head.indexOf("Content-Length:");
        at = at < 0 ? head.toLowerCase(Locale.ROOT).indexOf("content-length:") : at;
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    private byte[] answer(byte[] request, int head) {
        if (request[0] == 'P') {
            publish(request, head);
            return DONE;
        }
        if (new String(request, 0, head, StandardCharsets.US_ASCII).startsWith("GET /counts")) {
            return answer(counts());
        }
        forget();
        return answer("forgotten\n");
    }

    private void publish(byte[] request, int head) {
        var now = System.nanoTime() / 1_000;
        first = Math.min(first, now);
        last = Math.max(last, now);
        taken[device(request, head)]++;
        calls++;
    }

    /** The number at the end of the target, which is followed by & or the end. Looked for from the end: there it is with us. */
    private static int device(byte[] request, int head) {
        var at = request.length - TARGET.length;
        while (at > head && !startsWith(request, at)) {
            at--;
        }
        var number = 0;
        for (at += TARGET.length; at < request.length && request[at] != '&'; at++) {
            var digit = request[at] >= '0' && request[at] <= '9';
            // The slash before it is written %2F.
            number = digit ? number * 10 + request[at] - '0' : 0;
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
        for (var device = 1; device < taken.length; device++) {
            devices += Math.min(taken[device], 1);
            repeated += Math.max(taken[device] - 1, 0);
        }
        return calls + " " + devices + " " + repeated + " " + Math.max(0, last - first) / 1_000 + "\n";
    }

    private void forget() {
        Arrays.fill(taken, 0);
        calls = 0;
        first = Long.MAX_VALUE;
        last = 0;
    }

    private static byte[] answer(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
