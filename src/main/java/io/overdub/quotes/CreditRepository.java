package io.overdub.quotes;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The history of the credits. Rows are added and never change. */
@Singleton
class CreditRepository {

    private static final String TABLE = "quotes.credit_change";
    private static final UUID NEWEST = new UUID(-1, -1);

    record Row(UUID id, CreditChange change) {}

    private final Sql sql;

    CreditRepository(Sql sql) {
        this.sql = sql;
    }

    void add(UUID quote, List<Row> rows) {
        var changes = rows.stream().map(Row::change).toList();
        sql.update(
                """
                insert into quotes.credit_change (id, quote_id, changed_by, changed_at, field, before, after)
                select id, ?, ?, ?, field, before, after
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) change (id, field, before, after)""",
                quote,
                changes.get(0).changedBy().value(),
                changes.get(0).changedAt(),
                rows.stream().map(Row::id).toList(),
                changes.stream().map(CreditChange::field).toList(),
                changes.stream().map(CreditChange::before).toList(),
                changes.stream().map(CreditChange::after).toList());
    }

    /** The newest first. */
    Stretch<CreditChange> of(UUID quote, @Nullable UUID before, int limit) {
        return sql.stretch(
                TABLE,
                limit,
                "select id, changed_by, changed_at, field, before, after from quotes.credit_change"
                        + " where quote_id = ? and id < ? order by id desc limit ?",
                CreditRepository::change,
                quote,
                before == null ? NEWEST : before);
    }

    private static CreditChange change(ResultSet row) throws SQLException {
        return new CreditChange(
                new AccountId(Sql.uuid(row, 2)),
                Sql.instant(row, 3),
                Sql.text(row, 4, QuoteRow.LONGEST_WORD),
                Sql.text(row, 5, Credit.LONGEST_SOURCE),
                Sql.text(row, 6, Credit.LONGEST_SOURCE));
    }
}
