package io.overdub.feeds;

import io.overdub.feeds.Feedback.About;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class FeedbackRepository {

    private static final String TABLE = "feeds.feedback";
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final int LONGEST_WORD = 50;
    private static final String EVERYTHING = "everything";
    private static final String ROWS = """
            select id, about, subject, opinion, given_at from feeds.feedback where account_id = ?""";

    private final Sql sql;

    FeedbackRepository(Sql sql) {
        this.sql = sql;
    }

    Leanings of(UUID account) {
        var said = new ArrayList<Feedback>();
        var since = Instant.EPOCH;
        for (var line : sql.readable(TABLE, ROWS, FeedbackRepository::line, account)) {
            if (line.said == null) {
                since = line.at;
            } else {
                said.add(line.said);
            }
        }
        return said.isEmpty() && since.equals(Instant.EPOCH) ? Leanings.NONE : Leanings.of(said, since);
    }

    /** @param said absent where all that was before is to be forgotten */
    private record Line(@Nullable Feedback said, Instant at) {}

    private static Line line(ResultSet row) throws SQLException {
        var forgets = EVERYTHING.equals(Sql.text(row, 2, LONGEST_WORD));
        return new Line(forgets ? null : row(row), Sql.instant(row, 5));
    }

    Stretch<Feedback> newest(UUID account, @Nullable UUID before, int limit) {
        return sql.stretch(
                TABLE,
                limit,
                ROWS + " and about <> 'everything' and id < ? order by id desc limit ?",
                FeedbackRepository::row,
                account,
                before == null ? NEWEST : before);
    }

    /** Instead of what was said of the same before. False when there are so many already, and this would be one more. */
    boolean put(UUID account, Feedback said, int most) {
        return sql.update(
                        """
                        insert into feeds.feedback (id, account_id, about, subject, opinion, given_at)
                        select ?, ?, ?, ?, ?, ?
                        where (select count(*) from feeds.feedback where account_id = ?) < ?
                          or exists (select 1 from feeds.feedback where account_id = ? and about = ? and subject = ?)
                        on conflict (account_id, about, subject) do update
                        set id = excluded.id, opinion = excluded.opinion, given_at = excluded.given_at""",
                        said.id(),
                        account,
                        said.about().stored(),
                        said.subject(),
                        said.opinion().stored(),
                        said.givenAt(),
                        account,
                        most,
                        account,
                        said.about().stored(),
                        said.subject())
                == 1;
    }

    void delete(UUID account, About about, String subject) {
        sql.update(
                "delete from feeds.feedback where account_id = ? and about = ? and subject = ?",
                account,
                about.stored(),
                subject);
    }

    /** Forgets all that was said, and remembers when. */
    void begin(UUID id, UUID account, Instant now) {
        sql.update("""
                with gone as (delete from feeds.feedback where account_id = ? and about <> 'everything')
                insert into feeds.feedback (id, account_id, about, subject, opinion, given_at)
                values (?, ?, 'everything', '', 'forget', ?)
                on conflict (account_id, about, subject) do update set given_at = excluded.given_at""", account, id, account, now);
    }

    private static Feedback row(ResultSet row) throws SQLException {
        return new Feedback(
                Sql.uuid(row, 1),
                About.fromStored(Sql.text(row, 2, LONGEST_WORD)),
                Sql.text(row, 3, LONGEST_WORD),
                Opinion.fromStored(Sql.text(row, 4, LONGEST_WORD)),
                Sql.instant(row, 5));
    }
}
