package io.overdub.feeds.timeline;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Authors whose dubs are merged in when their followers read. One is announced first, so that each timeline built from then on says so;
 * and settled once all that were built before say so too: only then does nothing have to be brought onto timelines any more.
 */
@Singleton
class LargeAuthorRepository {

    private final Sql sql;
    private final Clock clock;

    LargeAuthorRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Whether this author is settled; empty when they are not even announced. */
    Optional<Boolean> settled(AccountId author) {
        return sql
                .list(
                        "select settled_at is not null from feeds.large_author where account_id = ?",
                        row -> row.getBoolean(1),
                        author.value())
                .stream()
                .findFirst();
    }

    void announce(AccountId author) {
        sql.update(
                "insert into feeds.large_author (account_id, announced_at) values (?, ?) on conflict do nothing",
                author.value(),
                clock.instant());
    }

    void settle(AccountId author) {
        sql.update(
                "update feeds.large_author set settled_at = ? where account_id = ?", clock.instant(), author.value());
    }

    void remove(AccountId author) {
        sql.update("delete from feeds.large_author where account_id = ?", author.value());
    }

    /** Those of the people who are announced, settled or not. */
    List<AccountId> among(Collection<AccountId> people) {
        return sql.list(
                "select account_id from feeds.large_author where account_id = any(?::uuid[])",
                row -> new AccountId(Sql.uuid(row, 1)),
                people.stream().map(AccountId::value).toList());
    }
}
