package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Consumer;

@Singleton
class HoldingRepository {

    private final Sql sql;

    HoldingRepository(Sql sql) {
        this.sql = sql;
    }

    /** The rows of a table that are somebody's, as JSON. */
    void each(Holding holding, UUID person, Consumer<String> row) {
        sql.each(
                "select (to_jsonb(one) - ?::text[])::text from %s one where %s"
                        .formatted(holding.table(), holding.theirs()),
                row,
                holding.secret(),
                person);
    }
}
