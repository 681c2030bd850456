package io.overdub.uploads.work;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ffprobe says of a file.
 *
 * @param durationMs 0 when unknown
 * @param film its first stream of pictures that is no cover
 * @param sound the index of its first sound, if it has one
 */
record Facts(long durationMs, @Nullable Film film, @Nullable Integer sound) {

    private static final Duration A_MOMENT = Duration.ofSeconds(30);
    private static final int MOST_STREAMS = 64;

    /** Sides in square pixels, as shown. @param framesPerSecond 0 when unknown */
    record Film(int index, int codedWidth, int codedHeight, double width, double height, double framesPerSecond) {

        boolean isHuge() {
            return (long) codedWidth * codedHeight > Bounds.PIXELS;
        }
    }

    /** @throws GivenUp when it cannot be read */
    static Facts of(Tools tools, Path folder, List<String> input) {
        var arguments = new ArrayList<>(List.of("-v", "error", "-hide_banner"));
        arguments.addAll(input);
        arguments.addAll(List.of(
                "-show_entries",
                "format=duration:stream=index,codec_type,width,height,sample_aspect_ratio,avg_frame_rate"
                        + ":stream_disposition=attached_pic:stream_side_data=rotation",
                "-of",
                "flat"));
        var run = tools.ffprobe().run(folder, A_MOMENT, arguments);
        if (!run.isFine()) {
            throw new GivenUp(Verdict.Unworkable.undecodable());
        }
        return read(run.answer());
    }

    /** Lines such as {@code streams.stream.0.codec_type="video"}. */
    static Facts read(String answer) {
        var lines = new HashMap<String, String>();
        answer.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
            }
        });
        Film film = null;
        Integer sound = null;
        for (int stream = 0; stream < MOST_STREAMS; stream++) {
            var at = "streams.stream." + stream + '.';
            var type = lines.getOrDefault(at + "codec_type", "");
            if (film == null && type.equals("video") && !"1".equals(lines.get(at + "disposition.attached_pic"))) {
                film = film(stream, at, lines);
            } else if (sound == null && type.equals("audio")) {
                sound = stream;
            }
        }
        return new Facts(Math.round(1000 * number(lines.get("format.duration"))), film, sound);
    }

    private static Film film(int index, String at, Map<String, String> lines) {
        int width = (int) number(lines.get(at + "width"));
        int height = (int) number(lines.get(at + "height"));
        double shown = width * ratio(lines.get(at + "sample_aspect_ratio"), ':').orElse(1.0);
        double rate = ratio(lines.get(at + "avg_frame_rate"), '/').orElse(0.0);
        return isOnItsSide(at, lines)
                ? new Film(index, width, height, height, shown, rate)
                : new Film(index, width, height, shown, height, rate);
    }

    private static boolean isOnItsSide(String at, Map<String, String> lines) {
        return lines.entrySet().stream()
                .filter(line -> line.getKey().startsWith(at) && line.getKey().endsWith(".rotation"))
                .anyMatch(line -> Math.abs(number(line.getValue()) % 180) == 90);
    }

    /** Empty for what says that it does not know (0:1, 0/0), and for what no honest file says. */
    private static Optional<Double> ratio(@Nullable String text, char sign) {
        if (text == null) {
            return Optional.empty();
        }
        int at = text.indexOf(sign);
        if (at < 0) {
            return Optional.empty();
        }
        double ratio = number(text.substring(0, at)) / number(text.substring(at + 1));
        return ratio > 0.01 && ratio < 100_000 ? Optional.of(ratio) : Optional.empty();
    }

    private static double number(@Nullable String text) {
        try {
            return text == null ? 0 : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            // N/A
            return 0;
        }
    }
}
