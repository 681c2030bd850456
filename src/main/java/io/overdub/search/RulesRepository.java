package io.overdub.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import io.overdub.search.index.Rules;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Versions of the rules, which are only ever added, and which of them holds. */
@Singleton
class RulesRepository {

    private static final UUID NEWEST = new UUID(-1, -1);

    /** A body of 64 KiB, with the defaults that it left out. */
    private static final int LONGEST_RULES = 100_000;

    private static final String ROWS = """
            select r.id, r.version, r.body, r.author, r.note, r.created_at, l.version is not null
            from search.rules r left join search.rules_live l on l.version = r.version""";

    private final Sql sql;
    private final ObjectMapper json;

    RulesRepository(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Those who change the rules wait for each other. */
    void lockLive() {
        sql.one("select 1 from search.rules_live for update", row -> row.getInt(1));
    }

    /** Whether these hold already; false as well when nobody here can read what holds. */
    boolean hold(Rules rules) {
        try {
            return live().rules().equals(rules);
        } catch (OfTheFuture e) {
            return false;
        }
    }

    int liveVersion() {
        return sql.one("select version from search.rules_live", row -> row.getInt(1));
    }

    /** @throws OfTheFuture */
    RulesVersion live() {
        return sql.one(ROWS + " where l.version is not null", this::version);
    }

    Stretch<RulesVersion> all(@Nullable UUID before, int limit) {
        return sql.stretch(
                "search.rules",
                limit,
                ROWS + " where r.id < ? order by r.id desc limit ?",
                this::version,
                before == null ? NEWEST : before);
    }

    Optional<RulesVersion> find(int version) {
        return sql.list(ROWS + " where r.version = ?", this::version, version).stream()
                .findFirst();
    }

    int newestVersion() {
        return sql.one("select max(version) from search.rules", row -> row.getInt(1));
    }

    void add(RulesVersion version) {
        sql.update(
                "insert into search.rules (id, version, body, author, note, created_at) values (?, ?, ?::jsonb, ?, ?, ?)",
                version.id(),
                version.version(),
                write(version.rules()),
                version.author(),
                version.note(),
                version.createdAt());
    }

    void putLive(int version, UUID by, Instant at) {
        sql.update("update search.rules_live set version = ?, changed_by = ?, changed_at = ?", version, by, at);
    }

    private RulesVersion version(ResultSet row) throws SQLException {
        return new RulesVersion(
                Sql.uuid(row, 1),
                Math.toIntExact(Sql.number(row, 2, 1)),
                row.getBoolean(7),
                read(Sql.text(row, 3, LONGEST_RULES)),
                row.getObject(4, UUID.class),
                Sql.text(row, 5, RulesVersion.LONGEST_NOTE),
                Sql.instant(row, 6));
    }

    private String write(Rules rules) {
        try {
            return json.writeValueAsString(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rules are plain data", e);
        }
    }

    /** Another release has written what this one cannot read. */
    static final class OfTheFuture extends RuntimeException {
        OfTheFuture(JsonProcessingException cause) {
            super(cause.getOriginalMessage(), cause);
        }
    }

    private Rules read(String text) {
        try {
            return json.readValue(text, Rules.class);
        } catch (JsonProcessingException e) {
            throw new OfTheFuture(e);
        }
    }
}
