package io.overdub.dubs;

import io.overdub.kernel.Sql;
import io.overdub.kernel.UploadUse;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** The films of dubs. */
@Singleton
class DubbedUploadRepository implements UploadUse {

    private final Sql sql;

    DubbedUploadRepository(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Set<UUID> usedAmong(Collection<UUID> uploads) {
        return Set.copyOf(sql.list(
                "select upload_id from dubs.dub where upload_id = any(?::uuid[])", row -> Sql.uuid(row, 1), uploads));
    }
}
