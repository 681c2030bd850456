package io.overdub.search;

import io.overdub.kernel.Departed;
import io.overdub.kernel.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Takes away what somebody asked for, and by what staff asked for them. */
@Singleton
class ForgetRepository {

    /** What no address and no name has in it. */
    private static final String BETWEEN_WORDS = "[[:space:],;:!?<>()\\[\\]\"'’/=&#]+";

    private final Sql sql;

    ForgetRepository(Sql sql) {
        this.sql = sql;
    }

    long searches(UUID person, int limit) {
        return sql.forget("search.recent_query", "account_id", person, limit);
    }

    long quarantined(String account) {
        return sql.update("delete from search.quarantine where kind = 'account' and key = ?", account);
    }

    /**
     * That somebody of the team looked for somebody stays, without whom; there are few of these. They are named by a whole word: whoever
     * calls themselves {@code gmail} takes no more than that along.
     */
    long nameless(Departed person, int limit) {
        List<String> words = Stream.of(person.account().toString(), person.username(), person.email())
                .filter(Objects::nonNull)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        return sql.update("""
                        update search.staff_search set query = '' where id = any(array(
                          select id from search.staff_search
                          where lower(query) = any(?::text[]) or exists (
                            select 1 from regexp_split_to_table(lower(query), ?) word where btrim(word, '@.') = any(?::text[]))
                          limit ?))""", words, BETWEEN_WORDS, words, limit)
                + sql.disown("search.staff_search", "account_id", person.account(), limit);
    }

    long disown(UUID person, int limit) {
        return sql.disown("search.rules", "author", person, limit)
                + sql.disown("search.rules_live", "changed_by", person, limit);
    }
}
