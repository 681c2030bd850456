package io.overdub.uploads.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One film: decoded once, made small, upright and bare; its poster and its silent twin are made of that. */
final class FilmWork {

    private static final int LONGEST_SIDE = 1080;
    private static final int MOST_FRAMES = 60;

    /** Where nothing tells how many there are. */
    private static final int USUAL_FRAMES = 30;

    private static final long MOST_BYTES = 64L << 20;

    /** Encoders end sound and pictures on frames of their own, a little behind the original's end. */
    private static final int ROUNDING_MS = 250;

    private static final int POSTER_AT_MS = 500;

    private final Tools tools;
    private final Path folder;
    private final Order order;

    FilmWork(Tools tools, Path folder, Order order) {
        this.tools = tools;
        this.folder = folder;
        this.order = order;
    }

    Verdict make(Path original) {
        var found = Facts.of(tools, folder, Input.stranger(original, order.contentType()));
        var film = found.film();
        if (film == null || film.codedWidth() <= 0 || film.codedHeight() <= 0) {
            throw new GivenUp(Verdict.Unworkable.undecodable());
        }
        if (film.isHuge()) {
            throw new GivenUp(Verdict.Unworkable.tooDemanding());
        }
        deliver(encode(original, found, film));
        return new Verdict.Made();
    }

    private Path encode(Path original, Facts found, Facts.Film film) {
        var target = folder.resolve("film.mp4");
        run(Ffmpeg.quiet()
                .add("-max_pixels", Integer.toString(Bounds.PIXELS))
                .add("-max_error_rate", "0.1")
                .add("-threads", Integer.toString(tools.bounds().threads()))
                // Enough to see that it is too long.
                .add("-t", millis(order.longestMs() + 1_000))
                .add(Input.stranger(original, order.contentType()))
                .add("-map", "0:" + film.index())
                .add(found.sound() == null ? List.of("-an") : List.of("-map", "0:" + found.sound()))
                .add("-vf", scaling(film))
                .add("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", "4M", "-bufsize", "8M")
                .add("-threads", Integer.toString(tools.bounds().threads()))
                // Without the encoder's own message, which names its version.
                .add("-bsf:v", "filter_units=remove_types=6")
                .add("-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000")
                .add(Ffmpeg.BARE)
                .add("-fs", Long.toString(MOST_BYTES))
                .add(Ffmpeg.INDEX_FIRST)
                .add(String.valueOf(target.getFileName())));
        if (sizeOf(target) >= MOST_BYTES) {
            throw new GivenUp(Verdict.Unworkable.tooDemanding());
        }
        return target;
    }

    /** Rotation has been applied before this filter; two sides for ever, should the film change its mind in the middle. */
    static String scaling(Facts.Film film) {
        double factor = Math.min(1, LONGEST_SIDE / Math.max(film.width(), film.height()));
        var scaling = "scale=%d:%d,setsar=1,format=yuv420p"
                .formatted(even(factor * film.width()), even(factor * film.height()));
        if (film.framesPerSecond() == 0) {
            return scaling + ",fps=" + USUAL_FRAMES;
        }
        return film.framesPerSecond() > MOST_FRAMES + 1 ? scaling + ",fps=" + MOST_FRAMES : scaling;
    }

    private static int even(double side) {
        return (int) Math.max(2, 2 * Math.round(side / 2));
    }

    private void deliver(Path film) {
        var made = Facts.of(tools, folder, Input.ours(film));
        if (made.film() == null || made.durationMs() == 0) {
            throw new GivenUp(Verdict.Unworkable.undecodable());
        }
        if (made.durationMs() > order.longestMs() + ROUNDING_MS) {
            throw new GivenUp(Verdict.Unworkable.tooLong(order.longestMs()));
        }
        int width = made.film().codedWidth();
        int height = made.film().codedHeight();
        var silent = silence(film);
        var poster = poster(film, made.durationMs());
        order.deliver(new Piece(Piece.Form.FILM, film, "video/mp4", made.durationMs(), width, height));
        order.deliver(new Piece(Piece.Form.SILENT_FILM, silent, "video/mp4", made.durationMs(), width, height));
        order.deliver(new Piece(Piece.Form.POSTER, poster, "image/jpeg", 0, width, height));
    }

    private Path silence(Path film) {
        var target = folder.resolve("silent.mp4");
        run(Ffmpeg.quiet()
                .add(Input.ours(film))
                .add("-map", "0:v:0", "-c", "copy")
                .add(Ffmpeg.BARE)
                .add(Ffmpeg.INDEX_FIRST)
                .add(String.valueOf(target.getFileName())));
        return target;
    }

    private Path poster(Path film, long durationMs) {
        var target = folder.resolve("poster.jpg");
        shoot(film, target, Math.min(POSTER_AT_MS, durationMs / 2));
        if (!Files.exists(target)) {
            // The sound may go on where the pictures have ended.
            shoot(film, target, 0);
        }
        if (!Files.exists(target)) {
            throw new GivenUp(Verdict.Unworkable.undecodable());
        }
        return target;
    }

    private void shoot(Path film, Path target, long atMs) {
        run(Ffmpeg.quiet()
                .add("-ss", millis(atMs))
                .add(Input.ours(film))
                .add("-map", "0:v:0", "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p")
                .add(Ffmpeg.BARE)
                .add("-update", "1", "-f", "image2", String.valueOf(target.getFileName())));
    }

    private void run(Ffmpeg ffmpeg) {
        if (!tools.ffmpeg().run(folder, tools.bounds().time(), ffmpeg.words()).isFine()) {
            throw new GivenUp(Verdict.Unworkable.undecodable());
        }
    }

    private static String millis(long millis) {
        return millis + "ms";
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
