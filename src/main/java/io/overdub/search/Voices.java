package io.overdub.search;

import io.overdub.accounts.Account;
import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Who counts as one when it is found out what many ask for. Accounts cost nothing to make, so guests and whoever is new count together with
 * all of those in the same address range; whoever is limited, or gone, does not count.
 */
@Singleton
class Voices {

    private final Accounts accounts;
    private final TrendingConfig config;
    private final Clock clock;

    Voices(Accounts accounts, TrendingConfig config, Clock clock) {
        this.accounts = accounts;
        this.config = config;
        this.clock = clock;
    }

    /** Those of these people who count, and as whom; two questions for all. */
    Map<AccountId, String> of(Collection<AccountId> people) {
        var voices = new HashMap<AccountId, String>();
        if (people.isEmpty()) {
            return voices;
        }
        var there = accounts.current(people);
        var grownUp = clock.instant().minus(config.grownUp());
        there.forEach((id, account) -> {
            if (isGrownUp(account, grownUp)) {
                voices.put(id, id.toString());
            }
        });
        var others =
                there.keySet().stream().filter(id -> !voices.containsKey(id)).toList();
        voices.putAll(accounts.networks(others));
        return voices;
    }

    private static boolean isGrownUp(Account account, Instant before) {
        return !account.anonymous() && !account.createdAt().isAfter(before);
    }
}
