package io.overdub.accounts;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Forgotten;
import io.overdub.kernel.Holding;
import io.overdub.kernel.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;

/** Their sessions. The account itself goes last, once every room is done: {@link EraseClosed} sees to it. */
@Singleton
class AccountData implements PersonalData {

    private static final int BATCH = 500;

    private final ErasureRepository rows;
    private final LimitRepository limits;
    private final RetiredNames names;

    AccountData(ErasureRepository rows, LimitRepository limits, RetiredNames names) {
        this.rows = rows;
        this.limits = limits;
        this.names = names;
    }

    @Override
    public String room() {
        return "accounts";
    }

    @Override
    public int floor() {
        return 2;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.erased(
                                "accounts.account",
                                "username",
                                "username_changed_at",
                                "email",
                                "password_hash",
                                "display_name",
                                "biography",
                                "country",
                                "language")
                        .ownedBy("id")
                        .without("password_hash", "limited_at"),
                Holding.erased("accounts.session", "account_id", "network", "user_agent")
                        .ownedBy("account_id")
                        .without("salt"),
                Holding.erased("accounts.limit_change", "account_id", "by_id", "reason"),
                Holding.kept("accounts.erasure", "for good: that this account was erased, and when", "account_id"),
                Holding.kept("accounts.erasure_receipt", "for good: how much of what was erased", "account_id"),
                Holding.erased("accounts.former_name", "account_id", "digest")
                        .ownedBy("account_id")
                        .without("digest"),
                Holding.kept("accounts.retired_name", "for 90 days, as a keyed digest that names nobody", "digest"));
    }

    @Override
    public Forgotten forget(Departed person) {
        return Forgotten.of("sessions", () -> rows.sessions(person.account(), BATCH))
                .or("limits", () -> limits.forget(person.account(), BATCH))
                .or("former username", () -> names.retire(person.account()));
    }
}
