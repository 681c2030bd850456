package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people want to be told, and how. */
@Singleton
class PersonRepository {

    private static final int MOST = 100;
    private static final int LONGEST = 64;

    private final Sql sql;

    PersonRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param dailyCap null for everybody's */
    record Wishes(
            List<String> silenced,
            @Nullable Quiet quiet,
            @Nullable String timeZone,
            @Nullable Integer dailyCap) {}

    /** Those of these people who have a device that works. */
    List<Person> reachable(Collection<AccountId> accounts) {
        return sql.readable(
                "notifications.person",
                """
                select p.account_id, p.silenced, p.quiet_from, p.quiet_until, coalesce(p.time_zone, d.time_zone), p.daily_cap
                from notifications.person p cross join lateral (
                  select time_zone from notifications.device
                  where account_id = p.account_id and dead_at is null order by seen_at desc limit 1) d
                where p.account_id = any(?::uuid[])""",
                row -> new Person(
                        new AccountId(Sql.uuid(row, 1)),
                        Sql.texts(row, 2, MOST, LONGEST),
                        quiet(row, 3),
                        TimeZones.find(Sql.text(row, 5, LONGEST)),
                        row.getObject(6, Integer.class)),
                accounts.stream().map(AccountId::value).toList());
    }

    Optional<Wishes> wishes(AccountId account) {
        return sql
                .list(
                        """
                        select silenced, quiet_from, quiet_until, time_zone, daily_cap
                        from notifications.person where account_id = ?""",
                        row -> new Wishes(
                                Sql.texts(row, 1, MOST, LONGEST),
                                quiet(row, 2),
                                row.getString(4),
                                row.getObject(5, Integer.class)),
                        account.value())
                .stream()
                .findFirst();
    }

    void wish(AccountId account, Wishes wishes) {
        var quiet = wishes.quiet();
        sql.update(
                """
                insert into notifications.person (account_id, silenced, quiet_from, quiet_until, time_zone, daily_cap)
                values (?, ?::text[], ?, ?, ?, ?)
                on conflict (account_id) do update set silenced = excluded.silenced, quiet_from = excluded.quiet_from,
                  quiet_until = excluded.quiet_until, time_zone = excluded.time_zone, daily_cap = excluded.daily_cap""",
                account.value(),
                wishes.silenced(),
                quiet == null ? null : Quiet.minutes(quiet.from()),
                quiet == null ? null : Quiet.minutes(quiet.until()),
                wishes.timeZone(),
                wishes.dailyCap());
    }

    private static @Nullable Quiet quiet(ResultSet row, int column) throws SQLException {
        var from = row.getObject(column, Integer.class);
        var until = row.getObject(column + 1, Integer.class);
        return from == null || until == null ? null : Quiet.ofMinutes(from, until);
    }
}
