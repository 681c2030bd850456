package io.overdub.analytics;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a dub did in some days; what fewer than ten people stand for is left out of the breakdowns. All as {@code /v1/meta/metrics} defines it.
 *
 * @param viewers different people
 * @param retention from 0 to 1: the part of those who let it play that watched at least a tenth of it, two tenths … all of it. Empty when they
 *     are fewer than ten
 */
@Schema(name = "DubStats")
public record Audience(
        int days,
        long plays,
        long views,
        long viewers,
        List<Slice> byCountry,
        List<Slice> bySource,
        List<Double> retention) {

    /** @param of a country, a source, or the id of a dub */
    @Schema(name = "StatsSlice")
    public record Slice(String of, long views, long viewers) {}
}
