package io.overdub.notifications.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** Reads one answer of HTTP/1.1, of which no more is believed than fits: not in length, and not in time. */
final class LineReader {

    private static final int MOST_BYTES = 65_536;

    /** Of what had come in time but is read late. */
    private static final int MOST_LATE_READS = 64;

    private static final byte[] NOTHING = {};

    private final Line line;
    private final long until;
    private byte[] bytes = new byte[2_048];
    private int length;
    private int at;
    private int lateReads;

    LineReader(Line line, long until) {
        this.line = line;
        this.until = until;
    }

    /** @param length of the body; below zero when it is not said */
    private record Head(int status, int length, boolean chunked, boolean keeps) {

        static Head of(String text) throws IOException {
            var end = text.indexOf("\r\n");
            var first = text.substring(0, end);
            if (!first.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
                throw new IOException("No answer of HTTP/1.1");
            }
            var status = Integer.parseInt(first.substring(9, 12));
            var length = -1;
            var chunked = false;
            var keeps = first.charAt(7) == '1';
            for (var from = end + 2; from < text.length(); from = end + 2) {
                end = text.indexOf("\r\n", from);
                var colon = text.indexOf(':', from);
                if (colon < 0 || colon > end) {
                    throw new IOException("No header of HTTP");
                }
                var value = text.substring(colon + 1, end).strip();
                switch (text.substring(from, colon).toLowerCase(Locale.ROOT)) {
                    case "content-length" -> length = length(value, length);
                    case "transfer-encoding" -> chunked = true;
                    case "connection" ->
                        keeps &= !value.toLowerCase(Locale.ROOT).contains("close");
                    default -> {}
                }
            }
            return new Head(status, status == 204 || status == 304 ? 0 : length, chunked, keeps);
        }

        private static int length(String value, int before) throws IOException {
            if (!value.matches("[0-9]{1,9}") || before >= 0 && before != Integer.parseInt(value)) {
                throw new IOException("No length of a body");
            }
            return Integer.parseInt(value);
        }
    }

    Line.Answer answer() throws IOException {
        var head = head();
        while (head.status / 100 == 1) {
            head = head();
        }
        try {
            var body = body(head);
            return new Line.Answer(head.status, body, head.keeps && (head.chunked || head.length >= 0) && at == length);
        } catch (IOException e) {
            if (head.status / 100 != 4) {
                throw e;
            }
            // It was refused, whatever became of the reasons.
            return new Line.Answer(head.status, NOTHING, false);
        }
    }

    private Head head() throws IOException {
        for (var end = at; ; end++) {
            while (end + 3 >= length) {
                more();
            }
            if (endsLine(end) && endsLine(end + 2)) {
                var head = Head.of(new String(bytes, at, end + 2 - at, ISO_8859_1));
                at = end + 4;
                return head;
            }
        }
    }

    private boolean endsLine(int place) {
        return bytes[place] == '\r' && bytes[place + 1] == '\n';
    }

    private byte[] body(Head head) throws IOException {
        if (head.chunked) {
            return chunks();
        }
        if (head.length >= 0) {
            return exactly(head.length);
        }
        while (some()) {
            continue;
        }
        return exactly(length - at);
    }

    private byte[] exactly(int size) throws IOException {
        while (length - at < size) {
            more();
        }
        at += size;
        return Arrays.copyOfRange(bytes, at - size, at);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(exactly(size));
            line();
        }
        while (!line().isEmpty()) {
            continue;
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        var size = line().split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,7}")) {
            throw new IOException("No length of a chunk");
        }
        return Integer.parseInt(size, 16);
    }

    private String line() throws IOException {
        for (var end = at; ; end++) {
            while (end + 1 >= length) {
                more();
            }
            if (endsLine(end)) {
                var text = new String(bytes, at, end - at, ISO_8859_1);
                at = end + 2;
                return text;
            }
        }
    }

    private void more() throws IOException {
        if (!some()) {
            throw new IOException("The answer breaks off");
        }
    }

    /** False at the end. */
    private boolean some() throws IOException {
        if (length == MOST_BYTES) {
            throw new IOException("The answer has more than " + MOST_BYTES + " bytes");
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        var left = (int) Math.min(Integer.MAX_VALUE, (until - System.nanoTime()) / 1_000_000);
        if (left < 1 && ++lateReads > MOST_LATE_READS) {
            throw new IOException("The answer takes too long");
        }
        var read = line.read(bytes, length, Math.max(1, left));
        length += Math.max(0, read);
        return read >= 0;
    }
}
