package io.overdub.notifications;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When part of an audience gets something. @param zones whoever lives there; null: everybody */
record Departure(Instant at, @Nullable List<String> zones) {

    /** The earliest first. */
    static List<Departure> of(LocalDateTime local, Collection<String> zones) {
        var byInstant = new TreeMap<Instant, List<String>>();
        for (var zone : zones) {
            byInstant
                    .computeIfAbsent(CampaignRules.instantOf(local, TraitRules.zone(zone)), at -> new ArrayList<>())
                    .add(zone);
        }
        return byInstant.entrySet().stream()
                .map(one -> new Departure(one.getKey(), one.getValue()))
                .toList();
    }
}
