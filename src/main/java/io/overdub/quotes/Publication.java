package io.overdub.quotes;

import io.overdub.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From when until when a quote is shown. @param until absent: for good */
record Publication(Instant from, @Nullable Instant until) {

    /**
     * As somebody plans it.
     *
     * @param publishAt absent, or a moment that is past, means at once
     * @param since since when it has been published, if it is
     * @throws Refusal 422 {@code invalid_schedule} when it would end before it begins
     */
    static Publication planned(
            @Nullable Instant publishAt, @Nullable Instant unpublishAt, @Nullable Instant since, Instant now) {
        var from = publishAt != null && publishAt.isAfter(now)
                ? publishAt
                : Optional.ofNullable(since).orElse(now);
        if (unpublishAt != null && (!unpublishAt.isAfter(from) || !unpublishAt.isAfter(now))) {
            throw new InvalidSchedule();
        }
        return new Publication(from, unpublishAt);
    }

    private static final class InvalidSchedule extends Refusal {
        InvalidSchedule() {
            super(
                    Kind.INVALID,
                    "invalid_schedule",
                    "It would end before it begins, or in the past",
                    List.of(new Fault("unpublish_at", "lies ahead, and after publish_at")));
        }
    }
}
