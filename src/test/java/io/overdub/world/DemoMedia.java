package io.overdub.world;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Real files, as phones make them. */
public enum DemoMedia {
    VIDEO("dubs/ada-panic.mp4", "video/mp4", "dub_video"),
    VIDEO_INDEX_LAST("dubs/bela-chat.mp4", "video/mp4", "dub_video"),
    SOUND("quotes/nobody-panic.m4a", "audio/mp4", "quote_sound");

    private final String file;
    private final String contentType;
    private final String kind;

    DemoMedia(String file, String contentType, String kind) {
        this.file = file;
        this.contentType = contentType;
        this.kind = kind;
    }

    public String contentType() {
        return contentType;
    }

    public String kind() {
        return kind;
    }

    public byte[] bytes() {
        try (var in = requireNonNull(DemoMedia.class.getResourceAsStream("/demo/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that plays the same and is another one: a box that players skip, with chance in it, stands at its end. */
    public byte[] another() {
        var file = bytes();
        var box = ByteBuffer.allocate(file.length + 24).put(file).putInt(24).put("free".getBytes(US_ASCII));
        var chance = UUID.randomUUID();
        return box.putLong(chance.getMostSignificantBits())
                .putLong(chance.getLeastSignificantBits())
                .array();
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
