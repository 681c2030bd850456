package io.overdub.search;

import io.overdub.search.index.Kind;
import java.time.Instant;

/**
 * A document that the engine refused.
 *
 * @param reason as the engine gave it
 */
record Quarantined(Kind kind, String key, String reason, Instant caughtAt) {}
