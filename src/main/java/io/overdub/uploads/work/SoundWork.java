package io.overdub.uploads.work;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** One sound: decoded once, brought to one loudness, and drawn. */
final class SoundWork {

    /** What streaming services agree on, in LUFS. */
    private static final double WANTED = -14;

    /** Well inside the 1 LU that is promised: encoding moves it by a tenth or two. */
    private static final double CLOSE = 0.3;

    /** Below this, EBU R 128 hears nothing. */
    private static final double SILENCE = -70;

    private static final int MOST_TRIES = 8;

    /** dB; what is quieter than this makes up for is noise. */
    private static final double MOST_GAIN = 60;

    /** A limiter that gives way lets this much of each dB through that is added, at least. */
    private static final double LEAST_EFFECT = 0.2;

    /** EBU R 128 measures blocks of 0.4 s: what is shorter than a second is measured as if it went on. */
    private static final int SHORT_FRAMES = Wave.RATE;

    private static final int LOOPED_SECONDS = 3;
    private static final int ROUNDING_MS = 100;

    private static final Pattern INTEGRATED = Pattern.compile("I:\\s+(-?[0-9.]+|-?inf|-?nan) LUFS");

    private final Tools tools;
    private final Path folder;
    private final Order order;

    SoundWork(Tools tools, Path folder, Order order) {
        this.tools = tools;
        this.folder = folder;
        this.order = order;
    }

    Verdict make(Path original) {
        var plain = decode(original);
        var found = Wave.of(plain);
        if (found.frames() == 0) {
            throw new GivenUp(Verdict.Unworkable.undecodable());
        }
        if (found.durationMs() > order.longestMs() + ROUNDING_MS) {
            throw new GivenUp(Verdict.Unworkable.tooLong(order.longestMs()));
        }
        var sound = encode(plain, gainFor(plain, found.frames()));
        var heard = hear(sound);
        double loudness = measure(heard, found.frames(), "");
        order.deliver(new Piece(Piece.Form.SOUND, sound, "audio/mp4", found.durationMs(), 0, 0));
        return new Verdict.MadeSound(loudness, Wave.of(heard).peaks());
    }

    private Path decode(Path original) {
        var found = Facts.of(tools, folder, Input.stranger(original, order.contentType()));
        if (found.sound() == null) {
            throw new GivenUp(Verdict.Unworkable.undecodable());
        }
        var target = folder.resolve("plain.wav");
        run(Ffmpeg.quiet()
                .add("-max_error_rate", "0.1")
                // Enough to see that it is too long.
                .add("-t", order.longestMs() + 1_000 + "ms")
                .add(Input.stranger(original, order.contentType()))
                .add("-map", "0:" + found.sound())
                .add(plain(target)));
        return target;
    }

    private Path hear(Path sound) {
        var target = folder.resolve("heard.wav");
        run(Ffmpeg.quiet().add(Input.ours(sound)).add(plain(target)));
        return target;
    }

    private static String[] plain(Path target) {
        return new String[] {
            "-c:a",
            "pcm_f32le",
            "-ac",
            "2",
            "-ar",
            Integer.toString(Wave.RATE),
            "-map_metadata",
            "-1",
            String.valueOf(target.getFileName())
        };
    }

    /** In dB. Where no peak is in the way the first guess is right; else the limiter takes some of it back, and more is tried. */
    private double gainFor(Path plain, int frames) {
        double gain = 0;
        double loudness = measure(plain, frames, "");
        if (!(loudness > SILENCE)) {
            throw new GivenUp(Verdict.Unworkable.silent());
        }
        double effect = 1;
        for (int tries = 0; tries < MOST_TRIES && Math.abs(WANTED - loudness) > CLOSE; tries++) {
            double next = Math.min(MOST_GAIN, gain + (WANTED - loudness) / effect);
            if (next == gain) {
                return gain;
            }
            double louder = measure(plain, frames, levelled(next));
            effect = Math.max(LEAST_EFFECT, Math.min(1, (louder - loudness) / (next - gain)));
            gain = next;
            loudness = louder;
        }
        return gain;
    }

    private Path encode(Path plain, double gain) {
        var target = folder.resolve("sound.m4a");
        run(Ffmpeg.quiet()
                .add(Input.ours(plain))
                .add("-af", levelled(gain) + "anull")
                .add("-c:a", "aac", "-b:a", "128k")
                .add(Ffmpeg.BARE)
                .add(Ffmpeg.INDEX_FIRST)
                .add(String.valueOf(target.getFileName())));
        return target;
    }

    /** True peaks lie between samples: a limiter sees them at four times the rate. What is left above it, encoding adds. */
    private static String levelled(double gain) {
        return "volume=%.2fdB,aresample=%d,alimiter=limit=0.8:level=disabled:attack=2:release=50,aresample=%d,"
                .formatted(gain, 4 * Wave.RATE, Wave.RATE);
    }

    /** In LUFS; not a number, or minus infinity, for silence. */
    private double measure(Path plain, int frames, String changes) {
        var looped =
                frames < SHORT_FRAMES ? "aloop=loop=-1:size=" + frames + ",atrim=duration=" + LOOPED_SECONDS + "," : "";
        var said = run(Ffmpeg.talkative()
                .add(Input.ours(plain))
                .add("-af", looped + changes + "ebur128=framelog=verbose", "-f", "null", "-"));
        var figure = INTEGRATED.matcher(said.complaints());
        var last = "nan";
        while (figure.find()) {
            last = figure.group(1);
        }
        return last.endsWith("inf") || last.endsWith("nan") ? Double.NaN : Double.parseDouble(last);
    }

    private Program.Run run(Ffmpeg ffmpeg) {
        var run = tools.ffmpeg().run(folder, tools.bounds().time(), ffmpeg.words());
        if (!run.isFine()) {
            throw new GivenUp(Verdict.Unworkable.undecodable());
        }
        return run;
    }
}
