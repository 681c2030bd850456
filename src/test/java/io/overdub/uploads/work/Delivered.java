package io.overdub.uploads.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** An order that keeps what it gets. */
final class Delivered implements Order {

    private final Kind kind;
    private final String contentType;
    private final Path original;
    private final Path folder;
    private final Map<Piece.Form, Piece> pieces = new EnumMap<>(Piece.Form.class);
    private long longestMs = 60_000;

    Delivered(Kind kind, String contentType, Path original, Path folder) {
        this.kind = kind;
        this.contentType = contentType;
        this.original = original;
        this.folder = folder;
    }

    static Delivered film(Path original, Path folder) {
        var type = original.toString().endsWith(".mov") ? "video/quicktime" : "video/mp4";
        return new Delivered(Kind.FILM, type, original, folder);
    }

    static Delivered sound(Path original, Path folder) {
        var type = original.toString().endsWith(".mp3") ? "audio/mpeg" : "audio/mp4";
        return new Delivered(Kind.SOUND, type, original, folder);
    }

    Delivered atMost(long milliseconds) {
        longestMs = milliseconds;
        return this;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    Piece piece(Piece.Form form) {
        return Objects.requireNonNull(pieces.get(form), form.name());
    }

    Path file(Piece.Form form) {
        return piece(form).file();
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public long longestMs() {
        return longestMs;
    }

    @Override
    public void fetch(Path target) {
        copy(original, target);
    }

    @Override
    public void deliver(Piece piece) {
        var kept =
                folder.resolve("delivered-" + pieces.size() + "-" + piece.file().getFileName());
        copy(piece.file(), kept);
        pieces.put(
                piece.form(),
                new Piece(piece.form(), kept, piece.contentType(), piece.durationMs(), piece.width(), piece.height()));
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
