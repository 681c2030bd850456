package io.overdub.analytics;

import java.util.Locale;

/** What is counted of dubs and quotes; of quotes only plays. */
enum Metric {
    PLAYS,
    VIEWS,
    /** Views that reached the end. */
    FINISHES,
    SHARES;

    /** In Redis, and as a column. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
