package io.overdub.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class PersistentPutsTest {

    private static final String BUCKET = "overdub-media";
    private static final int TIMES = 1_500;

    /** Each removes what it has put, and with the last object its folder goes. */
    @Test
    void puts_get_through_while_their_folder_comes_and_goes(@TempDir Path folder) throws Exception {
        var bucket = Files.createDirectories(folder.resolve(BUCKET));
        var store = new PersistentPuts(new FilesystemNio2BlobStore(folder.toString()));
        var phones = Executors.newFixedThreadPool(4);
        try {
            var work = IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(phone -> () -> putAndRemove(store, bucket, "incoming/" + phone))
                    .toList();

            for (var done : phones.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(TIMES);
            }
        } finally {
            phones.shutdownNow();
        }
    }

    private static int putAndRemove(BlobStore store, Path bucket, String key) throws IOException {
        for (var n = 0; n < TIMES; n++) {
            var bytes = ("bytes " + n).getBytes(UTF_8);
            store.putBlob(
                    PutObjectRequest.builder()
                            .bucket(BUCKET)
                            .key(key)
                            .contentLength((long) bytes.length)
                            .build(),
                    new ByteArrayInputStream(bytes));
            assertThat(Files.readAllBytes(bucket.resolve(key))).isEqualTo(bytes);
            store.removeBlob(
                    DeleteObjectRequest.builder().bucket(BUCKET).key(key).build());
        }
        return TIMES;
    }
}
