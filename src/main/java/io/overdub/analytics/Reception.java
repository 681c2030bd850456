package io.overdub.analytics;

import org.jspecify.annotations.Nullable;

/**
 * How people took to a dub or a quote, as {@code /v1/meta/metrics} defines it.
 *
 * @param finishes views that reached the end
 */
public record Reception(long plays, long views, long finishes, long shares) {

    /** The part of the views that reached the end, from 0 to 1; null before the first. */
    public @Nullable Double completion() {
        return views == 0 ? null : Double.valueOf(Math.min(1.0, finishes * 1.0 / views));
    }
}
