package io.overdub.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Copies;
import io.overdub.uploads.storage.Storage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Packs what is kept of somebody: row by row and file by file, on disk, so that it needs no memory however much they have. */
@Singleton
class Packer {

    /** What storage takes in one piece is 5 GiB; media beyond that are named and left out. */
    private static final long MOST_BYTES = 4L << 30;

    private static final int BATCH = 100;

    private final Copies copies;
    private final UploadBook book;
    private final Storage storage;

    Packer(Copies copies, UploadBook book, Storage storage) {
        this.copies = copies;
        this.book = book;
        this.storage = storage;
    }

    void pack(AccountId account, Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            var lines = new Lines(zip);
            copies.write(account.value(), lines::add);
            lines.end();
            packMedia(account, zip, file.resolveSibling(file.getFileName() + ".media"));
        }
    }

    /** @param media where one file at a time is put down */
    private void packMedia(AccountId account, ZipOutputStream zip, Path media) throws IOException {
        @Nullable UUID after = null;
        var packed = 0L;
        do {
            var some = book.readyOf(account, after, BATCH);
            for (var upload : some) {
                var object = storage.find(Keys.media(upload.id()));
                var name = "media/%s.%s"
                        .formatted(upload.id(), upload.contentType().replaceFirst(".*/", ""));
                if (object.isPresent() && packed + object.get().sizeBytes() <= MOST_BYTES) {
                    packed += object.get().sizeBytes();
                    try {
                        storage.download(object.get(), media);
                        zip.putNextEntry(new ZipEntry(name));
                        Files.copy(media, zip);
                    } finally {
                        Files.deleteIfExists(media);
                    }
                } else {
                    zip.putNextEntry(new ZipEntry(name + ".left-out"));
                }
                zip.closeEntry();
            }
            after = some.size() < BATCH ? null : some.get(BATCH - 1).id().value();
        } while (after != null);
    }

    /** A file of the ZIP for each name. */
    private static final class Lines {

        private final ZipOutputStream zip;
        private String open = "";

        Lines(ZipOutputStream zip) {
            this.zip = zip;
        }

        void add(String name, String json) {
            try {
                if (!name.equals(open)) {
                    end();
                    zip.putNextEntry(new ZipEntry(name + ".jsonl"));
                    open = name;
                }
                zip.write((json + "\n").getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void end() throws IOException {
            if (!open.isEmpty()) {
                zip.closeEntry();
                open = "";
            }
        }
    }
}
