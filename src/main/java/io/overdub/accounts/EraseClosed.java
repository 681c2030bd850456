package io.overdub.accounts;

import io.overdub.kernel.Departed;
import io.overdub.kernel.EngineAway;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Household;
import io.overdub.kernel.Job;
import io.overdub.kernel.OutboxLoad;
import io.overdub.kernel.PersonalData;
import io.overdub.kernel.Refusal;
import io.overdub.kernel.StableName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Erases accounts whose owners did not come back. Each room forgets in small steps, and what was done is found done: so a process may be
 * killed anywhere, and another goes on.
 *
 * <p>Rooms go one after the other from the top of the house down; one that has to wait, for an engine or for what others do meanwhile, is
 * waited for. The account itself goes last. What is left is that it was, and how much of what was erased.
 */
@ApplicationScoped
@StableName("accounts.erase_closed")
class EraseClosed implements Job {

    private static final Logger LOG = Logger.getLogger(EraseClosed.class);

    /** In one run; then others have their turn. */
    private static final int CASES = 50;

    private static final int STEPS = 200;

    /** Longer than the steps take: after a kill another process goes on then. */
    private static final Duration LEASE = Duration.ofMinutes(15);

    private static final Duration WAIT = Duration.ofMinutes(2);

    private final Household household;
    private final ErasureRepository erasures;
    private final AccountDirectory directory;
    private final RetiredNames names;
    private final OutboxLoad outbox;
    private final Clock clock;

    EraseClosed(
            Household household,
            ErasureRepository erasures,
            AccountDirectory directory,
            RetiredNames names,
            OutboxLoad outbox,
            Clock clock) {
        this.household = household;
        this.erasures = erasures;
        this.directory = directory;
        this.names = names;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        names.release();
        erasures.begin(clock.instant(), CASES);
        for (var i = 0; i < CASES; i++) {
            var now = clock.instant();
            var found = erasures.claim(now, now.plus(LEASE));
            if (found.isEmpty()) {
                return;
            }
            work(found.get());
        }
    }

    private void work(ErasureRepository.Case found) {
        var account = found.account();
        var person = erasures.departed(account);
        if (person.isEmpty()) {
            return;
        }
        var steps = STEPS;
        for (var room : household.rooms()) {
            if (!found.rooms().contains(room.room())) {
                steps = forget(room, person.get(), steps);
                if (steps == 0) {
                    erasures.putOff(account, clock.instant().plus(WAIT));
                    return;
                }
                erasures.done(account, room.room());
            }
        }
        finish(person.get());
    }

    /** How many steps are left to go on with; 0 when the room is not done yet. */
    private int forget(PersonalData room, Departed person, int steps) {
        for (var left = steps; left > 0; left--) {
            // What is erased is told, and must not hold up what others tell.
            var some = outbox.isHeavy() ? Forgotten.later() : step(room, person);
            switch (some.state()) {
                case MORE -> erasures.receive(person.account(), room.room(), some.what(), some.count());
                case LATER -> {
                    return 0;
                }
                case NOTHING_LEFT -> {
                    return left;
                }
            }
        }
        return 0;
    }

    private static Forgotten step(PersonalData room, Departed person) {
        try {
            return room.forget(person);
        } catch (EngineAway | Refusal e) {
            LOG.warnf("%s forgets %s later: %s", room.room(), person.account(), e.getMessage());
            return Forgotten.later();
        }
    }

    @Transactional
    void finish(Departed person) {
        var now = clock.instant();
        erasures.finish(person.account(), names.digest(person.username()), names.freeAt(now), now);
        directory.forget(person.account());
        LOG.infof("%s is erased", person.account());
    }

    /** @throws AccountNotFound when it is neither closed nor erased */
    Erasure show(UUID account) {
        return erasures.find(account).orElseThrow(AccountNotFound::new);
    }
}
