package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.LaggingSql;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@Singleton
class CommentRecordRepository implements CommentRecords {

    private static final String ROWS =
            "select id, dub_id, author_id, thread_id, text, hidden, created_at, deleted_at from dubs.comment";

    private final Sql sql;
    private final LaggingSql lagging;

    CommentRecordRepository(Sql sql, LaggingSql lagging) {
        this.sql = sql;
        this.lagging = lagging;
    }

    @Override
    public List<CommentRecord> of(Collection<CommentId> ids) {
        return sql.readable(
                CommentRow.TABLE,
                ROWS + " where id = any(?::uuid[])",
                CommentRecordRepository::row,
                ids.stream().map(CommentId::value).toList());
    }

    /** Reads many comments, for staff: one of this second is found in the next. */
    @Override
    public List<CommentRecord> saying(String words, int most) {
        return lagging.readable(
                CommentRow.TABLE,
                ROWS
                        + " where to_tsvector('simple', text) @@ websearch_to_tsquery('simple', ?) order by id desc limit ?",
                CommentRecordRepository::row,
                words,
                most);
    }

    private static CommentRecord row(ResultSet row) throws SQLException {
        var thread = row.getObject(4, UUID.class);
        return new CommentRecord(
                new CommentId(Sql.uuid(row, 1)),
                new DubId(Sql.uuid(row, 2)),
                new AccountId(Sql.uuid(row, 3)),
                thread == null ? null : new CommentId(thread),
                Sql.text(row, 5, CommentRow.LONGEST),
                row.getBoolean(6),
                Sql.instant(row, 7),
                Sql.instantOrNull(row, 8));
    }
}
