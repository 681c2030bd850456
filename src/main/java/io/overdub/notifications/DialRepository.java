package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The one row that says how fast broadcasts go. It is paced by the clock of the database, which all processes share. */
@Singleton
class DialRepository {

    private final Sql sql;

    DialRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param waitMs after which the pushes that were asked for may go */
    record Turn(int version, double waitMs, int perSecond) {}

    Dial read() {
        return sql.one(
                "select per_second, changed_at from notifications.dial",
                row -> new Dial(row.getInt(1), Sql.instant(row, 2)));
    }

    /** Whoever waits for their turn asks anew. */
    void set(int perSecond, AccountId by, Instant at) {
        sql.update("""
                update notifications.dial set per_second = ?, version = version + 1, next_at = '-infinity',
                  changed_by = ?, changed_at = ?""", perSecond, by.value(), at);
    }

    /** The next turn, for so many pushes; none while nothing is to go. A crash of PostgreSQL may forget it: nothing but speed hangs on it. */
    Optional<Turn> queue(int pushes) {
        return sql.list("""
                        update notifications.dial
                        set next_at = greatest(next_at, clock_timestamp()) + make_interval(secs => ?::float8 / per_second)
                        from (select set_config('synchronous_commit', 'off', true)) unhurried
                        where per_second > 0
                        returning version,
                          extract(epoch from next_at - clock_timestamp())::float8 * 1000 - ?::float8 * 1000 / per_second,
                          per_second""", row -> new Turn(row.getInt(1), row.getDouble(2), row.getInt(3)), pushes, pushes).stream()
                .findFirst();
    }

    Clearance clearance(Parcel parcel) {
        return sql.one("""
                select d.version, exists (
                  select 1 from notifications.broadcast b join notifications.parcel p on p.broadcast_id = b.id
                  where p.id = ? and p.lease = ? and b.state = 'running')
                from notifications.dial d""", row -> Clearance.now(row.getInt(1), row.getBoolean(2)), parcel.id(), parcel.lease());
    }
}
