package io.overdub.uploads.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
}
