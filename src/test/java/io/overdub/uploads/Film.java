package io.overdub.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Real media that we ship, and what strangers send instead. */
record Film(UploadKind kind, String contentType, byte[] bytes) {

    /** Its {@code moov} box comes first. */
    static Film dub() {
        return new Film(UploadKind.DUB_VIDEO, "video/mp4", demo("dubs/chidi-ohayo.mp4"));
    }

    static Film dubWithItsHeadersLast() {
        return new Film(UploadKind.DUB_VIDEO, "video/mp4", demo("dubs/bela-chat.mp4"));
    }

    static Film sound() {
        return new Film(UploadKind.QUOTE_SOUND, "audio/mp4", demo("quotes/sandwich.m4a"));
    }

    static Film textThatSaysMp4() {
        return dub().with("I am not a film, whatever my name is.".repeat(20).getBytes(UTF_8));
    }

    static Film cutShort() {
        return dub().with(Arrays.copyOf(dub().bytes(), dub().bytes().length / 2));
    }

    /** A {@code moov} of four gigabytes in a file of some kilobytes. */
    static Film withAbsurdBoxes() {
        var bytes = dub().bytes();
        var buffer = ByteBuffer.wrap(bytes);
        buffer.putInt(buffer.getInt(0), 0xFFFF_FFFF);
        return dub().with(bytes);
    }

    /** A real film of exactly so many bytes, thanks to a box that players skip; every seed has other ones. */
    static Film of(int length, long seed) {
        var film = dub().bytes();
        var bytes = ByteBuffer.allocate(length)
                .put(film)
                .putInt(length - film.length)
                .put("free".getBytes(UTF_8));
        var noise = new byte[bytes.remaining()];
        new Random(seed).nextBytes(noise);
        return dub().with(bytes.put(noise).array());
    }

    /** The bytes of one part, counted from 1. */
    byte[] part(int number, int partSize) {
        return Arrays.copyOfRange(bytes, (number - 1) * partSize, Math.min(bytes.length, number * partSize));
    }

    Film with(byte[] others) {
        return new Film(kind, contentType, others);
    }

    Film announcedAs(String type) {
        return new Film(kind, type, bytes);
    }

    Announcement announcement() {
        return new Announcement(kind, contentType, bytes.length, sha256());
    }

    String sha256() {
        return Phone.sha256(bytes);
    }

    private static byte[] demo(String name) {
        try (var file = requireNonNull(Film.class.getResourceAsStream("/demo/" + name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
