package io.overdub.search.index;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A document that answers a question. */
@Schema(name = "SearchHit")
public record Hit(
        @NotNull Kind kind,
        @NotNull @Size(min = 1, max = 64) String key) {}
