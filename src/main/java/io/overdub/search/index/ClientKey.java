package io.overdub.search.index;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/**
 * Lets somebody search at Algolia directly, for quotes and tags that everybody may know of.
 *
 * @param validUntil ask for another one before
 */
public record ClientKey(
        @NotNull String applicationId,
        @NotNull String indexName,
        @NotNull String key,
        @NotNull Instant validUntil) {}
