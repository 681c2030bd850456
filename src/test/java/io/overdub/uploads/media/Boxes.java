package io.overdub.uploads.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes boxes, which is easier than reading them. */
final class Boxes {

    private Boxes() {}

    static byte[] box(String type, byte[]... parts) {
        var body = join(parts);
        return join(number(4, 8 + body.length), text(type), body);
    }

    static byte[] largeBox(String type, byte[]... parts) {
        var body = join(parts);
        return join(number(4, 1), text(type), number(8, 16 + body.length), body);
    }

    static byte[] endlessBox(String type, byte[]... parts) {
        return join(number(4, 0), text(type), join(parts));
    }

    static byte[] fullBox(String type, int version, int flags, byte[]... parts) {
        return box(type, number(4, (long) version << 24 | flags), join(parts));
    }

    static byte[] ftyp(String major, String... compatible) {
        return box("ftyp", text(major), number(4, 512), text(String.join("", compatible)));
    }

    static byte[] renamed(String type, String newType, byte[] boxes) {
        return text(new String(boxes, StandardCharsets.ISO_8859_1).replace(type, newType));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] zeros(int count) {
        return new byte[count];
    }

    /** Big-endian, in as many bytes as asked for. */
    static byte[] number(int width, long value) {
        var bytes = ByteBuffer.allocate(8).putLong(value).array();
        return ByteBuffer.allocate(width).put(bytes, 8 - width, width).array();
    }

    static byte[] numbers(int width, long... values) {
        var all = new ByteArrayOutputStream();
        for (long value : values) {
            all.writeBytes(number(width, value));
        }
        return all.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
