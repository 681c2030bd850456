package io.overdub.quotes;

import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports and their rows. */
@Singleton
class ImportRepository {

    record Pending(UUID editor, String sound, QuoteText text) {}

    private final Sql sql;

    ImportRepository(Sql sql) {
        this.sql = sql;
    }

    void open(UUID id, UUID editor, Instant at) {
        sql.update("insert into quotes.import (id, editor_id, created_at) values (?, ?, ?)", id, editor, at);
    }

    void add(UUID id, ImportReport.Result result, String sound, QuoteText text) {
        var credit = text.credit();
        sql.update(
                """
                insert into quotes.import_row
                  (import_id, number, name, sound, language, tags, categories, markets, blocked_markets, transcript,
                   attribution, licence, credit_source, author, rights, status, quote_id, code, detail)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                id,
                result.index(),
                result.name(),
                sound,
                text.language(),
                text.tags(),
                text.categories(),
                text.markets(),
                text.blockedMarkets(),
                text.transcript(),
                credit.attribution(),
                credit.licence(),
                credit.source(),
                credit.author(),
                credit.rights().stored(),
                result.status().stored(),
                valueOf(result.quoteId()),
                result.code(),
                result.detail());
    }

    boolean exists(UUID id) {
        return sql.one("select count(*) from quotes.import where id = ?", row -> row.getInt(1) == 1, id);
    }

    List<ImportReport.Result> results(UUID id) {
        return sql.readable(
                "quotes.import_row",
                "select number, name, status, quote_id, code, detail from quotes.import_row"
                        + " where import_id = ? order by number",
                ImportRepository::result,
                id);
    }

    Optional<Pending> waiting(UUID id, int number) {
        return sql.list("""
                        select editor_id, sound, name, language, tags, categories, markets, blocked_markets, transcript,
                          attribution, licence, credit_source, author, rights
                        from quotes.import_row join quotes.import on import.id = import_id
                        where import_id = ? and number = ? and status = 'waiting'""", row -> new Pending(Sql.uuid(row, 1), row.getString(2), text(row)), id, number).stream()
                .findFirst();
    }

    private static QuoteText text(ResultSet row) throws SQLException {
        return new QuoteText(
                row.getString(3),
                row.getString(4),
                Sql.texts(row, 5, QuoteText.MOST_TAGS, QuoteText.LONGEST_TAG),
                Sql.texts(row, 6, QuoteText.MOST_CATEGORIES, Category.LONGEST_KEY),
                Sql.texts(row, 7, QuoteText.MOST_MARKETS, QuoteText.LONGEST_MARKET),
                Sql.texts(row, 8, QuoteText.MOST_MARKETS, QuoteText.LONGEST_MARKET),
                row.getString(9),
                new Credit(
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        rights(row.getString(14))));
    }

    /** Rows from before the column say nothing, which means what it always meant. */
    private static Rights rights(String stored) {
        return stored.isEmpty() ? Rights.DECLARED : Rights.fromStored(stored);
    }

    void settle(
            UUID id,
            int number,
            ImportReport.Status status,
            @Nullable QuoteId quote,
            @Nullable String code,
            @Nullable String detail) {
        sql.update(
                "update quotes.import_row set status = ?, quote_id = ?, code = ?, detail = ?"
                        + " where import_id = ? and number = ?",
                status.stored(),
                valueOf(quote),
                code,
                detail,
                id,
                number);
    }

    private static @Nullable UUID valueOf(@Nullable QuoteId id) {
        return id == null ? null : id.value();
    }

    private static ImportReport.Result result(ResultSet row) throws SQLException {
        var quote = row.getObject(4, UUID.class);
        return new ImportReport.Result(
                row.getInt(1),
                row.getString(2),
                ImportReport.Status.fromStored(row.getString(3)),
                quote == null ? null : new QuoteId(quote),
                row.getString(5),
                row.getString(6));
    }
}
