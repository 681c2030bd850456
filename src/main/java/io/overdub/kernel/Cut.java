package io.overdub.kernel;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A connection to PostgreSQL that broke under what was done on it: the server was started anew, or another one took over. Each connection
 * of the pool may find that out.
 */
public final class Cut {

    /**
     * SQLSTATEs of a connection that is no more (PostgreSQL, Appendix A), and of Aurora's driver when another server took over. It promises
     * that with 08S02 nothing was committed, but says so too when the answer of a commit got lost (4.3.0): so only the moment tells.
     */
    private static final Set<String> STATES = Set.of("08003", "08006", "08007", "08S02", "57P01", "57P02");

    /** As many as a pool may have, and some. */
    static final int MOST = 20;

    private Cut() {}

    /** In what was thrown, its causes, and what a failed commit keeps beside it. */
    static Optional<SQLException> in(Throwable thrown) {
        return Causes.of(thrown).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(failure -> failure.getSQLState() != null && STATES.contains(failure.getSQLState()))
                .findFirst();
    }

    /** Whether it ended a unit of work of which nothing is left: a commit may have come to pass, all before it has not. */
    static boolean leftNothing(Throwable thrown) {
        return in(thrown).isPresent() && Causes.of(thrown).stream().noneMatch(RollbackException.class::isInstance);
    }

    /** Asks of each cut whether the work may be done again, and does it. */
    public static @Nullable Object repeating(Predicate<Throwable> mayBeRepeated, Work work) throws Exception {
        for (var left = MOST; ; left--) {
            try {
                return work.done();
            } catch (Sql.SqlFailed | PersistenceException | QuarkusTransactionException | RollbackException failure) {
                if (left == 0 || in(failure).isEmpty() || !mayBeRepeated.test(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** Whatever it leaves behind, it leaves in PostgreSQL. */
    public interface Work {
        @Nullable Object done() throws Exception;
    }
}
