package io.overdub.search;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody asked for lately, the newest first; at most 20. */
record RecentSearches(List<One> items) {

    @Schema(name = "RecentSearch")
    record One(String query, Instant askedAt) {}
}
