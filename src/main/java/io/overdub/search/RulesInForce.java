package io.overdub.search;

import io.overdub.kernel.Refusal;
import io.overdub.kernel.Sql;
import io.overdub.search.index.RuleBook;
import io.overdub.search.index.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** The rules that hold now. */
@ApplicationScoped
class RulesInForce {

    private static final Logger LOG = Logger.getLogger(RulesInForce.class);
    private static final long GOOD_FOR_MS = 2_000;
    private static final long NEVER = Long.MIN_VALUE;

    private record Copy(int version, RuleBook book, long readAt) {

        boolean isFresh(long now) {
            return readAt != NEVER && now - readAt < GOOD_FOR_MS;
        }
    }

    private final RulesLedger ledger;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Copy copy = new Copy(0, RuleBook.of(Rules.STANDARD), NEVER);

    RulesInForce(RulesLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** From memory: at most 2 s old, older only while PostgreSQL does not answer. */
    RuleBook now() {
        var now = clock.millis();
        var known = copy;
        if (known.isFresh(now) || !turnToRead(known)) {
            return known.book();
        }
        try {
            if (!copy.isFresh(now)) {
                copy = read(copy, now);
            }
            return copy.book();
        } finally {
            reading.unlock();
        }
    }

    /**
     * Saves rules, which hold at once.
     *
     * @throws Refusal 422 {@code rules_refused}
     */
    RulesVersion save(Rules rules, UUID author, String note) {
        RuleBook.of(rules);
        var version = ledger.add(rules, author, note);
        forget();
        return version;
    }

    /**
     * Lets an older version, or a newer one, hold at once.
     *
     * @throws Refusal 404 {@code rules_not_found}; 422 {@code rules_refused} when this program cannot go by them any more
     */
    RulesVersion restore(int version, UUID by) {
        RuleBook.of(ledger.find(version).rules());
        var restored = ledger.restore(version, by);
        forget();
        return restored;
    }

    /** Waits for whoever is reading, lest they bring back what held before. */
    private void forget() {
        reading.lock();
        try {
            copy = new Copy(copy.version(), copy.book(), NEVER);
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
            var version = ledger.liveVersion();
            return version == known.version()
                    ? new Copy(version, known.book(), now)
                    : new Copy(version, compiled(version, known.book()), now);
        } catch (Sql.SqlFailed e) {
            LOG.warnf("The rules of before go on: %s", e.getMessage());
            return new Copy(known.version(), known.book(), now);
        }
    }

    /** Another release may know what this one does not: then what held before goes on. */
    private RuleBook compiled(int version, RuleBook before) {
        try {
            return RuleBook.of(ledger.find(version).rules());
        } catch (Refusal e) {
            LOG.errorf("Version %d of the rules of search cannot hold here: %s", version, e.faults());
        } catch (RulesRepository.OfTheFuture e) {
            LOG.errorf("Version %d of the rules of search cannot be read here: %s", version, e.getMessage());
        }
        return before;
    }
}
