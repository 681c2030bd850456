package io.overdub.feeds;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.Account;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.Candidate;
import io.overdub.dubs.Candidates;
import io.overdub.dubs.DubId;
import io.overdub.feeds.Shortlist.Entry;
import io.overdub.kernel.Memories;
import io.overdub.quotes.QuoteId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Candidates as they are for everybody, read once for all who look within some time. What many like and what is new is three seconds old at
 * most, so a like or a new dub counts that much later; what else people follow, or is made of a quote, half a minute. For as long a dub that
 * was hidden or deleted, or whose author went, may still be a candidate. It is not shown: that is decided when a page is. At most 40,000 dubs, 10 MB.
 *
 * <p>Who closed their account or is limited is nobody's choice, and takes nobody's place: pages would be filled up from what follows only so
 * often, and come out empty while somebody limited goes on publishing. So it is with private accounts, whose followers have what they make as
 * theirs.
 */
@ApplicationScoped
class SharedCandidates {

    private static final int WINDOW = 2_000;
    private static final int MOST_LIKED = 200;
    private static final int NEWEST = 500;
    private static final int OF_EACH_QUOTE = 10;
    private static final int MOST_DUBS = 20_000;
    private static final Duration MEMORY = Duration.ofSeconds(3);
    private static final Duration LONGER = Duration.ofSeconds(30);
    private static final String EVERYBODY = "everybody";
    private static final Comparator<Candidate> NEWEST_FIRST =
            Comparator.comparing((Candidate dub) -> dub.id().value()).reversed();

    private final Candidates candidates;
    private final Accounts accounts;
    private final Cache<String, Popular> popular;
    private final Cache<DubId, Candidate> dubs;
    private final Cache<QuoteId, List<Candidate>> quotes;

    /** What many like of what is new, and what is newest, in the ways in which it is asked for. */
    private record Popular(List<Entry> entries, Map<DubId, Candidate> byId, Map<QuoteId, List<Candidate>> byQuote) {

        static Popular of(List<Candidate> found) {
            return new Popular(
                    found.stream().map(dub -> new Entry(dub, Reason.POPULAR)).toList(),
                    found.stream().collect(toMap(Candidate::id, dub -> dub)),
                    found.stream().collect(groupingBy(Candidate::quote)));
        }
    }

    SharedCandidates(Candidates candidates, Accounts accounts, Clock clock) {
        this.candidates = candidates;
        this.accounts = accounts;
        this.popular = memory(clock, MEMORY, 1);
        this.dubs = memory(clock, LONGER, MOST_DUBS);
        this.quotes = memory(clock, LONGER, MOST_DUBS / OF_EACH_QUOTE);
    }

    private static <K, V> Cache<K, V> memory(Clock clock, Duration life, int most) {
        return Memories.agingBy(clock).expireAfterWrite(life).maximumSize(most).build();
    }

    List<Entry> popular() {
        return recent().entries();
    }

    /** One reads, the others wait. */
    private Popular recent() {
        return popular.get(EVERYBODY, all -> Popular.of(ofWhomAllSee(candidates.popular(WINDOW, MOST_LIKED, NEWEST))));
    }

    /** In no order. */
    Collection<Candidate> withIds(List<DubId> ids) {
        var recent = recent().byId();
        var found = new ArrayList<Candidate>(ids.size());
        var others = new ArrayList<DubId>(ids.size());
        for (var id : ids) {
            var dub = recent.get(id);
            if (dub == null) {
                others.add(id);
            } else {
                found.add(dub);
            }
        }
        found.addAll(dubs.getAll(others, this::load).values());
        return found;
    }

    /** Those of them that everybody may see the authors of, in no order. */
    List<Candidate> openWithIds(List<DubId> ids) {
        return ofWhomAllSee(withIds(ids));
    }

    /** The newest ten of each. */
    List<Candidate> newestOf(List<QuoteId> some) {
        var recent = recent().byQuote();
        return quotes.getAll(some, this::loadNewest).entrySet().stream()
                .flatMap(quote -> newest(recent.getOrDefault(quote.getKey(), List.of()), quote.getValue()))
                .toList();
    }

    /** Of both; what is in both, as it is among the recent. */
    private static Stream<Candidate> newest(List<Candidate> recent, List<Candidate> known) {
        if (recent.isEmpty()) {
            return known.stream();
        }
        var all = new HashMap<DubId, Candidate>();
        known.forEach(dub -> all.put(dub.id(), dub));
        recent.forEach(dub -> all.put(dub.id(), dub));
        return all.values().stream().sorted(NEWEST_FIRST).limit(OF_EACH_QUOTE);
    }

    private Map<DubId, Candidate> load(Set<? extends DubId> missing) {
        var found = new HashMap<DubId, Candidate>();
        candidates.withIds(List.copyOf(missing)).forEach(dub -> found.put(dub.id(), dub));
        return found;
    }

    private Map<QuoteId, List<Candidate>> loadNewest(Set<? extends QuoteId> missing) {
        Map<QuoteId, List<Candidate>> found =
                new HashMap<>(ofWhomAllSee(candidates.newestOf(List.copyOf(missing), OF_EACH_QUOTE)).stream()
                        .collect(groupingBy(Candidate::quote)));
        missing.forEach(quote -> found.putIfAbsent(quote, List.of()));
        return found;
    }

    private List<Candidate> ofWhomAllSee(Collection<Candidate> found) {
        var authors = accounts.current(found.stream().map(Candidate::author).collect(toSet()));
        return found.stream().filter(dub -> isOpen(authors.get(dub.author()))).toList();
    }

    private static boolean isOpen(@Nullable Account author) {
        return author != null && !author.locked();
    }
}
