package io.overdub.edge;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.kernel.Memories;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Spends from small leases, so that most requests of a busy client ask nobody. A lease is taken from {@link RateLimits} in advance, so
 * all processes together never allow more than the limit. It can allow less: what a process holds unspent (at most 5 % of the burst,
 * for at most a second) is missing elsewhere; it goes back with the next request of that client. Leases start at one and double while
 * they are used up, so a slow client costs what it spends.
 */
@Singleton
class Leases {

    private static final long LIFE_MS = Duration.ofSeconds(1).toMillis();
    private static final int MOST = 50_000;

    /** One part in this many of the burst. */
    private static final int SHARE = 20;

    private final RateLimits limits;
    private final Clock clock;
    private final Cache<String, Lease> leases = Memories.begin()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofSeconds(5))
            .build();

    Leases(RateLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Never fails. Completes at once, on the calling thread, unless Redis has to be asked. */
    Future<RateLimits.Verdict> spend(Gcra rule, String name) {
        return leases.get(name, fresh -> new Lease()).spend(rule, name);
    }

    private final class Lease {

        private int size;
        private int left;
        private long leftElsewhere;
        private long expires;
        private long fullAt;
        private long refusedUntil;
        private @Nullable Future<RateLimits.Verdict> asking;

        synchronized Future<RateLimits.Verdict> spend(Gcra rule, String name) {
            var now = clock.millis();
            if (refusedUntil > now) {
                return Future.succeededFuture(
                        new RateLimits.Verdict(false, 0, refusedUntil - now, Math.max(0, fullAt - now)));
            }
            if (left > 0 && expires > now) {
                left--;
                return Future.succeededFuture(allowed(now));
            }
            if (asking != null) {
                // One question at a time; whoever comes meanwhile tries again with what it brings.
                return asking.compose(ignored -> spend(rule, name));
            }
            var wanted = nextSize(rule, now);
            var unspent = left;
            left = 0;
            var question = limits.take(rule, name, wanted, unspent).map(this::take);
            asking = question.isComplete() ? null : question;
            return question;
        }

        private int nextSize(Gcra rule, long now) {
            var most = Math.max(1, rule.burst() / SHARE);
            var usedUp = left == 0 && expires > now;
            return Math.max(1, Math.min(most, usedUp ? size * 2 : size - left));
        }

        private synchronized RateLimits.Verdict take(Gcra.Outcome outcome) {
            var now = clock.millis();
            asking = null;
            size = outcome.granted();
            leftElsewhere = outcome.left();
            fullAt = now + outcome.fullMs();
            expires = now + LIFE_MS;
            if (size == 0) {
                refusedUntil = now + Math.min(LIFE_MS, outcome.nextMs());
                return new RateLimits.Verdict(false, 0, outcome.nextMs(), outcome.fullMs());
            }
            left = size - 1;
            return allowed(now);
        }

        private RateLimits.Verdict allowed(long now) {
            return new RateLimits.Verdict(true, leftElsewhere + left, 0, Math.max(0, fullAt - now));
        }
    }
}
