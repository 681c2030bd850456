package io.overdub.search.index;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * By what an engine knows again, when somebody takes a hit, for which question it was.
 *
 * @param queryId the engine's own
 * @param position of the hit among its answers, from 1
 */
@Schema(name = "SearchTrace")
public record Trace(
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,128}") String queryId,
        @Min(1) @Max(20_000) int position) {}
