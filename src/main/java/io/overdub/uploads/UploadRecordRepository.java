package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

@Singleton
class UploadRecordRepository implements UploadRecords {

    private static final int LONGEST_WORD = 100;

    private final Sql sql;

    UploadRecordRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<UploadRecord> of(Collection<UploadId> ids) {
        return sql.readable(
                "uploads.upload",
                """
                select id, owner_id, kind, state, content_type, size_bytes, created_at, failure_code
                from uploads.upload where id = any(?::uuid[])""",
                row -> new UploadRecord(
                        new UploadId(Sql.uuid(row, 1)),
                        new AccountId(Sql.uuid(row, 2)),
                        UploadKind.valueOf(Sql.text(row, 3, LONGEST_WORD)),
                        UploadState.valueOf(Sql.text(row, 4, LONGEST_WORD)),
                        Sql.text(row, 5, LONGEST_WORD),
                        Sql.number(row, 6, 0),
                        Sql.instant(row, 7),
                        Sql.textOrNull(row, 8, LONGEST_WORD)),
                ids.stream().map(UploadId::value).toList());
    }
}
