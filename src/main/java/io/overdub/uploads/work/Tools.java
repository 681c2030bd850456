package io.overdub.uploads.work;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** ffmpeg and ffprobe as this machine has them, behind what limits them here. */
record Tools(Program ffmpeg, Program ffprobe, Bounds bounds) {

    private static final Logger LOG = Logger.getLogger(Tools.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(20);

    /** The API on the same machine goes first. */
    private static final List<String> NICE = List.of("nice", "-n", "10");

    /** Empty when one of them is missing, or has no encoder for what we make. */
    static Optional<Tools> find(String ffmpeg, String ffprobe, Bounds bounds, Path folder) {
        for (var words : List.of(join(NICE, bounds.prlimit()), NICE, List.<String>of())) {
            var tools = new Tools(program(words, ffmpeg), program(words, ffprobe), bounds);
            if (answers(tools.ffmpeg, folder) && answers(tools.ffprobe, folder)) {
                if (!words.contains("prlimit")) {
                    LOG.warn("Media work: without prlimit (util-linux) nothing limits the memory of ffmpeg");
                }
                return Optional.of(tools).filter(found -> found.canEncode(folder));
            }
        }
        return Optional.empty();
    }

    private static Program program(List<String> words, String name) {
        return new Program(join(words, List.of(name)));
    }

    private static List<String> join(List<String> some, List<String> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private static boolean answers(Program program, Path folder) {
        try {
            return program.run(folder, A_MOMENT, List.of("-version")).isFine();
        } catch (NotNow | Crashed | GivenUp e) {
            LOG.debugf("No answer: %s", e.getMessage());
            return false;
        }
    }

    private boolean canEncode(Path folder) {
        var encoders = ffmpeg.run(folder, A_MOMENT, List.of("-hide_banner", "-v", "error", "-encoders"))
                .answer();
        return List.of(" libx264 ", " aac ", " mjpeg ").stream().allMatch(encoders::contains);
    }

    /** Such as {@code ffmpeg version 5.1.9}. */
    String version(Path folder) {
        var words = ffmpeg.run(folder, A_MOMENT, List.of("-version")).answer().split("\\s+", 4);
        return words.length < 3 ? "ffmpeg" : words[0] + " " + words[2];
    }

    void close() {
        ffmpeg.close();
        ffprobe.close();
    }
}
