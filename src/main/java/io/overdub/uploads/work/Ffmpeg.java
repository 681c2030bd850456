package io.overdub.uploads.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The words that go with every run of ffmpeg. */
final class Ffmpeg {

    /** No metadata, no chapters, no version of the encoder: nothing of whoever made the original, nothing that an attacker can use. */
    static final List<String> BARE = List.of(
            "-map_metadata",
            "-1",
            "-map_chapters",
            "-1",
            "-fflags",
            "+bitexact",
            "-flags:v",
            "+bitexact",
            "-flags:a",
            "+bitexact");

    /** So that playing starts at once. */
    static final List<String> INDEX_FIRST = List.of("-movflags", "+faststart", "-f", "mp4");

    private final List<String> words = new ArrayList<>();

    private Ffmpeg(String loglevel) {
        add("-nostdin", "-hide_banner", "-nostats", "-y", "-v", loglevel);
    }

    static Ffmpeg quiet() {
        return new Ffmpeg("error");
    }

    /** Tells what filters found out. */
    static Ffmpeg talkative() {
        return new Ffmpeg("info");
    }

    Ffmpeg add(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    Ffmpeg add(Collection<String> more) {
        words.addAll(more);
        return this;
    }

    List<String> words() {
        return List.copyOf(words);
    }
}
