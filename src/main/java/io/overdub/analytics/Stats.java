package io.overdub.analytics;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How all dubs of one person did together, and each of those that at least ten people viewed. */
@Schema(name = "MyStats")
record Stats(
        int days,
        long plays,
        long views,
        long viewers,
        long followersGained,
        List<Audience.Slice> byCountry,
        List<Audience.Slice> bySource,
        List<Audience.Slice> byDub,
        List<Double> retention) {}
