package io.overdub.quotes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.accounts.AccountId;
import io.overdub.world.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client has after any number of changes, and syncs at any moments, is what the server shows. */
@QuarkusTest
class ReplicaTest {

    private static final int OPERATIONS = 10_000;
    private static final String PREFIX = "qa-repli";
    private static final List<String> LANGUAGES = List.of(PREFIX + "a", PREFIX + "b", PREFIX + "c");
    private static final List<String> COUNTRIES = List.of("DE", "US", "IN");

    /** How often a quote is used, and the hour of its address, are not told for their own sake. */
    private static final List<String> OF_THE_ANSWER = List.of("uses", "sound_url", "status");

    @Inject
    Shelf shelf;

    @Inject
    QuoteRepository quotes;

    @Inject
    QuoteCatalog catalog;

    @Inject
    TestClock clock;

    @Inject
    ObjectMapper json;

    private static final Logger LOG = Logger.getLogger(ReplicaTest.class);

    /** {@code -Dreplica.seed} tries another course of events. */
    private static final long SEED = Long.getLong("replica.seed", 20_261_125);

    private final Random chance = new Random(SEED);
    private final List<UUID> all = new ArrayList<>();
    private final List<Replica> replicas = List.of(
            new Replica(null, null),
            new Replica("DE", null),
            new Replica("US", LANGUAGES.get(0)),
            new Replica("IN", LANGUAGES.get(1)),
            new Replica("DE", LANGUAGES.get(2)),
            new Replica("FR", LANGUAGES.get(0)),
            new Replica(null, LANGUAGES.get(1)));

    @AfterEach
    void clear() {
        shelf.clear(PREFIX);
    }

    @Test
    void after_ten_thousand_operations_every_replica_equals_the_server() {
        LOG.infof("The seed is %d", SEED);
        var done = 0;
        var compared = 0;
        while (done < OPERATIONS) {
            done += changeSome();
            clock.advance(Duration.ofSeconds(chance.nextInt(600)));
            if (chance.nextInt(4) == 0) {
                shelf.announceDue();
            }
            var replica = replicas.get(chance.nextInt(replicas.size()));
            switch (chance.nextInt(8)) {
                case 0 -> replica.syncOnce(1 + chance.nextInt(40));
                case 1 -> replica.sync(50 + chance.nextInt(450));
                case 2 -> {
                    if (chance.nextInt(10) == 0) {
                        replica.forgetAll();
                    }
                }
                default -> {}
            }
            if (chance.nextInt(60) == 0) {
                compare(replica);
                compared++;
            }
        }
        assertThat(done).isGreaterThanOrEqualTo(OPERATIONS);

        for (var replica : replicas) {
            compare(replica);
            compared++;
            assertThat(replica.quotes()).isNotEmpty();
        }
        assertThat(compared).isGreaterThan(replicas.size());
    }

    private void compare(Replica replica) {
        shelf.announceDue();
        replica.sync(20 + chance.nextInt(481));
        var truth = truth(Market.of(replica.market()).place(), replica.language());
        var copy = replica.quotes();
        assertThat(copy.keySet())
                .as("%s %s, seed %d", replica.market(), replica.language(), SEED)
                .isEqualTo(truth.keySet());
        truth.forEach((id, quote) -> {
            var kept = new HashMap<>(copy.get(id));
            OF_THE_ANSWER.forEach(kept::remove);
            assertThat(kept).as("seed %d", SEED).isEqualTo(quote);
        });
    }

    /** By the list that people page through, which knows nothing of changes. */
    private Map<String, Map<String, Object>> truth(Place place, @Nullable String language) {
        var truth = new HashMap<String, Map<String, Object>>();
        UUID before = null;
        var last = false;
        while (!last) {
            var part = quotes.shown(new Selection(Order.NEWEST, language, null), place, clock.instant(), before, 1_000);
            for (var quote : catalog.presented(part.rows())) {
                Map<String, Object> plain = onTheWire(quote);
                OF_THE_ANSWER.forEach(plain::remove);
                truth.put(quote.id().toString(), plain);
            }
            before = part.end();
            last = part.last();
        }
        return truth;
    }

    private Map<String, Object> onTheWire(Quote quote) {
        try {
            return json.readValue(json.writeValueAsBytes(quote), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A transaction with a few; how many. */
    private int changeSome() {
        var some = 1 + chance.nextInt(12);
        QuarkusTransaction.requiringNew().run(() -> {
            var changed = new ArrayList<UUID>();
            for (var i = 0; i < some; i++) {
                changed.add(changeOne());
            }
            shelf.tell(changed.stream().distinct().toList());
        });
        return some;
    }

    private UUID changeOne() {
        if (all.isEmpty() || chance.nextInt(6) == 0) {
            var review = chance.nextInt(8) == 0 ? Review.PENDING : Review.APPROVED;
            var created = shelf.add(text(), review);
            all.add(created);
            return created;
        }
        var id = all.get(chance.nextInt(all.size()));
        var quote = quotes.findById(id);
        var now = clock.instant();
        switch (chance.nextInt(6)) {
            case 0 -> quote.describe(quote.text().withRights(Rights.WITHDRAWN), now);
            case 1 -> quote.schedule(now.plusSeconds(chance.nextInt(3_000)), null, now);
            case 2 -> {
                var from = now.plusSeconds(chance.nextInt(3_000) - 1_500);
                quote.schedule(from, from.plusSeconds(1 + chance.nextInt(3_000)), now);
            }
            case 3 -> {
                if (quote.isPending()) {
                    quote.review(Review.APPROVED, null, new AccountId(id), now);
                } else {
                    quote.schedule(now, null, now);
                }
            }
            default -> quote.describe(text(), now);
        }
        return id;
    }

    private QuoteText text() {
        return Shelf.text(
                "Title " + chance.nextInt(1_000_000),
                LANGUAGES.get(chance.nextInt(LANGUAGES.size())),
                someCountries(),
                someCountries());
    }

    private List<String> someCountries() {
        return chance.nextInt(3) > 0 ? List.of() : pick(COUNTRIES);
    }

    private List<String> pick(Collection<String> from) {
        return from.stream().filter(country -> chance.nextBoolean()).toList();
    }
}
