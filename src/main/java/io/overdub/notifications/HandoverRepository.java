package io.overdub.notifications;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Campaigns that another service sends. */
@Singleton
class HandoverRepository {

    private static final int LONGEST = 500;

    private final Sql sql;

    HandoverRepository(Sql sql) {
        this.sql = sql;
    }

    void add(UUID campaign, UUID transaction, @Nullable Instant at, Instant now) {
        sql.update("""
                insert into notifications.handover (campaign_id, state, transaction_id, at, note, changed_at)
                values (?, 'due', ?, ?::timestamptz, '', ?)""", campaign, transaction, at, now);
    }

    Optional<Handover> find(UUID campaign) {
        return sql.list("""
                        select campaign_id, state, transaction_id, at, note, changed_at from notifications.handover
                        where campaign_id = ?""", HandoverRepository::row, campaign).stream().findFirst();
    }

    /** False when it is not in the first state. */
    boolean turn(UUID campaign, Handover.State from, Handover.State to, String note, Instant now) {
        return sql.update(
                        "update notifications.handover set state = ?, note = ?, changed_at = ? where campaign_id = ? and state = ?",
                        to.stored(),
                        note.substring(
                                0,
                                note.offsetByCodePoints(0, Math.min(note.codePointCount(0, note.length()), LONGEST))),
                        now,
                        campaign,
                        from.stored())
                > 0;
    }

    /** What is sent anew is another transaction. */
    boolean again(UUID campaign, UUID transaction, Instant now) {
        return sql.update("""
                        update notifications.handover set state = 'due', transaction_id = ?, note = '', changed_at = ?
                        where campaign_id = ? and state = 'unknown'""", transaction, now, campaign) > 0;
    }

    private static Handover row(ResultSet row) throws SQLException {
        return new Handover(
                Sql.uuid(row, 1),
                Handover.State.fromStored(Sql.text(row, 2, LONGEST)),
                Sql.uuid(row, 3),
                Sql.instantOrNull(row, 4),
                Sql.text(row, 5, LONGEST),
                Sql.instant(row, 6));
    }
}
