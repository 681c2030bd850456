package io.overdub.analytics;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How the dubs of one person did in the last 28 days.
 *
 * @param viewers different people; absent from the breakdowns is what fewer than ten stand for
 */
@Schema(name = "MyStats")
record Stats(int days, long plays, long views, long viewers, List<Slice> byCountry, List<Slice> byDub) {

    /** @param of a country, or the id of a dub */
    @Schema(name = "StatsSlice")
    record Slice(String of, long views, long viewers) {}
}
