package io.overdub.quotes;

/** Where a quote stands, by the clock. Others than its maker and editors see published ones only. */
public enum QuoteStatus {
    /** Waits for an editor. */
    PENDING,
    REJECTED,
    /** Its time has not come. */
    SCHEDULED,
    PUBLISHED,
    /** Its time is over. */
    UNPUBLISHED,
    WITHDRAWN
}
