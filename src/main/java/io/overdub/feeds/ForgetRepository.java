package io.overdub.feeds;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Takes away what somebody left here. */
@Singleton
class ForgetRepository {

    private final Sql sql;

    ForgetRepository(Sql sql) {
        this.sql = sql;
    }

    long seen(UUID person, int limit) {
        return sql.forget("feeds.seen", "account_id", person, limit);
    }

    long feedback(UUID person, int limit) {
        return sql.forget("feeds.feedback", "account_id", person, limit);
    }

    long newcomers(UUID person, int limit) {
        return sql.forget("feeds.newcomer", "author_id", person, limit);
    }

    /** Rulings on them, and that it was they who ruled on others. */
    long rulings(UUID person, int limit) {
        return sql.update("delete from feeds.ruling where kind = 'accounts' and subject = ?", person)
                + sql.disown("feeds.ruling", "ruled_by", person, limit);
    }
}
