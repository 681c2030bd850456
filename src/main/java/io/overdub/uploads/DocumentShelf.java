package io.overdub.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.overdub.uploads.delivery.Delivery;
import io.overdub.uploads.storage.ExpectedObject;
import io.overdub.uploads.storage.ObjectChanged;
import io.overdub.uploads.storage.Serving;
import io.overdub.uploads.storage.Storage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps documents in storage: on the open side where there is one, else where addresses are signed for as long as they can be. */
@Singleton
class DocumentShelf implements Documents {

    private static final String JSON = "application/json";
    private static final Serving FOR_EVER = new Serving("gzip", "public, max-age=31536000, immutable");

    /** Whoever asks just after the minute is not made to wait, and a store that is away for ten does not show. */
    private static final Serving FOR_A_MINUTE =
            new Serving(null, "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400");

    private final Storage storage;
    private final Delivery delivery;

    DocumentShelf(Storage storage, Delivery delivery) {
        this.storage = storage;
        this.delivery = delivery;
    }

    @Override
    public Optional<Document> find(String name) {
        while (true) {
            var object = storage.find(key(name));
            if (object.isEmpty()) {
                return Optional.empty();
            }
            try {
                var size = Math.toIntExact(object.get().sizeBytes());
                var text = new String(storage.read(object.get(), 0, size), UTF_8);
                return Optional.of(new Document(object.get().version(), text));
            } catch (ObjectChanged e) {
                // Somebody replaced it between the two questions, which nobody does twice in a row.
                continue;
            }
        }
    }

    @Override
    public boolean publishOnce(String name, Path gzipped) {
        return publish(name, gzipped, FOR_EVER, null);
    }

    @Override
    public boolean replace(String name, String json, @Nullable String version) {
        try {
            var file = Files.createTempFile("document", ".json");
            try {
                Files.writeString(file, json);
                return publish(name, file, FOR_A_MINUTE, version);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean publish(String name, Path file, Serving serving, @Nullable String version) {
        try {
            var expected = new ExpectedObject(key(name), JSON, Files.size(file), sha256(file));
            return storage.publish(expected, serving, file, version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void remove(String name) {
        storage.delete(key(name));
    }

    @Override
    public String address(String name) {
        return delivery.lastingAddress(Keys.checkedDocument(name));
    }

    @Override
    public @Nullable Instant addressesUntil() {
        return delivery.lastingUntil().orElse(null);
    }

    private String key(String name) {
        var checked = Keys.checkedDocument(name);
        return delivery.hasOpenSide() ? Delivery.openKey(checked) : checked;
    }
}
