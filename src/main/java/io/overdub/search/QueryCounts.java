package io.overdub.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people ask for, and how often. */
record QueryCounts(List<One> items) {

    /** @param unanswered how often nothing was found */
    @Schema(name = "QueryCount")
    record One(String query, long asked, long unanswered) {}
}
