package io.overdub.search.index;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/**
 * How like two engines answer, as one process has seen it since it began.
 *
 * @param overlapAt10 which share of the first 10 hits is the same, on average over what was compared; 1 where nothing was
 * @param same questions of which the first 10 hits were the same
 * @param failed questions that the shadow did not answer
 * @param missed changes that the shadow did not take; a rebuild mends it
 * @param drifted documents that the shadow knew otherwise when they were reviewed, each time anew
 */
public record ShadowReport(
        @NotNull String engine,
        @NotNull String shadow,
        long compared,
        double overlapAt10,
        long same,
        long failed,
        long missed,
        long drifted,
        @NotNull Instant since) {}
