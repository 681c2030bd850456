package io.overdub.feeds;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class RulingRepository {

    private static final String TABLE = "feeds.ruling";
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final int LONGEST_WORD = 20;
    private static final String ROWS =
            "select id, kind, subject, verdict, note, ruled_by, ruled_at from feeds.ruling where true";

    private final Sql sql;

    RulingRepository(Sql sql) {
        this.sql = sql;
    }

    /** Those that hold; moderators make them one by one. */
    List<Ruling> all() {
        return sql.readable(TABLE, ROWS + " order by id desc", RulingRepository::row);
    }

    Stretch<Ruling> newest(@Nullable UUID before, int limit) {
        return sql.stretch(
                TABLE,
                limit,
                ROWS + " and id < ? order by id desc limit ?",
                RulingRepository::row,
                before == null ? NEWEST : before);
    }

    /** Instead of what was ruled on the same subject before. The same verdict holds since it was given first. */
    Ruling put(Ruling ruling) {
        return sql.one(
                """
                insert into feeds.ruling (id, kind, subject, verdict, note, ruled_by, ruled_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (kind, subject) do update
                set id = excluded.id, verdict = excluded.verdict, note = excluded.note, ruled_by = excluded.ruled_by,
                    ruled_at = case ruling.verdict when excluded.verdict then ruling.ruled_at else excluded.ruled_at end
                returning id, kind, subject, verdict, note, ruled_by, ruled_at""",
                RulingRepository::row,
                ruling.id(),
                ruling.kind().stored(),
                ruling.subject(),
                ruling.verdict().stored(),
                ruling.note(),
                ruling.ruledBy().value(),
                ruling.ruledAt());
    }

    void remove(Subject kind, UUID subject) {
        sql.update("delete from feeds.ruling where kind = ? and subject = ?", kind.stored(), subject);
    }

    private static Ruling row(ResultSet row) throws SQLException {
        return new Ruling(
                Sql.uuid(row, 1),
                Subject.fromStored(Sql.text(row, 2, LONGEST_WORD)),
                Sql.uuid(row, 3),
                Verdict.fromStored(Sql.text(row, 4, LONGEST_WORD)),
                Sql.text(row, 5, Ruling.LONGEST_NOTE),
                new AccountId(Sql.uuid(row, 6)),
                Sql.instant(row, 7));
    }
}
