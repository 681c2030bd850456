package io.overdub.feeds.timeline;

import org.jspecify.annotations.Nullable;

/** What every answer of Stream may hold, also one with status 200: that something went wrong. */
interface StreamAnswer {

    /** Of the error; absent where there is none. */
    @Nullable Integer code();

    /** Whether the answer holds what was asked for. */
    boolean complete();
}
