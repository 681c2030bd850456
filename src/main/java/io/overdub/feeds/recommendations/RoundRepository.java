package io.overdub.feeds.recommendations;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the work on suggestions got, so that whoever goes on with it need not begin again. */
@Singleton
class RoundRepository {

    /** @param reached the last person who was done; null before the first */
    record Round(Instant began, @Nullable AccountId reached, boolean ended, long people) {

        /** One that takes longer is not cut short: those at its end would never have their turn. */
        boolean isOverBy(Instant moment) {
            return ended && began.isBefore(moment);
        }
    }

    private final Sql sql;

    RoundRepository(Sql sql) {
        this.sql = sql;
    }

    /** Empty before the very first one. */
    Optional<Round> current() {
        return sql
                .list("select began_at, reached, ended, people from feeds.suggestion_round", row -> {
                    var reached = row.getString(2);
                    return new Round(
                            Sql.instant(row, 1),
                            reached == null ? null : AccountId.fromString(reached),
                            row.getBoolean(3),
                            row.getLong(4));
                })
                .stream()
                .findFirst();
    }

    void begin(Instant now) {
        sql.update("""
                insert into feeds.suggestion_round (began_at) values (?)
                on conflict (one) do update set began_at = excluded.began_at, reached = null, ended = false, people = 0""", now);
    }

    void reach(AccountId last, int people) {
        sql.update("update feeds.suggestion_round set reached = ?, people = people + ?", last.value(), people);
    }

    void end() {
        sql.update("update feeds.suggestion_round set ended = true");
    }
}
