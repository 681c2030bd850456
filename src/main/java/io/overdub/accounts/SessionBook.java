package io.overdub.accounts;

import io.overdub.kernel.AfterCommit;
import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Opens, renews and ends sessions. */
@ApplicationScoped
class SessionBook {

    /** More than one person has devices; the one used least lately makes room. */
    private static final int ALLOWED = 50;

    private static final int SALT_BYTES = 16;

    private final SessionRepository sessions;
    private final RefreshTokens tokens;
    private final LiveSessions live;
    private final AfterCommit afterCommit;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();

    SessionBook(
            SessionRepository sessions,
            RefreshTokens tokens,
            LiveSessions live,
            AfterCommit afterCommit,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.live = live;
        this.afterCommit = afterCommit;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Renewed open(AccountEntity account, Caller caller) {
        var salt = new byte[SALT_BYTES];
        chance.nextBytes(salt);
        var session = new SessionEntity(ids.next(), account.id(), salt, clock.instant());
        session.usedFrom(caller.network(), caller.userAgent());
        sessions.persist(session);
        sessions.beyond(account.id(), ALLOWED).forEach(idle -> end(account.id(), idle));
        return renewed(session, account.role());
    }

    /** The tokens that a session has already: nothing rotates, so nothing is lost with the answer. */
    @Transactional
    Renewed same(UUID session, AccountEntity account) {
        var open = sessions.findById(session);
        if (open == null) {
            throw new SessionNotFound();
        }
        return renewed(open, account.role());
    }

    /** Never throws for a bad token: ending a family whose token was stolen must be committed. */
    @Transactional
    Renewal renew(String text, Caller caller) {
        var claim = tokens.open(text);
        var session = claim == null ? null : sessions.lock(claim.session());
        if (claim == null || session == null || !tokens.isGenuine(claim, session.salt())) {
            return new Unknown();
        }
        var now = clock.instant();
        var role = sessions.roleIn(session.id(), session.accountId(), now);
        if (role == null) {
            return new Unknown();
        }
        if (claim.generation() == session.generation()) {
            session.rotate(now);
            session.usedFrom(caller.network(), caller.userAgent());
            return renewed(session, role);
        }
        if (session.isPrevious(claim.generation()) && session.isWithinGrace(now)) {
            return renewed(session, role);
        }
        end(session.accountId(), session.id());
        return new Reused();
    }

    List<Session> list(UUID account, UUID current) {
        return sessions.ofAccount(account, current, clock.instant(), ALLOWED);
    }

    /** @throws SessionNotFound also when the session is somebody else's */
    @Transactional
    void close(UUID account, UUID session) {
        if (!end(account, session)) {
            throw new SessionNotFound();
        }
    }

    /** Signs an account out everywhere. */
    @Transactional
    void closeAll(UUID account) {
        sessions.ofAccount(account).forEach(session -> end(account, session));
        afterCommit.run(() -> live.forget(account));
    }

    private boolean end(UUID account, UUID session) {
        afterCommit.run(() -> live.forget(session));
        var ended = sessions.end(session, account);
        if (ended) {
            outbox.publish(new SessionEnded(session, new AccountId(account)));
        }
        return ended;
    }

    private Renewed renewed(SessionEntity session, Role role) {
        var text = tokens.seal(session.id(), session.generation(), session.salt());
        return new Renewed(session.accountId(), session.id(), role, text);
    }

    /** How asking for new tokens went. */
    sealed interface Renewal permits Renewed, Reused, Unknown {}

    record Renewed(UUID account, UUID session, Role role, String refreshToken) implements Renewal {}

    /** The token was spent long ago: it, or a later one, is in the wrong hands, and the session is over. */
    record Reused() implements Renewal {}

    record Unknown() implements Renewal {}

    static final class SessionNotFound extends Refusal {
        SessionNotFound() {
            super(Kind.NOT_FOUND, "session_not_found", "You have no such session");
        }
    }
}
