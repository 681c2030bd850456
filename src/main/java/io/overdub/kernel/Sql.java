package io.overdub.kernel;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL for hot reads, bulk writes and statements that an entity cannot say, without JDBC's ceremony; for repositories only. Joins
 * the running transaction, or commits by itself when there is none. On reads of 20 rows it costs a good third less than entities do.
 *
 * <p>Arguments: text, numbers, booleans, {@link UUID}, {@link Instant}, null, and collections of UUID, text or {@link Long}, which
 * become arrays: {@code where id = any(?::uuid[])}. The cast matters: an empty collection does not tell what it is of.
 *
 * <p>The static readers of columns hold them to what the answer promises, whatever the table's constraints let in: null, text without
 * end and times that no client can parse make a row unreadable.
 */
@Singleton
public class Sql {

    /** Beyond these years a time has no RFC 3339 form; PostgreSQL's infinity reads as one far beyond. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final long GREATEST = (1L << 53) - 1;

    /** The SQLSTATE of a connection that does not come about. */
    private static final String AWAY = "08001";

    private static final int LONG_SECONDS = 600;

    private static final int FETCHED = 500;

    private final DataSource database;
    private final SqlPulse pulse;
    private final SqlQuestions questions;

    Sql(DataSource database, BrokenRows brokenRows, SqlPulse pulse) {
        this.questions = new SqlQuestions(brokenRows, this::run);
        this.database = database;
        this.pulse = pulse;
    }

    /**
     * The rows that can be read: for lists that people see. The others are left out and counted.
     *
     * @param table under which they are counted, with its schema
     * @param sql its first column names the row
     */
    public <T> List<T> readable(String table, String sql, Row<T> row, @Nullable Object... arguments) {
        return questions.readable(table, sql, row, arguments);
    }

    /**
     * Like {@link #readable}, for lists in pages.
     *
     * @param sql its first column is the id that the list is ordered by, its last argument how many rows it answers at most
     * @param arguments all but the last
     */
    public <T> Stretch<T> stretch(String table, int limit, String sql, Row<T> row, @Nullable Object... arguments) {
        return questions.stretch(table, limit, sql, row, arguments);
    }

    /** All rows, each read by {@code row}; what one of them throws is thrown. */
    public <T> List<T> list(String sql, Row<T> row, @Nullable Object... arguments) {
        return questions.list(sql, row, arguments);
    }

    /**
     * The only column of all rows as text, one by one, however many: never more than some hundreds of them are in memory. In a transaction
     * of its own, of ten minutes at most.
     */
    void each(String sql, Consumer<String> text, @Nullable Object... arguments) {
        QuarkusTransaction.requiringNew()
                .timeout(LONG_SECONDS)
                .run(() -> runOnce(sql, arguments, statement -> {
                    statement.setFetchSize(FETCHED);
                    try (var found = statement.executeQuery()) {
                        var count = 0L;
                        while (found.next()) {
                            text.accept(found.getString(1));
                            count++;
                        }
                        return count;
                    }
                }));
    }

    /** The only row of a statement that always has one, such as a count. */
    public <T> T one(String sql, Row<T> row, @Nullable Object... arguments) {
        return questions.one(sql, row, arguments);
    }

    /** The number of rows that the statement touched. */
    public int update(String sql, @Nullable Object... arguments) {
        int touched = run(sql, arguments, PreparedStatement::executeUpdate);
        if (touched > 0) {
            Traces.work();
        }
        return touched;
    }

    /**
     * Deletes some rows of somebody; how many. One statement, however many they have.
     *
     * @param column that names them
     */
    public int forget(String table, String column, UUID person, int limit) {
        return update(
                "delete from %1$s where ctid = any(array(select ctid from %1$s where %2$s = ? limit ?))"
                        .formatted(table, column),
                person,
                limit);
    }

    /** Makes some rows that name somebody nobody's; how many. */
    public int disown(String table, String column, UUID person, int limit) {
        return update(
                "update %1$s set %2$s = ? where ctid = any(array(select ctid from %1$s where %2$s = ? limit ?))"
                        .formatted(table, column),
                Departed.NOBODY,
                person,
                limit);
    }

    public static UUID uuid(ResultSet row, int column) throws SQLException {
        return required(row.getObject(column, UUID.class), row, column);
    }

    /** A whole number that is never less, and that clients whose numbers are doubles can hold. */
    public static long number(ResultSet row, int column, long least) throws SQLException {
        var number = row.getLong(column);
        if (row.wasNull() || number < least || number > GREATEST) {
            throw unreadable(row, column, "is no number from " + least + " to 2^53");
        }
        return number;
    }

    public static Instant instant(ResultSet row, int column) throws SQLException {
        return required(instantOrNull(row, column), row, column);
    }

    public static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        var at = row.getTimestamp(column);
        if (at == null) {
            return null;
        }
        var instant = at.toInstant();
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw unreadable(row, column, "is beyond the years 1 to 9999");
        }
        return instant;
    }

    /** @param longest in code points */
    public static String text(ResultSet row, int column, int longest) throws SQLException {
        var text = required(row.getString(column), row, column);
        checkLength(text, longest, row, column);
        return text;
    }

    /** @param longest in code points */
    public static @Nullable String textOrNull(ResultSet row, int column, int longest) throws SQLException {
        var text = row.getString(column);
        if (text != null) {
            checkLength(text, longest, row, column);
        }
        return text;
    }

    /** @param longest of each, in code points */
    public static List<String> texts(ResultSet row, int column, int most, int longest) throws SQLException {
        var array = required(row.getArray(column), row, column).getArray();
        if (!(array instanceof String[] texts) || texts.length > most) {
            throw unreadable(row, column, "is no list of at most " + most);
        }
        for (var text : texts) {
            checkLength(required(text, row, column), longest, row, column);
        }
        return List.of(texts);
    }

    private static void checkLength(String text, int longest, ResultSet row, int column) throws SQLException {
        if (text.codePointCount(0, text.length()) > longest) {
            throw unreadable(row, column, "is longer than " + longest);
        }
    }

    private static <T> T required(@Nullable T value, ResultSet row, int column) throws SQLException {
        if (value == null) {
            throw unreadable(row, column, "is null");
        }
        return value;
    }

    private static BrokenRows.Unreadable unreadable(ResultSet row, int column, String why) throws SQLException {
        return new BrokenRows.Unreadable(row.getMetaData().getColumnLabel(column) + " " + why);
    }

    /**
     * A question on a connection that was cut under it is asked again. What may have changed something is not repeated here: in a transaction
     * {@link RunAgainWhenCut} does, else its request answers 503, and its client comes again with the key that it has for that.
     */
    <T> T run(String sql, @Nullable Object[] arguments, SqlQuestions.Work<T> work) {
        for (var left = Cut.MOST; ; left--) {
            try {
                return runOnce(sql, arguments, work);
            } catch (SqlFailed e) {
                if (left == 0
                        || Cut.in(e).isEmpty()
                        || SqlQuestions.mayChange(sql)
                        || QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                    throw e;
                }
            }
        }
    }

    private <T> T runOnce(String sql, @Nullable Object[] arguments, SqlQuestions.Work<T> work) {
        if (pulse.isAway()) {
            throw new SqlFailed(new SQLTransientConnectionException("PostgreSQL is away", AWAY));
        }
        try (var connection = connect()) {
            return SqlQuestions.on(connection, sql, arguments, work);
        } catch (SQLException e) {
            pulse.failed(e);
            throw new SqlFailed(e);
        }
    }

    /** A handshake that breaks says nothing about the next one; one that nobody answers does. */
    private Connection connect() throws SQLException {
        try {
            return database.getConnection();
        } catch (SQLException broken) {
            if (!AWAY.equals(broken.getSQLState()) || broken.getCause() instanceof SocketTimeoutException) {
                throw broken;
            }
            return database.getConnection();
        }
    }

    /** Reads the current row of a result. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The database did not answer, or refused; the cause tells which. */
    public static final class SqlFailed extends RuntimeException {
        SqlFailed(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
