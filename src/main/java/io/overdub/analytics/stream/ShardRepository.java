package io.overdub.analytics.stream;

import io.overdub.kernel.Ids;
import io.overdub.kernel.Sql;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Who reads which shard, and how far. A process that is silent for as long as a lease loses it. */
@Singleton
class ShardRepository {

    private static final Logger LOG = Logger.getLogger(ShardRepository.class);

    static final Duration LEASE = Duration.ofSeconds(15);

    record Shard(String name, String position) {}

    private final Sql sql;
    private final Clock clock;
    private final UUID owner;

    ShardRepository(Sql sql, Clock clock, Ids ids) {
        this.sql = sql;
        this.clock = clock;
        this.owner = ids.next();
    }

    /** Makes it known; one that is known already stays as it is. */
    void add(String stream, String shard, String position) {
        sql.update("""
            insert into analytics.shard (stream, shard, position, leased_until) values (?, ?, ?, ?)
            on conflict do nothing\
            """, stream, shard, position, clock.instant());
    }

    /** All others are forgotten. */
    void keep(String stream, Collection<String> shards) {
        sql.update("delete from analytics.shard where stream = ? and shard <> all(?::text[])", stream, shards);
    }

    /**
     * The one among those of this process, and those of nobody, whose turn it is. Chosen first: as a part of the condition the choice would
     * be made anew for each row, and skip the one that is taken already.
     */
    Optional<Shard> lease(String stream) {
        var now = clock.instant();
        return sql
                .list(
                        """
                        with next as materialized (
                          select stream, shard from analytics.shard
                          where stream = ? and (owner = ? or leased_until <= ?)
                          order by leased_until limit 1 for update skip locked)
                        update analytics.shard taken set owner = ?, leased_until = ? from next
                        where taken.stream = next.stream and taken.shard = next.shard
                        returning taken.shard, taken.position\
                        """,
                        row -> new Shard(row.getString(1), row.getString(2)),
                        stream,
                        owner,
                        now,
                        owner,
                        now.plus(LEASE))
                .stream()
                .findFirst();
    }

    /** When this process stops, after whoever reads here: others need not wait until the leases end. */
    void leave(@Observes @Priority(3) ShutdownEvent event) {
        try {
            release();
        } catch (Sql.SqlFailed e) {
            LOG.debugf("Shards are free when their leases end: %s", e.getMessage());
        }
    }

    /** At once, whatever the clocks of others say. */
    void release() {
        sql.update("update analytics.shard set leased_until = ? where owner = ?", Instant.EPOCH, owner);
    }

    List<String> names(String stream) {
        return sql.list("select shard from analytics.shard where stream = ?", row -> row.getString(1), stream);
    }

    void advance(String stream, String shard, String position) {
        sql.update(
                "update analytics.shard set position = ? where stream = ? and shard = ? and owner = ?",
                position,
                stream,
                shard,
                owner);
    }

    /** How far whoever reads it is behind. */
    void tell(String stream, String shard, long behindMs) {
        sql.update("update analytics.shard set behind_ms = ? where stream = ? and shard = ?", behindMs, stream, shard);
    }

    /** Of the shards that somebody reads at the moment. */
    long mostBehind(String stream) {
        return sql.one(
                "select coalesce(max(behind_ms), 0) from analytics.shard where stream = ? and leased_until > ?",
                row -> row.getLong(1),
                stream,
                clock.instant());
    }

    Optional<String> position(String stream, String shard) {
        return sql
                .list(
                        "select position from analytics.shard where stream = ? and shard = ?",
                        row -> row.getString(1),
                        stream,
                        shard)
                .stream()
                .findFirst();
    }

    /** Whoever reads it now loses it, and with it the right to say how far it got. */
    void rewind(String stream, String shard, String position) {
        sql.update(
                "update analytics.shard set position = ?, owner = null, leased_until = ? where stream = ? and shard ="
                        + " ?",
                position,
                clock.instant(),
                stream,
                shard);
    }
}
