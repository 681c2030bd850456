package io.overdub.quotes;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Sql;
import io.overdub.uploads.UploadId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Takes away, or makes nobody's, what somebody left here. */
@Singleton
class ForgetRepository {

    private final Sql sql;
    private final Clock clock;

    ForgetRepository(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A quote of somebody who is gone. */
    record Left(UUID id, UploadId upload) {}

    long favourites(UUID person, int limit) {
        return sql.forget("quotes.favourite", "account_id", person, limit);
    }

    long soundboards(UUID person, int limit) {
        return sql.forget("quotes.soundboard", "owner_id", person, limit);
    }

    List<Left> quotes(UUID person, int limit) {
        return sql.list(
                "select id, upload_id from quotes.quote where uploader_id = ? order by id limit ?",
                row -> new Left(Sql.uuid(row, 1), new UploadId(Sql.uuid(row, 2))),
                person,
                limit);
    }

    /** Whether staff brought it, or somebody dubbed it and it is shown still. */
    boolean lockAndAskWhetherItStays(Left quote) {
        sql.list("select 1 from quotes.quote where id = ? for update", row -> row.getInt(1), quote.id());
        return sql.one("""
                select review = 'approved' and (reviewed_by is null or withdrawn_at is null
                  and coalesce((select uses from quotes.usage where quote_id = id), 0)
                    + coalesce((select sum(change) from quotes.usage_change where quote_id = id), 0) > 0)
                from quotes.quote where id = ?""", row -> row.getBoolean(1), quote.id());
    }

    void disown(Left quote) {
        sql.update(
                "update quotes.quote set uploader_id = ?, version = version + 1 where id = ?",
                Departed.NOBODY,
                quote.id());
    }

    void withdraw(Left quote) {
        sql.update(
                "update quotes.quote set rights = 'withdrawn', withdrawn_at = coalesce(withdrawn_at, ?), version = version + 1"
                        + " where id = ?",
                clock.instant(),
                quote.id());
    }

    void remove(Left quote) {
        sql.update("delete from quotes.credit_change where quote_id = ?", quote.id());
        sql.update("delete from quotes.usage where quote_id = ?", quote.id());
        sql.update("delete from quotes.usage_change where quote_id = ?", quote.id());
        sql.update("delete from quotes.quote where id = ?", quote.id());
    }

    /** What they did as an editor. These tables are small, and have no index for it. */
    long disown(UUID person, int limit) {
        return sql.disown("quotes.quote", "reviewed_by", person, limit)
                + sql.disown("quotes.credit_change", "changed_by", person, limit)
                + sql.disown("quotes.import", "editor_id", person, limit);
    }
}
