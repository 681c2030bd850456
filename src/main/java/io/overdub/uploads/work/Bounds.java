package io.overdub.uploads.work;

import java.time.Duration;
import java.util.List;

/** How much of this machine one program may have. */
record Bounds(Duration time, long memoryBytes, int threads) {

    /** Larger than any rendition, and than the sound of half a minute as plain samples. */
    static final long OUTPUT_BYTES = 96L << 20;

    /** 4096 x 2304, what phones film at most. */
    static final int PIXELS = 9_437_184;

    private static final int GRACE_SECONDS = 5;

    /** The words before the program's own. It becomes the program, so that killing it kills no bystander. */
    List<String> prlimit() {
        var cpu = time.toSeconds() * threads;
        return List.of(
                "prlimit",
                "--as=" + memoryBytes,
                "--cpu=" + cpu + ":" + (cpu + GRACE_SECONDS),
                "--fsize=" + OUTPUT_BYTES,
                "--core=0");
    }
}
