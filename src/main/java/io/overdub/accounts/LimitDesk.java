package io.overdub.accounts;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Outbox;
import io.overdub.kernel.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Limits accounts: whoever is limited may sign in, read and go on, and does not notice; others are shown nothing of what they do, as if the
 * account were closed. What they do still counts in numbers.
 */
@ApplicationScoped
class LimitDesk {

    private final AccountRepository accounts;
    private final AccountDirectory directory;
    private final LimitRepository changes;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    LimitDesk(
            AccountRepository accounts,
            AccountDirectory directory,
            LimitRepository changes,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.directory = directory;
        this.changes = changes;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    void limit(AccountId id, String reason, AccountId by) {
        if (id.equals(by)) {
            throw new OwnAccount();
        }
        var account = required(accounts.lock(id.value()));
        if (account.limit(clock.instant())) {
            settle(account, true, reason, by);
        }
    }

    @Transactional
    void lift(AccountId id, String reason, AccountId by) {
        var account = required(accounts.lock(id.value()));
        if (account.liftLimit()) {
            settle(account, false, reason, by);
        }
    }

    private void settle(AccountEntity account, boolean limited, String reason, AccountId by) {
        accounts.write(account);
        changes.add(account.id(), new Limit.Change(ids.next(), limited, reason, by, clock.instant()));
        directory.forget(account.id());
        outbox.publish(new AccountLimited(new AccountId(account.id()), limited));
    }

    /** @throws AccountNotFound when there is none: a typing error must not pass for somebody who is free */
    Limit show(UUID account) {
        required(accounts.findById(account));
        return new Limit(changes.isLimited(account), changes.changes(account));
    }

    private static AccountEntity required(@Nullable AccountEntity account) {
        if (account == null) {
            throw new AccountNotFound();
        }
        return account;
    }

    static final class OwnAccount extends Refusal {
        OwnAccount() {
            super(Kind.FORBIDDEN, "own_account", "Somebody else has to limit your account");
        }
    }
}
