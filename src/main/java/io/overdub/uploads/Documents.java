package io.overdub.uploads;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON that a room writes for everybody to read, past the API: from storage, or from the CDN in front of it. A name is a path, such as
 * {@code catalogue/manifest.json}. All but the two about addresses ask storage, so never call them in a transaction; they throw 503
 * {@code storage_unavailable} when nothing can be said about what happened.
 */
public interface Documents {

    Optional<Document> find(String name);

    /**
     * Puts a document that will never change, to be kept for a year by whoever fetched it.
     *
     * @param gzipped a file, packed with gzip; it is sent along as such, so that clients unpack it by themselves
     * @return false when something else lies there already
     */
    boolean publishOnce(String name, Path gzipped);

    /**
     * Puts a document that changes from time to time, to be asked for again after a minute.
     *
     * @param version of what it replaces; null when there should be nothing yet
     * @return false when something else lies there by now
     */
    boolean replace(String name, String json, @Nullable String version);

    /** Does nothing when nothing is there. What a CDN holds may be read until it forgets it. */
    void remove(String name);

    /** Where everybody can GET it. Memory only. */
    String address(String name);

    /** Until when addresses that are made now are good for, at least six days; null: for ever. Memory only. */
    @Nullable Instant addressesUntil();
}
