package io.overdub.uploads;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What people may upload. */
@ConfigMapping(prefix = "uploads.limits")
interface LimitsConfig {

    /** How many of one person may wait for completion at a time. */
    int openUploads();

    /** How many one person may open in a day of UTC, aborted ones aside. */
    int dailyUploads();

    /** How many bytes they may announce in that day, for what was neither aborted nor came to nothing. */
    MemorySize dailyBytes();

    KindConfig dubVideo();

    KindConfig quoteSound();

    KindConfig avatar();

    KindConfig poster();

    interface KindConfig {

        MemorySize maxBytes();

        /** Absent for what has no duration. */
        Optional<Duration> maxDuration();

        Set<String> contentTypes();
    }
}
