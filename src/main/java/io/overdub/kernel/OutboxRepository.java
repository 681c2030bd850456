package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the outbox. Claiming is one statement, so one short transaction. */
@Singleton
class OutboxRepository {

    /** @param cause what it follows from, if anything is known: see {@link Cause} */
    record Fresh(
            String subscriber,
            String event,
            String payload,
            @Nullable String orderKey,
            @Nullable String cause) {}

    /** @param reached how far a subscriber got that works in steps; null before the first */
    record Row(
            long position,
            String subscriber,
            String event,
            String payload,
            @Nullable String orderKey,
            int attempts,
            @Nullable String reached,
            Instant createdAt,
            @Nullable String cause) {

        Row reaching(String further) {
            return new Row(position, subscriber, event, payload, orderKey, attempts, further, createdAt, cause);
        }

        boolean isOrderedWith(Row other) {
            return orderKey != null && orderKey.equals(other.orderKey);
        }
    }

    /** Rows that were put aside and tell of somebody. */
    long dropParked(UUID person) {
        return sql.update(
                "delete from kernel.outbox where parked_at is not null and strpos(payload::text, ?) > 0",
                person.toString());
    }

    boolean tellsOf(UUID person) {
        return sql.one(
                "select exists (select 1 from kernel.outbox where strpos(payload::text, ?) > 0)",
                row -> row.getBoolean(1),
                person.toString());
    }

    /** Counts no further than that. */
    boolean isLongerThan(long most) {
        return sql.one(
                "select count(*) > ? from (select 1 from kernel.outbox where parked_at is null limit ?) waiting",
                row -> row.getBoolean(1),
                most,
                most + 1);
    }

    record Health(long waiting, long oldestSeconds, long parked) {}

    /** So many of one order key are claimed at once, lest each costs a claim of its own. */
    private static final int RUN = 50;

    /**
     * Claiming a row already schedules its next try, so a crash needs no clean-up and no transaction spans the work. Of rows with an
     * order key only the first that is left can be claimed, and with it those right behind it, up to the first that waits for a later try;
     * parked rows count, which is what keeps the order. Who holds the first of a key holds the key: the others need no lock. Firsts go
     * before what is behind them. The 0 keeps PostgreSQL from looking for them by position, which leads through all that is dead and not
     * vacuumed yet. The array is made once and then looked up: planned while the table was empty, a join would go through all that was found
     * for each row there is.
     */
    private static final String CLAIM = """
            with first as (
              select position, subscriber, order_key from kernel.outbox candidate
              where parked_at is null and due_at <= ? and subscriber = any(?::text[])
                and (order_key is null or not exists (
                  select 1 from kernel.outbox earlier
                  where earlier.subscriber = candidate.subscriber and earlier.order_key = candidate.order_key
                    and earlier.position + 0 < candidate.position))
              order by position limit ? for update skip locked),
            behind as (
              select next.position, row_number() over in_order depth, bool_and(next.ready) over in_order ready
              from first cross join lateral (
                select position, parked_at is null and due_at <= ? ready from kernel.outbox next
                where next.subscriber = first.subscriber and next.order_key = first.order_key and next.position > first.position
                order by position limit ?) next
              where first.order_key is not null
              window in_order as (partition by first.position order by next.position))
            update kernel.outbox set attempts = attempts + 1, due_at = ?
            where position = any(array(
              select position from (
                select position, 0 depth from first union all select position, depth from behind where ready) found
              order by depth, position limit ?))
            returning position, subscriber, event, payload, order_key, attempts, reached, created_at, cause""";

    private final Sql sql;
    private final Clock clock;

    OutboxRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Positions follow the order of the list. */
    void add(List<Fresh> rows) {
        var subscribers = new ArrayList<String>();
        var events = new ArrayList<String>();
        var payloads = new ArrayList<String>();
        List<@Nullable String> orderKeys = new ArrayList<>();
        List<@Nullable String> causes = new ArrayList<>();
        for (var row : rows) {
            subscribers.add(row.subscriber());
            events.add(row.event());
            payloads.add(row.payload());
            orderKeys.add(row.orderKey());
            causes.add(row.cause());
        }
        var now = clock.instant();
        sql.update("""
                insert into kernel.outbox (subscriber, event, payload, order_key, cause, due_at, created_at)
                select subscriber, event, payload::jsonb, order_key, cause, ?, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) row (subscriber, event, payload, order_key, cause)""", now, now, subscribers, events, payloads, orderKeys, causes);
    }

    List<Row> claim(Collection<String> subscribers, int limit, Duration lease) {
        var now = clock.instant();
        var claimed = sql.list(
                CLAIM,
                row -> new Row(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6),
                        row.getString(7),
                        Sql.instant(row, 8),
                        row.getString(9)),
                now,
                subscribers,
                limit,
                now,
                RUN - 1,
                now.plus(lease),
                limit);
        claimed.sort(Comparator.comparingLong(Row::position));
        return claimed;
    }

    void renew(Collection<Long> positions, Duration lease) {
        sql.update(
                "update kernel.outbox set due_at = ? where position = any(?::bigint[])",
                clock.instant().plus(lease),
                positions);
    }

    void advance(long position, String reached) {
        sql.update("update kernel.outbox set reached = ? where position = ?", reached, position);
    }

    void done(Collection<Long> positions) {
        sql.update("delete from kernel.outbox where position = any(?::bigint[])", positions);
    }

    void retry(long position, Instant dueAt, String error) {
        sql.update("update kernel.outbox set due_at = ?, last_error = ? where position = ?", dueAt, error, position);
    }

    void park(long position, String error) {
        sql.update(
                "update kernel.outbox set parked_at = ?, last_error = ? where position = ?",
                clock.instant(),
                error,
                position);
    }

    /** Gives claimed rows back without counting the try, for what kept them had nothing to do with them. */
    void postpone(Collection<Long> positions, Instant dueAt, String reason) {
        sql.update(
                "update kernel.outbox set due_at = ?, attempts = attempts - 1, last_error = ? where position = any(?::bigint[])",
                dueAt,
                reason,
                positions);
    }

    /** Gives claimed rows back without counting the try: they were never begun. */
    void release(Collection<Long> positions) {
        sql.update(
                "update kernel.outbox set due_at = ?, attempts = attempts - 1 where position = any(?::bigint[])",
                clock.instant(),
                positions);
    }

    Health health() {
        return sql.one(
                """
                select count(*) filter (where parked_at is null),
                       coalesce(extract(epoch from ?::timestamptz - min(created_at) filter (where parked_at is null)), 0)::bigint,
                       count(*) filter (where parked_at is not null)
                from kernel.outbox""", row -> new Health(row.getLong(1), Math.max(0, row.getLong(2)), row.getLong(3)), clock.instant());
    }

    /** Whether some subscriber whose name begins so has not taken what it was offered, and will be offered it again. */
    boolean owes(String prefix) {
        return sql.one(
                "select exists (select 1 from kernel.outbox where parked_at is null and last_error is not null and starts_with(subscriber, ?))",
                row -> row.getBoolean(1),
                prefix);
    }

    /**
     * Whether anything is due or in its first try, for any of these subscribers; rows that failed and wait for a later try are quiet, and
     * those behind them.
     */
    boolean busy(Collection<String> subscribers) {
        return sql.one("""
                select exists (select 1 from kernel.outbox o
                  where parked_at is null and (last_error is null or due_at <= ?) and subscriber = any(?::text[])
                    and (order_key is null or not exists (
                      select 1 from kernel.outbox earlier
                      where earlier.subscriber = o.subscriber and earlier.order_key = o.order_key
                        and earlier.position + 0 < o.position and earlier.last_error is not null)))""", row -> row.getBoolean(1), clock.instant(), subscribers);
    }
}
