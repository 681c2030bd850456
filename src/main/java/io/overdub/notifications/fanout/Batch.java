package io.overdub.notifications.fanout;

import java.util.List;
import java.util.UUID;

/** @param id the same when what is left of it is sent again */
public record Batch(UUID id, List<Part> parts) {

    /** Letters in a batch. */
    public static final int MOST = 300;
}
