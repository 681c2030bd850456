package io.overdub.uploads.storage;

import org.jspecify.annotations.Nullable;

/**
 * An object as it was when found.
 *
 * @param version changes with the bytes (the ETag); what is read or copied later is held to it
 * @param knownSha256 lower-case hex, where storage keeps it
 */
public record StoredObject(
        String key,
        long sizeBytes,
        String version,
        @Nullable String knownSha256) {}
