package io.overdub.quotes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an import stands. Results come in the order of the file.
 *
 * @param id absent for a dry run
 * @param done whether no row is waiting any more
 */
record ImportReport(@Nullable UUID id, boolean dryRun, boolean done, List<Result> results) {

    static ImportReport of(@Nullable UUID id, List<Result> results) {
        var done = results.stream().noneMatch(result -> result.status == Status.WAITING);
        return new ImportReport(id, id == null, done, results);
    }

    /** @param code why it failed */
    record Result(
            int index,
            String name,
            Status status,
            @Nullable QuoteId quoteId,
            @Nullable String code,
            @Nullable String detail) {}

    enum Status {
        @JsonProperty("valid")
        VALID,
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("created")
        CREATED,
        @JsonProperty("unchanged")
        UNCHANGED,
        @JsonProperty("failed")
        FAILED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status fromStored(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
