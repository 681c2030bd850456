package io.overdub.accounts;

import io.overdub.accounts.passwords.Passwords;
import io.overdub.edge.ClientAddress;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Closes accounts, and opens them again for whoever comes back in time. */
@ApplicationScoped
class Closings {

    private final AccountRepository accounts;
    private final ErasureRepository erasures;
    private final SessionBook sessions;
    private final AccountDirectory directory;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final ClientAddress address;
    private final Outbox outbox;
    private final ClosingConfig config;
    private final Clock clock;

    Closings(
            AccountRepository accounts,
            ErasureRepository erasures,
            SessionBook sessions,
            AccountDirectory directory,
            Passwords passwords,
            LoginThrottle throttle,
            ClientAddress address,
            Outbox outbox,
            ClosingConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.erasures = erasures;
        this.sessions = sessions;
        this.directory = directory;
        this.passwords = passwords;
        this.throttle = throttle;
        this.address = address;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /**
     * An unlocked phone is not enough to lose an account by: whoever has a password says it. One that is closed stays as it is.
     *
     * @param password null when they sent none
     */
    Closing close(AccountId id, @Nullable String password) {
        var known = required(accounts.findById(id.value()));
        var hash = known.passwordHash();
        if (hash != null) {
            requireRight(password, hash, known.username());
        }
        return shut(id);
    }

    @Transactional
    Closing shut(AccountId id) {
        var account = required(accounts.lock(id.value()));
        var now = clock.instant();
        var eraseAt = now.plus(config.grace());
        if (account.close(now, eraseAt)) {
            accounts.write(account);
            sessions.closeAll(account.id());
            directory.forget(account.id());
            outbox.publish(new AccountClosed(id, eraseAt));
        }
        return new Closing(eraseAt(account), !account.isAnonymous());
    }

    private void requireRight(@Nullable String password, String hash, String username) {
        if (password == null) {
            var faults = new Faults();
            faults.add("password", "must be the one that you sign in with");
            faults.refuseIfAny();
            return;
        }
        var network = address.network();
        throttle.count(username, network);
        if (!passwords.matches(password, hash)) {
            throw new WrongPassword();
        }
        throttle.forgive(username, network);
    }

    /**
     * Does nothing to one that is open.
     *
     * @throws AccountNotFound from the moment on in which it may be erased, or a process whose clock is ahead has begun to
     */
    @Transactional
    void reopen(UUID id) {
        var account = required(accounts.lock(id));
        var eraseAt = account.eraseAt();
        if (eraseAt != null && !eraseAt.isAfter(clock.instant()) || erasures.hasBegun(id)) {
            throw new AccountNotFound();
        }
        if (account.reopen()) {
            accounts.write(account);
            directory.forget(id);
            outbox.publish(new AccountReopened(new AccountId(id)));
        }
    }

    private static Instant eraseAt(AccountEntity closed) {
        var eraseAt = closed.eraseAt();
        if (eraseAt == null) {
            throw new IllegalStateException("This account is open");
        }
        return eraseAt;
    }

    private static AccountEntity required(@Nullable AccountEntity account) {
        if (account == null) {
            throw new AccountNotFound();
        }
        return account;
    }

    static final class WrongPassword extends Refusal {
        WrongPassword() {
            super(Kind.FORBIDDEN, "wrong_password", "This is not the password that you sign in with");
        }
    }

    /** They know the password, so they may know this. */
    static final class ClosedAccount extends Refusal {
        ClosedAccount(Instant eraseAt) {
            super(
                    Kind.FORBIDDEN,
                    "account_closed",
                    "You closed this account, and it will be erased at " + eraseAt
                            + ". Until then POST /v1/auth/reopen with the same login and password brings it back");
        }
    }
}
