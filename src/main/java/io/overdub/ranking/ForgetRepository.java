package io.overdub.ranking;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Makes nobody's what somebody did here. */
@Singleton
class ForgetRepository {

    private final Sql sql;

    ForgetRepository(Sql sql) {
        this.sql = sql;
    }

    long disown(UUID person, int limit) {
        return sql.disown("ranking.formula", "author", person, limit)
                + sql.disown("ranking.live", "changed_by", person, limit);
    }
}
