package io.overdub.kernel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Sql} for questions that may be answered as of some seconds ago, {@code OVERDUB_SQL_REPLICA_MOST_BEHIND} at most; for repositories
 * only. The replica answers where there is one; the primary where there is none, and while it is away or too far behind. A question that the
 * replica fails to answer is asked again there at once, so whoever asks sees no more failures than without a replica.
 *
 * <p>Not for what somebody has just done themselves, for who may see what, for claims, and for what is decided by the answer and never looked
 * at again.
 *
 * @throws IllegalArgumentException from each question, whether there is a replica or not: the statement may change or lock something
 * @throws IllegalStateException likewise, in a transaction: it would not see what that has done
 */
@Singleton
public class LaggingSql {

    /** Whoever the replica keeps waiting has the rest of the ten seconds for the primary. */
    private static final Duration OF_REQUESTS = Duration.ofSeconds(2);

    private static final Duration OF_OTHERS = Duration.ofSeconds(30);

    private final Sql primary;
    private final Replica replica;
    private final TransactionSynchronizationRegistry transactions;
    private final Counter answeredByReplica;
    private final Counter answeredByPrimary;
    private final SqlQuestions questions;

    LaggingSql(
            Sql primary,
            Replica replica,
            BrokenRows brokenRows,
            TransactionSynchronizationRegistry transactions,
            MeterRegistry meters) {
        this.questions = new SqlQuestions(brokenRows, this::run);
        this.primary = primary;
        this.replica = replica;
        this.transactions = transactions;
        this.answeredByReplica = counter(meters, "replica");
        this.answeredByPrimary = counter(meters, "primary");
    }

    private static Counter counter(MeterRegistry meters, String server) {
        return Counter.builder("overdub.sql.replica.reads")
                .description("questions that may lag, where there is a replica, by who answered")
                .tag("answered_by", server)
                .register(meters);
    }

    /** As with {@link Sql#readable}. */
    public <T> List<T> readable(String table, String sql, Sql.Row<T> row, @Nullable Object... arguments) {
        return questions.readable(table, sql, row, arguments);
    }

    /** As with {@link Sql#stretch}. */
    public <T> Stretch<T> stretch(String table, int limit, String sql, Sql.Row<T> row, @Nullable Object... arguments) {
        return questions.stretch(table, limit, sql, row, arguments);
    }

    /** As with {@link Sql#list}. */
    public <T> List<T> list(String sql, Sql.Row<T> row, @Nullable Object... arguments) {
        return questions.list(sql, row, arguments);
    }

    private <T> T run(String sql, @Nullable Object[] arguments, SqlQuestions.Work<T> work) {
        if (SqlQuestions.mayChange(sql)) {
            throw new IllegalArgumentException("A replica changes and locks nothing: " + sql);
        }
        if (transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("A transaction does not ask a replica: " + sql);
        }
        if (replica.isFit()) {
            try {
                var answer = ask(sql, arguments, work);
                answeredByReplica.increment();
                return answer;
            } catch (SQLException e) {
                replica.failed(e);
            }
        }
        if (replica.isThere()) {
            answeredByPrimary.increment();
        }
        return primary.run(sql, arguments, work);
    }

    private <T> T ask(String sql, @Nullable Object[] arguments, SqlQuestions.Work<T> work) throws SQLException {
        try (var connection = replica.connection()) {
            var patience = Vertx.currentContext() == null ? OF_OTHERS : OF_REQUESTS;
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
            return SqlQuestions.on(connection, sql, arguments, work);
        }
    }
}
