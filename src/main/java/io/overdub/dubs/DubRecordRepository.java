package io.overdub.dubs;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.quotes.QuoteId;
import io.overdub.uploads.UploadId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

@Singleton
class DubRecordRepository implements DubRecords {

    private final Sql sql;

    DubRecordRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<DubRecord> of(Collection<DubId> ids) {
        return sql.readable(
                DubRow.TABLE,
                """
                select id, author_id, quote_id, upload_id, caption, visibility, state, published_at, deleted_at
                from dubs.dub where id = any(?::uuid[])""",
                row -> new DubRecord(
                        new DubId(Sql.uuid(row, 1)),
                        new AccountId(Sql.uuid(row, 2)),
                        new QuoteId(Sql.uuid(row, 3)),
                        new UploadId(Sql.uuid(row, 4)),
                        Sql.text(row, 5, DubRow.LONGEST_CAPTION),
                        Visibility.fromStored(Sql.text(row, 6, DubRow.LONGEST_WORD)),
                        DubState.fromStored(Sql.text(row, 7, DubRow.LONGEST_WORD)),
                        Sql.instant(row, 8),
                        Sql.instantOrNull(row, 9)),
                ids.stream().map(DubId::value).toList());
    }
}
