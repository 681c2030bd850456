package io.overdub.kernel;

import static java.util.stream.Collectors.joining;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be asked in plain SQL, whichever server answers. {@link Sql} says what each question is for. */
final class SqlQuestions {

    /** Words of statements that may change or lock something. */
    private static final Pattern CHANGE =
            Pattern.compile("\\b(insert|update|delete|merge|lock|call)\\b", Pattern.CASE_INSENSITIVE);

    private final BrokenRows brokenRows;
    private final Server server;

    SqlQuestions(BrokenRows brokenRows, Server server) {
        this.brokenRows = brokenRows;
        this.server = server;
    }

    <T> List<T> readable(String table, String sql, Sql.Row<T> row, @Nullable Object... arguments) {
        return server.run(sql, arguments, statement -> {
            try (var found = statement.executeQuery()) {
                var rows = new ArrayList<T>();
                while (found.next()) {
                    read(table, row, found).ifPresent(rows::add);
                }
                return rows;
            }
        });
    }

    <T> Stretch<T> stretch(String table, int limit, String sql, Sql.Row<T> row, @Nullable Object... arguments) {
        var all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = limit + 1;
        return server.run(sql, all, statement -> {
            try (var found = statement.executeQuery()) {
                var rows = new ArrayList<T>();
                UUID end = null;
                for (var seen = 0; seen < limit && found.next(); seen++) {
                    end = Sql.uuid(found, 1);
                    read(table, row, found).ifPresent(rows::add);
                }
                return new Stretch<>(rows, end, !found.next());
            }
        });
    }

    /** The driver holds the whole answer by now, so what goes wrong is the row's fault and not the connection's. */
    private <T> Optional<T> read(String table, Sql.Row<T> row, ResultSet found) {
        return brokenRows.attempt(table, () -> nameOf(found), () -> row.read(found));
    }

    private static @Nullable String nameOf(ResultSet row) {
        try {
            return row.getString(1);
        } catch (SQLException e) {
            throw new Sql.SqlFailed(e);
        }
    }

    <T> List<T> list(String sql, Sql.Row<T> row, @Nullable Object... arguments) {
        return server.run(sql, arguments, statement -> {
            try (var found = statement.executeQuery()) {
                var rows = new ArrayList<T>();
                while (found.next()) {
                    rows.add(row.read(found));
                }
                return rows;
            }
        });
    }

    <T> T one(String sql, Sql.Row<T> row, @Nullable Object... arguments) {
        return list(sql, row, arguments).get(0);
    }

    static boolean mayChange(String sql) {
        return CHANGE.matcher(sql).find();
    }

    static <T> T on(Connection connection, String sql, @Nullable Object[] arguments, Work<T> work) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            return work.on(statement);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (var i = 0; i < arguments.length; i++) {
            var argument = arguments[i];
            if (argument instanceof Instant at) {
                statement.setTimestamp(i + 1, Timestamp.from(at));
            } else if (argument instanceof Collection<?> many && isOfIds(many)) {
                // The driver would look at each letter of an id for something to escape.
                statement.setObject(
                        i + 1, many.stream().map(Object::toString).collect(joining(",", "{", "}")), Types.OTHER);
            } else if (argument instanceof Collection<?> many) {
                statement.setArray(i + 1, array(statement.getConnection(), many));
            } else {
                statement.setObject(i + 1, argument);
            }
        }
    }

    private static boolean isOfIds(Collection<?> many) {
        return !many.isEmpty() && many.iterator().next() instanceof UUID;
    }

    /** Typed, for those go over the wire as they are: of objects the driver would write one text, and PostgreSQL read it again. */
    private static Array array(Connection connection, Collection<?> many) throws SQLException {
        return !many.isEmpty() && many.iterator().next() instanceof Long
                ? connection.createArrayOf("bigint", many.toArray(Long[]::new))
                : connection.createArrayOf(
                        "text",
                        many.stream()
                                .map(value -> value == null ? null : value.toString())
                                .toArray(String[]::new));
    }

    /** Has a statement executed, wherever and as often as that takes. */
    interface Server {
        <T> T run(String sql, @Nullable Object[] arguments, Work<T> work);
    }

    interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
