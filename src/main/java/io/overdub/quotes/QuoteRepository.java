package io.overdub.quotes;

import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
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
        return sql.readable(QuoteRow.TABLE, LIVE + " and id = any(?::uuid[])", QuoteRepository::row, ids);
    }

    boolean isWithdrawn(UUID id) {
        return sql.one(
                "select count(*) from quotes.quote where id = ? and withdrawn_at is not null",
                row -> row.getInt(1) == 1,
                id);
    }

    Stretch<QuoteRow> newest(@Nullable String language, @Nullable UUID before, int limit) {
        var start = before == null ? NEWEST : before;
        return language == null
                ? sql.stretch(
                        QuoteRow.TABLE,
                        limit,
                        LIVE + " and id < ? order by id desc limit ?",
                        QuoteRepository::row,
                        start)
                : sql.stretch(
                        QuoteRow.TABLE,
                        limit,
                        LIVE + " and language = ? and id < ? order by id desc limit ?",
                        QuoteRepository::row,
                        language,
                        start);
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
                Sql.text(row, 2, QuoteText.LONGEST_TITLE),
                Sql.text(row, 3, QuoteText.LONGEST_LANGUAGE),
                Sql.texts(row, 4, QuoteText.MOST_TAGS, QuoteText.LONGEST_TAG),
                Sql.text(row, 5, QuoteText.LONGEST_CREDIT),
                Sql.text(row, 6, QuoteRow.LONGEST_KEY),
                Sql.number(row, 7, 1),
                Sql.instant(row, 8));
    }
}
