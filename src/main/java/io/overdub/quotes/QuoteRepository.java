package io.overdub.quotes;

import io.overdub.kernel.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class QuoteRepository implements PanacheRepositoryBase<QuoteEntity, UUID> {

    private static final UUID NEWEST = new UUID(-1, -1);
    private static final String LIVE =
            "select id, title, language, tags, attribution, media_key, duration_ms, published_at"
                    + " from quotes.quote where withdrawn_at is null";

    private final Sql sql;

    QuoteRepository(Sql sql) {
        this.sql = sql;
    }

    List<QuoteRow> liveWithIds(Collection<UUID> ids) {
        return sql.list(LIVE + " and id = any(?::uuid[])", QuoteRepository::row, ids);
    }

    List<QuoteRow> newest(@Nullable String language, @Nullable UUID before, int limit) {
        var start = before == null ? NEWEST : before;
        return language == null
                ? sql.list(LIVE + " and id < ? order by id desc limit ?", QuoteRepository::row, start, limit)
                : sql.list(
                        LIVE + " and language = ? and id < ? order by id desc limit ?",
                        QuoteRepository::row,
                        language,
                        start,
                        limit);
    }

    /** The quote that an import made of a sound, withdrawn or not. */
    Optional<QuoteId> idFromSource(String source) {
        return sql
                .list("select id from quotes.quote where source = ?", row -> new QuoteId(Sql.uuid(row, 1)), source)
                .stream()
                .findFirst();
    }

    private static QuoteRow row(ResultSet row) throws SQLException {
        return new QuoteRow(
                Sql.uuid(row, 1),
                row.getString(2),
                row.getString(3),
                Sql.texts(row, 4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                Objects.requireNonNull(Sql.instant(row, 8)));
    }
}
