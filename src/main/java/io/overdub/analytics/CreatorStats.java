package io.overdub.analytics;

import java.util.UUID;

/** What people are told of how their dubs do. */
public interface CreatorStats {

    /**
     * In the last 28 days, as it was five minutes ago at most. Waits some seconds for a turn at the warehouse, and is refused
     * ({@code 503 warehouse_busy}) when there is none.
     *
     * @param author whoever asks has seen that the dub is theirs; of another's dub everything is 0
     */
    Audience of(UUID author, UUID dub);
}
