package io.overdub.ranking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.overdub.kernel.Sql;
import io.overdub.kernel.Stretch;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Versions of formulas, which are only ever added, and which of them are live. */
@Singleton
class FormulaRepository {

    private static final String TABLE = "ranking.formula";
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final int LONGEST_FORMULA = 20_000;
    private static final String ROWS = """
            select f.id, f.name, f.version, f.body, f.author, f.note, f.created_at, l.version is not null
            from ranking.formula f left join ranking.live l on l.name = f.name and l.version = f.version""";

    private final Sql sql;
    private final ObjectMapper json;

    FormulaRepository(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Those who change the same formula wait for each other. */
    void lock(String name) {
        sql.one("select pg_advisory_xact_lock(hashtextextended('ranking:' || ?, 0))", row -> name, name);
    }

    List<FormulaVersion> live() {
        return sql.readable(TABLE, ROWS + " where l.version is not null order by f.name", this::version);
    }

    Stretch<FormulaVersion> of(String name, @Nullable UUID before, int limit) {
        return sql.stretch(
                TABLE,
                limit,
                ROWS + " where f.name = ? and f.id < ? order by f.id desc limit ?",
                this::version,
                name,
                before == null ? NEWEST : before);
    }

    Optional<FormulaVersion> find(String name, int version) {
        return sql.readable(TABLE, ROWS + " where f.name = ? and f.version = ?", this::version, name, version).stream()
                .findFirst();
    }

    Optional<FormulaVersion> live(String name) {
        return sql.readable(TABLE, ROWS + " where f.name = ? and l.version is not null", this::version, name).stream()
                .findFirst();
    }

    int newestVersion(String name) {
        return sql.one(
                "select coalesce(max(version), 0) from ranking.formula where name = ?", row -> row.getInt(1), name);
    }

    int countNames() {
        return sql.one("select count(*) from ranking.live", row -> row.getInt(1));
    }

    void add(FormulaVersion version) {
        sql.update(
                "insert into ranking.formula (id, name, version, body, author, note, created_at)"
                        + " values (?, ?, ?, ?::jsonb, ?, ?, ?)",
                version.id(),
                version.name(),
                version.version(),
                write(version.formula()),
                version.author(),
                version.note(),
                version.createdAt());
    }

    void putLive(String name, int version, UUID by, Instant at) {
        sql.update("""
                insert into ranking.live (name, version, changed_by, changed_at) values (?, ?, ?, ?)
                on conflict (name) do update
                set version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at""", name, version, by, at);
    }

    private FormulaVersion version(ResultSet row) throws SQLException {
        return new FormulaVersion(
                Sql.uuid(row, 1),
                Sql.text(row, 2, FormulaVersion.LONGEST_NAME),
                Math.toIntExact(Sql.number(row, 3, 1)),
                row.getBoolean(8),
                read(Sql.text(row, 4, LONGEST_FORMULA)),
                row.getObject(5, UUID.class),
                Sql.text(row, 6, FormulaVersion.LONGEST_NOTE),
                Sql.instant(row, 7));
    }

    private String write(Formula formula) {
        try {
            return json.writeValueAsString(formula);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A formula is plain data", e);
        }
    }

    private Formula read(String text) {
        try {
            return json.readValue(text, Formula.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored formula was plain data when it was written", e);
        }
    }
}
