package io.overdub.analytics;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to be forgotten.
 *
 * @param erasedAt absent until no row of the warehouse, the quarantine, the stream and the queue names them
 */
@Schema(name = "AnalyticsErasure")
record Erasure(UUID accountId, Instant askedAt, @Nullable Instant erasedAt) {}
