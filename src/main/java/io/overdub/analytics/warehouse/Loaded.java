package io.overdub.analytics.warehouse;

import java.util.List;
import java.util.UUID;

/**
 * What became of some events.
 *
 * @param fresh how many were new
 * @param known how many were there already, or came twice
 */
public record Loaded(int fresh, int known, List<Refused> refused) {

    /** One that the engine will never take. */
    public record Refused(UUID id, String reason) {}
}
