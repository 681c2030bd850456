package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.accounts.Accounts;
import io.overdub.dubs.Candidates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose taking to something counts, and how much: people who have signed up, are there, and are not banned. A new account counts a
 * twentieth of what one counts after thirty days; one that never published anything half of one that did.
 */
@ApplicationScoped
class Electorate {

    private static final double LEAST = 0.05;
    private static final double GROWN_UP_DAYS = 30;
    private static final double DAY_SECONDS = 86_400;
    private static final double UNPROVEN = 0.5;

    private final Accounts accounts;
    private final Candidates candidates;
    private final Rulings rulings;

    Electorate(Accounts accounts, Candidates candidates, Rulings rulings) {
        this.accounts = accounts;
        this.candidates = candidates;
        this.rulings = rulings;
    }

    record Voter(Instant since, boolean proven, String network) {

        double weight(Instant at) {
            var days = Math.max(0, Duration.between(since, at).toSeconds() / DAY_SECONDS);
            var age = LEAST + (1 - LEAST) * Math.min(1, days / GROWN_UP_DAYS);
            return proven ? age : age * UNPROVEN;
        }
    }

    /** Those of these people who count, three questions for all. */
    Map<AccountId, Voter> among(Collection<AccountId> people) {
        var found = accounts.find(people);
        var networks = accounts.networks(found.keySet());
        var creators = candidates.creatorsAmong(found.keySet());
        var voters = new HashMap<AccountId, Voter>();
        found.forEach((id, account) -> {
            if (!account.anonymous() && !rulings.isBanned(Subject.ACCOUNTS, id.value())) {
                voters.put(id, new Voter(account.createdAt(), creators.contains(id), networks.getOrDefault(id, "")));
            }
        });
        return voters;
    }
}
