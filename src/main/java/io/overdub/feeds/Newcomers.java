package io.overdub.feeds;

import static java.util.stream.Collectors.toSet;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.AccountId;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.DubId;
import io.overdub.dubs.Use;
import io.overdub.feeds.Shortlist.Entry;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Memories;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * New dubs that not many have seen yet: a score that goes by what people did about a dub would never let them come up. Each public one
 * is to be seen by some people in its first day, whoever made it; for-you keeps places for those that lack most. How many see one is
 * counted by what phones say was seen, in any feed, each person once and authors not at all; when more is published than there is
 * attention for, all get about the same.
 *
 * <p>Of one author at most three a day are helped, and what was hidden or deleted is not helped again, so nothing is to be had by
 * publishing the same over and over.
 */
@ApplicationScoped
class Newcomers {

    static final Duration DAY = Duration.ofDays(1);

    private static final int OF_EACH_AUTHOR = 3;
    private static final int CONSIDERED = 500;
    private static final Duration MEMORY = Duration.ofSeconds(3);
    private static final String ALL = "all";

    private final NewcomerRepository rows;
    private final SharedCandidates shared;
    private final Seen seen;
    private final ExploreConfig config;
    private final Clock clock;
    private final Cache<String, List<Entry>> neediest;

    Newcomers(NewcomerRepository rows, SharedCandidates shared, Seen seen, ExploreConfig config, Clock clock) {
        this.rows = rows;
        this.shared = shared;
        this.seen = seen;
        this.config = config;
        this.clock = clock;
        this.neediest = Memories.agingBy(clock).expireAfterWrite(MEMORY).build();
    }

    /** Those that lack most, at most 500, as they were within the last three seconds. */
    List<Entry> neediest() {
        return config.impressions() <= 0 ? List.of() : neediest.get(ALL, all -> find());
    }

    private List<Entry> find() {
        var ids =
                rows.neediest(dayBefore(), CONSIDERED).stream().map(DubId::new).toList();
        return shared.openWithIds(ids).stream()
                .map((Candidate dub) -> new Entry(dub, Reason.NEW))
                .toList();
    }

    /** As the dubs are now; what was introduced already stays as it is. Repeating it changes nothing. */
    void introduce(List<Use> uses) {
        var since = dayBefore();
        rows.add(
                uses.stream()
                        .filter(use -> use.counts() && isNew(use.dub().value(), since))
                        .toList(),
                config.impressions(),
                OF_EACH_AUTHOR,
                since);
        withdraw(uses.stream().filter(use -> !use.counts()).map(Use::dub).toList());
    }

    void withdraw(List<DubId> dubs) {
        if (!dubs.isEmpty()) {
            rows.withdraw(dubs.stream().map(DubId::value).toList());
        }
    }

    /** To be told before they count as seen: who has seen one before is not counted again. */
    void seen(AccountId viewer, Collection<UUID> items) {
        var since = dayBefore();
        var young = items.stream().filter(item -> isNew(item, since)).collect(toSet());
        // Of most nobody lacks any more, and all that somebody has seen in two weeks is much to read.
        var lacking = young.isEmpty() ? List.<UUID>of() : rows.lackingAmong(young);
        if (lacking.isEmpty()) {
            return;
        }
        var known = seen.by(viewer);
        var first = lacking.stream().filter(dub -> !known.has(dub)).toList();
        if (!first.isEmpty()) {
            rows.count(first, viewer.value());
        }
    }

    private Instant dayBefore() {
        return clock.instant().minus(DAY);
    }

    /** Dubs are published as they are made, and ids say when that was. */
    private static boolean isNew(UUID item, Instant since) {
        return Ids.issuedAt(item).isAfter(since);
    }
}
