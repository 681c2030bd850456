package io.overdub.embedded;

import java.nio.file.Path;

/**
 * Where the engines keep their data, and how carefully.
 *
 * @param programs where programs are unpacked, once for each version
 * @param fresh the folder belongs to one run and is deleted at its end
 * @param durable an acknowledged write survives {@code kill -9}
 */
record EngineSettings(Path directory, Path programs, boolean fresh, boolean durable, String bucket) {

    private static final Path TEST_RUNS = Path.of("target", "embedded");

    static EngineSettings kept(Path directory, boolean durable, String bucket) {
        return new EngineSettings(directory, programsIn(directory), false, durable, bucket);
    }

    /** Test runs share the programs: unpacking takes longer than starting. */
    static EngineSettings forOneRun(String bucket) {
        var run = TEST_RUNS.resolve("run-" + ProcessHandle.current().pid());
        return new EngineSettings(run, programsIn(TEST_RUNS), true, false, bucket);
    }

    private static Path programsIn(Path directory) {
        return directory.resolve("programs").toAbsolutePath();
    }
}
