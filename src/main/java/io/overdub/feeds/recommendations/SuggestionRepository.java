package io.overdub.feeds.recommendations;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Sql;
import io.overdub.quotes.QuoteId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Singleton
class SuggestionRepository {

    private final Sql sql;

    SuggestionRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<Suggestions> of(AccountId account) {
        return sql
                .readable(
                        "feeds.suggestion",
                        "select account_id, quotes, people from feeds.suggestion where account_id = ?",
                        row -> new Suggestions(
                                ids(row, 2).map(QuoteId::new).toList(),
                                ids(row, 3).map(AccountId::new).toList()),
                        account.value())
                .stream()
                .findFirst();
    }

    /** Arrays of arrays must be of one length, so each list travels as text. */
    void keep(Map<AccountId, Suggestions> suggestions, Instant now) {
        var accounts = List.copyOf(suggestions.keySet());
        var found = accounts.stream().map(suggestions::get).toList();
        sql.update(
                """
                insert into feeds.suggestion (account_id, quotes, people, made_at)
                select account, quotes::uuid[], people::uuid[], ?
                from unnest(?::uuid[], ?::text[], ?::text[]) made (account, quotes, people)
                on conflict (account_id) do update
                  set quotes = excluded.quotes, people = excluded.people, made_at = excluded.made_at""",
                now,
                accounts.stream().map(AccountId::value).toList(),
                found.stream().map(one -> array(one.quotes())).toList(),
                found.stream().map(one -> array(one.people())).toList());
    }

    /** Once for each who is gone: without an index, for rounds write far more often. */
    int forget(AccountId account, int limit) {
        return sql.forget("feeds.suggestion", "account_id", account.value(), limit)
                + sql.update("""
                        update feeds.suggestion set people = array_remove(people, ?) where account_id = any(array(
                          select account_id from feeds.suggestion where people @> array[?::uuid] limit ?))""", account.value(), account.value(), limit);
    }

    private static String array(List<?> ids) {
        return ids.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static Stream<UUID> ids(ResultSet row, int column) throws SQLException {
        return List.of((UUID[]) row.getArray(column).getArray()).stream();
    }
}
