package io.overdub.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import io.overdub.accounts.tokens.AccessClaims;
import io.overdub.accounts.tokens.AccessTokens;
import io.overdub.accounts.tokens.TokenRejected;
import io.overdub.kernel.Memories;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who a token belongs to, remembered for 30 s at most and never beyond the token's end: so long does a token outlive its session on
 * other processes. On this one, {@link #forget} holds at once, also against a check that is under way. That a token is ours never
 * changes, so its signature is verified once: that costs more than to ask for the session.
 */
@Singleton
class LiveSessions {

    /** The attribute of an identity that names its session. */
    static final String SESSION = "session";

    private static final Duration MEMORY = Duration.ofSeconds(30);

    /** Of 1,400 bytes each, so 20 MB. Those who come seldom go first. */
    private static final int MOST = 15_000;

    private final AccessTokens tokens;
    private final SessionRepository sessions;
    private final Clock clock;
    private final AtomicLong time = new AtomicLong();
    private final Cache<String, Seen> seen;

    /** When an account or session changed. Must outlive whatever was seen before the change. */
    private final Cache<UUID, Long> changed;

    LiveSessions(AccessTokens tokens, SessionRepository sessions, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
        this.seen = Memories.agingBy(clock)
                .expireAfterWrite(tokens.life())
                .maximumSize(MOST)
                .build();
        this.changed =
                Memories.agingBy(clock).expireAfterWrite(MEMORY.multipliedBy(2)).build();
    }

    /** From memory only, or null: safe on the event loop. */
    @Nullable SecurityIdentity remembered(String token) {
        var known = seen.getIfPresent(token);
        return known == null || isStale(known) ? null : known.identity;
    }

    /**
     * Verifies the token and asks the database whether its session lives.
     *
     * @throws TokenRejected when it is not to be trusted
     */
    SecurityIdentity check(String token) {
        var checkedAt = time.get();
        var now = clock.instant();
        var claims = claims(token, now);
        var role = sessions.roleIn(claims.session(), claims.account(), now);
        if (role == null) {
            throw TokenRejected.invalid();
        }
        var identity = identity(claims.account(), claims.session(), role);
        seen.put(token, new Seen(identity, claims, now, checkedAt));
        return identity;
    }

    private AccessClaims claims(String token, Instant now) {
        var known = seen.getIfPresent(token);
        return known != null && now.isBefore(known.claims.expiresAt()) ? known.claims : tokens.verify(token);
    }

    /** An account or a session is not what it was: look again. */
    void forget(UUID accountOrSession) {
        changed.put(accountOrSession, time.incrementAndGet());
    }

    private boolean isStale(Seen known) {
        var now = clock.instant();
        return !now.isBefore(known.claims.expiresAt())
                || !now.isBefore(known.at.plus(MEMORY))
                || hasChangedSince(known.checkedAt, known.claims.session())
                || hasChangedSince(known.checkedAt, known.claims.account());
    }

    private boolean hasChangedSince(long checkedAt, UUID id) {
        var at = changed.getIfPresent(id);
        return at != null && at > checkedAt;
    }

    private static SecurityIdentity identity(UUID account, UUID session, Role role) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(account.toString()))
                .addRoles(role.grants())
                .addAttribute(SESSION, session)
                .build();
    }

    /** @param checkedAt the same moment as {@code at}, in changes */
    private record Seen(SecurityIdentity identity, AccessClaims claims, Instant at, long checkedAt) {}
}
