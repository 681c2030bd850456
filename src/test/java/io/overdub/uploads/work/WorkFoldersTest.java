package io.overdub.uploads.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkFoldersTest {

    @Test
    void an_order_leaves_nothing_behind() throws IOException {
        try (var folders = WorkFolders.open()) {
            var folder = folders.folder();
            Files.createDirectories(folder.path().resolve("deep/er"));
            Files.writeString(folder.path().resolve("deep/er/file"), "media");

            folder.close();

            assertThat(folder.path()).doesNotExist();
            assertThat(folders.home()).exists();
        }
    }

    @Test
    void a_process_that_stops_leaves_nothing_behind() throws IOException {
        var folders = WorkFolders.open();
        Files.writeString(folders.folder().path().resolve("film"), "media");

        folders.close();

        assertThat(folders.home()).doesNotExist();
    }

    /** The lock is what dies with a process. */
    @Test
    void what_a_killed_process_left_behind_goes_at_the_next_start() throws IOException {
        try (var living = WorkFolders.open()) {
            var dead = Files.createTempDirectory("overdub-work-");
            Files.createDirectories(dead.resolve("order-1"));
            Files.writeString(dead.resolve("order-1/original"), "media");
            Files.createFile(dead.resolve("held"));
            var beginning = Files.createTempDirectory("overdub-work-");

            try (var next = WorkFolders.open()) {
                assertThat(dead).doesNotExist();
                assertThat(living.home()).exists();
                assertThat(next.home()).exists();
                assertThat(beginning).exists();
            } finally {
                Files.delete(beginning);
            }
        }
    }

    /** Two of one process are what tests have; the next one that starts beside them must not take the first for a dead one. */
    @Test
    void whoever_begins_in_the_same_process_leaves_the_others_their_lock() throws Exception {
        try (var first = WorkFolders.open();
                var second = WorkFolders.open()) {
            assertThat(second.home()).exists();

            var stranger = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Stranger.class.getName())
                    .inheritIO()
                    .start();

            assertThat(stranger.waitFor()).isZero();
            assertThat(first.home()).exists();
        }
    }

    /** Another process. */
    static final class Stranger {

        private Stranger() {}

        public static void main(String[] none) {
            WorkFolders.open().close();
        }
    }
}
