package io.overdub.feeds.recommendations;

import io.overdub.accounts.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

final class PostgresRecommendations implements Recommendations {

    private final SuggestionRepository suggestions;

    PostgresRecommendations(SuggestionRepository suggestions) {
        this.suggestions = suggestions;
    }

    @Override
    public Optional<Suggestions> of(AccountId account) {
        return suggestions.of(account);
    }

    @Override
    public int forget(AccountId account, int limit) {
        return suggestions.forget(account, limit);
    }

    @Override
    public void keep(Map<AccountId, Suggestions> found, Instant now) {
        if (!found.isEmpty()) {
            suggestions.keep(found, now);
        }
    }
}
