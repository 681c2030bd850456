package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pushes to many, and how far they have come. */
@Singleton
class BroadcastRepository {

    private static final String TABLE = "notifications.broadcast";
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final int LONGEST = 32;
    private static final long MILLION = 1_000_000;

    private static final String ROWS = """
            select b.id, b.kind, b.reason, b.state, b.started_at, b.ended_at,
              case when exists (select 1 from notifications.leg where broadcast_id = b.id) then greatest(b.expected, b.listed)
                else b.listed end,
              b.delivered + p.delivered, b.suppressed + p.suppressed, b.failed + p.failed, b.dead + p.dead, b.unknown + p.unknown
            from notifications.broadcast b cross join lateral (
              select coalesce(sum(delivered), 0) delivered, coalesce(sum(suppressed), 0) suppressed,
                coalesce(sum(failed), 0) failed, coalesce(sum(dead), 0) dead, coalesce(sum(unknown), 0) unknown
              from notifications.parcel where broadcast_id = b.id) p""";

    private final Sql sql;

    BroadcastRepository(Sql sql) {
        this.sql = sql;
    }

    record Due(UUID id, Broadcast.State state, News news) {}

    /** The broadcast of this news, which has so many devices more; one that was done runs again. */
    UUID grow(UUID id, News news, int devices, Instant now) {
        var actor = news.actor();
        return sql.one(
                """
                insert into notifications.broadcast (id, kind, actor, reason, subject, state, listed, started_at, served_at)
                values (?, ?, ?::uuid, ?, ?, 'running', ?, ?, ?)
                on conflict (kind, reason) do update set listed = broadcast.listed + excluded.listed, ended_at = null,
                  state = case broadcast.state when 'done' then 'running' else broadcast.state end
                returning id""",
                row -> Sql.uuid(row, 1),
                id,
                news.kind().stored(),
                actor == null ? null : actor.value(),
                news.reason(),
                news.subject(),
                devices,
                now,
                now);
    }

    /** The one that was served least lately of those that have something due; nobody else takes of it until the commit. */
    Optional<Due> lockDue(Instant now) {
        return sql.list("""
                        select b.id, b.state, b.kind, b.actor, b.reason, b.subject from notifications.broadcast b
                        where b.state in ('running', 'cancelled') and b.kind = any(?::text[])
                          and (exists (select 1 from notifications.parcel where broadcast_id = b.id and due_at <= ?)
                            or exists (select 1 from notifications.leg where broadcast_id = b.id and due_at <= ? and not held))
                        order by b.served_at limit 1 for update of b""", BroadcastRepository::due, Kind.known(), now, now).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * In a transaction that need not wait for the disk, for others wait for it: who sends has committed something else before, and what is
     * forgotten in a crash of PostgreSQL is taken again.
     */
    void served(UUID id, Instant now) {
        sql.update("""
                update notifications.broadcast set served_at = ?
                from (select set_config('synchronous_commit', 'off', true)) unhurried where id = ?""", now, id);
    }

    void add(UUID id, Tally tally) {
        sql.update("""
                update notifications.broadcast set delivered = delivered + ?, suppressed = suppressed + ?, failed = failed + ?,
                  dead = dead + ?, unknown = unknown + ? where id = ?""", tally.delivered(), tally.suppressed(), tally.failed(), tally.dead(), tally.unknown(), id);
    }

    /** If nothing is left of it; where something is that is held, it waits for whoever looks at it. */
    void end(UUID id, Instant now) {
        sql.update("""
                update notifications.broadcast b
                set ended_at = case when l.held then ended_at else ?::timestamptz end,
                  state = case when state <> 'running' then state when l.held then 'paused' else 'done' end
                from (select exists (select 1 from notifications.leg where broadcast_id = ?) held) l
                where b.id = ? and (state = 'running' or state = 'cancelled' and not l.held)
                  and not exists (select 1 from notifications.parcel where broadcast_id = ?)
                  and not exists (select 1 from notifications.leg where broadcast_id = ? and not held)""", now, id, id, id, id);
    }

    /** Who answers for a campaign. @param expected devices when it was scheduled @param listed those that it went to */
    record Answered(UUID author, @Nullable UUID approvedBy, long expected, long listed) {}

    /** None for what is no campaign. */
    Optional<Answered> answered(UUID id) {
        return sql
                .list(
                        """
                        select c.author, c.approved_by, b.expected, b.listed
                        from notifications.broadcast b join notifications.campaign c on c.id = b.id where b.id = ?""",
                        row -> new Answered(
                                Sql.uuid(row, 1), row.getObject(2, UUID.class), row.getLong(3), row.getLong(4)),
                        id)
                .stream()
                .findFirst();
    }

    void pause(UUID id) {
        sql.update("update notifications.broadcast set state = 'paused' where id = ? and state = 'running'", id);
    }

    /** For an audience that is still to be listed. */
    void open(UUID id, News news, long expected, Instant start) {
        sql.update("""
                insert into notifications.broadcast (id, kind, reason, subject, state, expected, started_at, served_at)
                values (?, ?, ?, ?, 'running', ?, ?, ?)""", id, news.kind().stored(), news.reason(), news.subject(), expected, start, start);
    }

    void list(UUID id, long devices) {
        sql.update("update notifications.broadcast set listed = listed + ? where id = ?", devices, id);
    }

    /** What is left of the audience gets nothing. */
    void suppress(UUID id, long devices) {
        sql.update(
                "update notifications.broadcast set listed = listed + ?, suppressed = suppressed + ? where id = ?",
                devices,
                devices,
                id);
    }

    List<Broadcast> find(Collection<UUID> ids, Instant now) {
        return sql.readable(TABLE, ROWS + " where b.id = any(?::uuid[])", row -> row(row, now), ids);
    }

    Stretch<Broadcast> newest(@Nullable UUID before, int limit, Instant now) {
        return sql.stretch(
                TABLE,
                limit,
                ROWS + " where b.id < ? order by b.id desc limit ?",
                row -> row(row, now),
                before == null ? NEWEST : before);
    }

    /** False when it is in none of these states. */
    boolean turn(UUID id, Broadcast.State state, List<Broadcast.State> from) {
        return sql.update(
                        "update notifications.broadcast set state = ? where id = ? and state = any(?::text[])",
                        state.stored(),
                        id,
                        from.stream().map(Broadcast.State::stored).toList())
                > 0;
    }

    int forget(Instant before, int limit) {
        return sql.update("""
                delete from notifications.broadcast where id = any(array(
                  select id from notifications.broadcast where ended_at < ? limit ?))""", before, limit);
    }

    private static Optional<Due> due(ResultSet row) throws SQLException {
        var actor = row.getObject(4, UUID.class);
        var id = Sql.uuid(row, 1);
        var state = Broadcast.State.fromStored(Sql.text(row, 2, LONGEST));
        var reason = Sql.uuid(row, 5);
        var subject = Sql.uuid(row, 6);
        return Kind.fromStored(Sql.text(row, 3, LONGEST))
                .map(kind -> new Due(
                        id, state, new News(kind, actor == null ? null : new AccountId(actor), reason, subject)));
    }

    private static Broadcast row(ResultSet row, Instant now) throws SQLException {
        var kind = Sql.text(row, 2, LONGEST);
        var state = Broadcast.State.fromStored(Sql.text(row, 4, LONGEST));
        var began = Sql.instant(row, 5);
        var ended = Sql.instantOrNull(row, 6);
        var settled = row.getLong(8) + row.getLong(9) + row.getLong(10);
        var waiting = Math.max(0, row.getLong(7) - settled);
        var millis = Duration.between(began, ended == null ? now : ended).toMillis();
        var speed = millis <= 0 ? 0 : settled * 1000.0 / millis;
        return new Broadcast(
                Sql.uuid(row, 1),
                Kind.fromStored(kind).orElseThrow(() -> new SQLException("no kind is called " + kind)),
                Sql.uuid(row, 3),
                state,
                began,
                ended,
                settled + waiting,
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                waiting,
                Math.round(speed * 10) / 10.0,
                state == Broadcast.State.RUNNING && speed > 0 && waiting / speed < MILLION
                        ? now.plusMillis((long) (waiting / speed * 1000))
                        : null);
    }
}
