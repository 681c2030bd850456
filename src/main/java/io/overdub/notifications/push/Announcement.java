package io.overdub.notifications.push;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something for everybody of whom all this holds; what is empty chooses nothing.
 *
 * @param transaction by which the service tells that it has it already
 * @param at null: now
 * @param texts by language
 * @param tags each of them
 */
public record Announcement(
        String transaction,
        @Nullable Instant at,
        Map<String, String> texts,
        String link,
        List<Platform> platforms,
        List<String> countries,
        List<String> languages,
        List<String> tags,
        @Nullable Integer minBuild,
        @Nullable Integer maxBuild) {}
