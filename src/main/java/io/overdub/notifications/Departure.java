package io.overdub.notifications;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** When part of an audience gets something. @param zones whoever lives there; null: everybody */
record Departure(Instant at, @Nullable List<String> zones) {

    /** The earliest first. */
    static List<Departure> of(LocalDateTime local, Collection<String> zones) {
        return of(zones, zone -> CampaignRules.instantOf(local, zone));
    }

    /** The same on the next day on which that time is still to come. */
    static List<Departure> next(LocalDateTime local, Collection<String> zones, Instant now) {
        return of(zones, zone -> {
            var day = local;
            while (!CampaignRules.instantOf(day, zone).isAfter(now)) {
                day = day.plusDays(1);
            }
            return CampaignRules.instantOf(day, zone);
        });
    }

    private static List<Departure> of(Collection<String> zones, Function<ZoneId, Instant> moment) {
        var byInstant = new TreeMap<Instant, List<String>>();
        for (var zone : zones) {
            byInstant
                    .computeIfAbsent(moment.apply(TimeZones.find(zone)), at -> new ArrayList<>())
                    .add(zone);
        }
        return byInstant.entrySet().stream()
                .map(one -> new Departure(one.getKey(), one.getValue()))
                .toList();
    }
}
