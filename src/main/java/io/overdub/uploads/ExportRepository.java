package io.overdub.uploads;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Singleton
class ExportRepository {

    private static final String ROWS =
            "select account_id, state, asked_at, planned_key, media_key, size_bytes, ready_at, expires_at from uploads.export";

    private final Sql sql;

    ExportRepository(Sql sql) {
        this.sql = sql;
    }

    /** @param key where it lies; null until it is made for the first time */
    record Row(
            AccountId account,
            boolean ready,
            Instant askedAt,
            String plannedKey,
            @Nullable String key,
            @Nullable Long sizeBytes,
            @Nullable Instant readyAt,
            @Nullable Instant expiresAt) {

        /** All there may be in storage. */
        List<String> keys() {
            return Stream.of(plannedKey, key)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }
    }

    Optional<Row> find(AccountId account) {
        return sql.list(ROWS + " where account_id = ?", ExportRepository::row, account.value()).stream()
                .findFirst();
    }

    /** Unless one is waited for, or was ready after {@code since}. */
    void ask(AccountId account, String key, Instant now, Instant since) {
        sql.update("""
                insert into uploads.export (account_id, state, asked_at, due_at, planned_key) values (?, 'waiting', ?, ?, ?)
                on conflict (account_id) do update
                set state = 'waiting', asked_at = excluded.asked_at, due_at = excluded.due_at, planned_key = excluded.planned_key
                where export.state = 'ready' and export.ready_at <= ?""", account.value(), now, now, key, since);
    }

    /** One that is due, and nobody else's until then. */
    Optional<Row> claim(Instant now, Instant until) {
        return sql.list("""
                        update uploads.export set due_at = ? where account_id = (
                          select account_id from uploads.export
                          where state = 'waiting' and due_at <= ? order by due_at limit 1 for update skip locked)
                        returning account_id, state, asked_at, planned_key, media_key, size_bytes, ready_at, expires_at""", ExportRepository::row, until, now).stream().findFirst();
    }

    void putOff(AccountId account, Instant due) {
        sql.update("update uploads.export set due_at = ? where account_id = ?", due, account.value());
    }

    /** False when it is not waited for any more. */
    boolean ready(Row made, long sizeBytes, Instant now, Instant until) {
        return sql.update("""
                        update uploads.export
                        set state = 'ready', media_key = planned_key, size_bytes = ?, ready_at = ?, expires_at = ?
                        where account_id = ? and state = 'waiting' and planned_key = ?""", sizeBytes, now, until, made.account().value(), made.plannedKey()) == 1;
    }

    List<Row> over(Instant now, int limit) {
        return sql.list(
                ROWS + " where state = 'ready' and expires_at <= ? order by expires_at limit ?",
                ExportRepository::row,
                now,
                limit);
    }

    void remove(Row row) {
        sql.update(
                "delete from uploads.export where account_id = ? and planned_key = ?",
                row.account().value(),
                row.plannedKey());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new AccountId(Sql.uuid(row, 1)),
                row.getString(2).equals("ready"),
                Sql.instant(row, 3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, Long.class),
                Sql.instantOrNull(row, 7),
                Sql.instantOrNull(row, 8));
    }
}
