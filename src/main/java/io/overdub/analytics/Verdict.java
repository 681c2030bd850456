package io.overdub.analytics;

import io.overdub.analytics.warehouse.EventRow;

/** What an inspection finds. */
sealed interface Verdict {

    record Fit(EventRow row) implements Verdict {}

    /**
     * @param code stable, for clients and for whoever looks through the quarantine
     * @param keep whether it is worth a place there
     */
    record Unfit(String code, String detail, boolean keep) implements Verdict {}
}
