package io.overdub.quotes;

import io.overdub.kernel.Sql;
import io.overdub.kernel.UploadUse;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** The sounds of quotes, and those that an import is going to take. */
@Singleton
class QuotedUploadRepository implements UploadUse {

    private final Sql sql;

    QuotedUploadRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Set<UUID> usedAmong(Collection<UUID> uploads) {
        return Set.copyOf(sql.list(
                """
                select upload_id from quotes.quote where upload_id = any(?::uuid[])
                union
                select substr(sound, 8)::uuid from quotes.import_row
                where status = 'waiting' and sound = any(?::text[])""",
                row -> Sql.uuid(row, 1),
                uploads,
                uploads.stream().map(upload -> QuoteImports.UPLOAD + upload).toList()));
    }
}
