package io.overdub.world;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a row what no program would, past the constraints that a migration might have lost. They are taken off the one column
 * for as long as the damage lasts, and the row and they are as before when it is closed; so damage one row at a time.
 */
@Singleton
public class Vandal {

    /** What each type can hold that no program of ours writes, as SQL. */
    private static final Map<String, List<String>> HARM = Map.of(
            "text", List.of("null", "''", "repeat('x', 100000)", "'of the future'", "'../../' || chr(1) || '💥'"),
            "text[]",
                    List.of(
                            "null",
                            "array['a', null]",
                            "array[['a'], ['b']]",
                            "array_fill('a'::text, array[10000])",
                            "array[repeat('x', 100000)]"),
            "uuid", List.of("null", "gen_random_uuid()"),
            "bigint", List.of("null", "-1", "9223372036854775807"),
            "integer", List.of("null", "-1", "2147483647"),
            "double precision", List.of("null", "'NaN'", "'infinity'", "-1e300"),
            "boolean", List.of("null", "true", "false"),
            "bytea", List.of("null", "''"),
            "timestamp with time zone",
                    List.of(
                            "null",
                            "'infinity'",
                            "'-infinity'",
                            "timestamptz '0044-03-15 BC'",
                            "timestamptz '20000-01-01'"));

    /** One column of a table and something that it should never hold. */
    public record Idea(String table, String column, String value) {}

    private final DataSource database;

    Vandal(DataSource database) {
        this.database = database;
    }

    /** All that can be done to the columns of a table; its primary key keeps the rows apart and stays. */
    public List<Idea> ideas(String table) {
        return ask("""
                select attname, format_type(atttypid, null) from pg_attribute
                where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                  and not exists (
                    select 1 from pg_constraint where conrelid = attrelid and contype = 'p' and attnum = any(conkey))
                order by attnum""", table).stream()
                .flatMap(column ->
                        harm(column.get(1)).map(value -> new Idea(table, String.valueOf(column.get(0)), value)))
                .toList();
    }

    private static Stream<String> harm(@Nullable String type) {
        return HARM.entrySet().stream()
                .filter(harm -> harm.getKey().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("What can be wrong with a " + type + "?"))
                .getValue()
                .stream();
    }

    /** @param row which one, as SQL: {@code id = '…'} */
    public Damage does(Idea idea, String row) {
        return new Damage(idea, row);
    }

    public final class Damage implements AutoCloseable {

        private final Idea idea;
        private final String row;
        private final @Nullable String before;
        private final String type;
        private final List<String> off = new ArrayList<>();
        private final List<String> on = new ArrayList<>();

        private Damage(Idea idea, String row) {
            this.idea = idea;
            this.row = row;
            var column = ask("""
                    select format_type(atttypid, null), attnotnull::text from pg_attribute
                    where attrelid = ?::regclass and attname = ?""", idea.table, idea.column).get(0);
            this.type = String.valueOf(column.get(0));
            this.before = held();
            if ("true".equals(column.get(1))) {
                off.add("alter column %s drop not null".formatted(idea.column));
                on.add("alter column %s set not null".formatted(idea.column));
            }
            for (var constraint : ask("""
                    select conname, pg_get_constraintdef(oid) from pg_constraint
                    where conrelid = ?::regclass and contype in ('c', 'f') and (
                      select attnum from pg_attribute where attrelid = conrelid and attname = ?) = any(conkey)""", idea.table, idea.column)) {
                off.add("drop constraint %s".formatted(constraint.get(0)));
                on.add("add constraint %s %s".formatted(constraint.get(0), constraint.get(1)));
            }
            run(alter(off), update(idea.value));
        }

        /** What the column holds now, as text. */
        public String holds() {
            return String.valueOf(held());
        }

        private @Nullable String held() {
            return ask("select %s::text from %s where %s".formatted(idea.column, idea.table, row))
                    .get(0)
                    .get(0);
        }

        @Override
        public void close() {
            run(update(before == null ? "null" : "'" + before.replace("'", "''") + "'::" + type), alter(on));
        }

        private String update(String value) {
            return "update %s set %s = %s where %s".formatted(idea.table, idea.column, value, row);
        }

        private String alter(List<String> changes) {
            return changes.isEmpty() ? "" : "alter table %s %s".formatted(idea.table, String.join(", ", changes));
        }
    }

    private List<List<@Nullable String>> ask(String sql, String... arguments) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            List<List<@Nullable String>> rows = new ArrayList<>();
            var found = statement.executeQuery();
            while (found.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(found.getString(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** All or nothing: what the driver sends together is one transaction. */
    private void run(String one, String other) {
        var sql = one + ";" + other;
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
