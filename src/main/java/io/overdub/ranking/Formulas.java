package io.overdub.ranking;

import io.overdub.kernel.Refusal;
import io.overdub.kernel.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What ranks now, by name. */
@ApplicationScoped
public class Formulas {

    private static final Logger LOG = Logger.getLogger(Formulas.class);
    private static final long GOOD_FOR_MS = 2_000;
    private static final long NEVER = Long.MIN_VALUE;

    private record Copy(Map<String, Ranker> rankers, long readAt) {

        boolean isFresh(long now) {
            return readAt != NEVER && now - readAt < GOOD_FOR_MS;
        }
    }

    private final FormulaBook book;
    private final Clock clock;
    private final Set<String> complainedOf = ConcurrentHashMap.newKeySet();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Copy copy = new Copy(Map.of(), NEVER);

    Formulas(FormulaBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * The ranker of a name, from memory: at most 2 s old, older only while PostgreSQL does not answer. Empty when there is none that this
     * process can run.
     */
    public Optional<Ranker> live(String name) {
        return Optional.ofNullable(fresh().rankers().get(name));
    }

    /**
     * A formula that is not saved, to try it.
     *
     * @throws Refusal 422 {@code formula_refused} when it cannot rank
     */
    public Ranker draft(Formula formula) {
        var ranker = Ranker.of("draft", 0, formula);
        Trial.pass(ranker);
        return ranker;
    }

    /** Saves a formula, which ranks at once. */
    FormulaVersion save(String name, Formula formula, UUID author, String note) {
        draft(formula);
        var version = book.add(name, formula, author, note);
        forget();
        return version;
    }

    /**
     * Lets an older version, or a newer one, rank at once; what has become of the features since, it must still be able to.
     *
     * @throws Refusal 422 {@code formula_refused} when it cannot rank any more
     */
    FormulaVersion restore(String name, int version, UUID by) {
        draft(book.find(name, version).formula());
        var restored = book.restore(name, version, by);
        forget();
        return restored;
    }

    /** Waits for whoever is reading, lest they bring back what was live before. */
    private void forget() {
        reading.lock();
        try {
            copy = new Copy(copy.rankers(), NEVER);
        } finally {
            reading.unlock();
        }
    }

    private Copy fresh() {
        var now = clock.millis();
        var known = copy;
        if (known.isFresh(now) || !turnToRead(known)) {
            return known;
        }
        try {
            if (!copy.isFresh(now)) {
                copy = read(copy, now);
            }
            return copy;
        } finally {
            reading.unlock();
        }
    }

    /** One reads anew and the others go on meanwhile, unless what they have is known to be old. */
    private boolean turnToRead(Copy known) {
        if (known.readAt() == NEVER) {
            reading.lock();
            return true;
        }
        return reading.tryLock();
    }

    private Copy read(Copy known, long now) {
        try {
            return new Copy(compiled(known.rankers()), now);
        } catch (Sql.SqlFailed e) {
            LOG.warnf("The formulas of before go on: %s", e.getMessage());
            return new Copy(known.rankers(), now);
        }
    }

    private Map<String, Ranker> compiled(Map<String, Ranker> before) {
        var rankers = new HashMap<String, Ranker>();
        for (var version : book.live()) {
            var known = before.get(version.name());
            if (known != null && known.version() == version.version()) {
                rankers.put(version.name(), known);
            } else {
                compile(version, known).ifPresent(ranker -> rankers.put(version.name(), ranker));
            }
        }
        return Map.copyOf(rankers);
    }

    /** Another release may know features that this one does not: then what ranked before goes on. */
    private Optional<Ranker> compile(FormulaVersion version, @Nullable Ranker before) {
        try {
            return Optional.of(Ranker.of(version.name(), version.version(), version.formula()));
        } catch (Refusal e) {
            if (complainedOf.add(version.name() + "/" + version.version())) {
                LOG.errorf("Version %d of %s cannot rank here: %s", version.version(), version.name(), e.faults());
            }
            return Optional.ofNullable(before);
        }
    }
}
