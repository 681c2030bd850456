package io.overdub.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a broken row from breaking its list. What cannot be read, or cannot be made into what people are shown, is left out; counted,
 * each time, in {@code overdub_rows_unreadable_total} by table; and named in the log, once per process, by its id and never by what
 * it holds. Safe for many threads.
 */
@Singleton
public class BrokenRows {

    private static final Logger LOG = Logger.getLogger(BrokenRows.class);
    private static final int REMEMBERED = 10_000;

    private final MeterRegistry meters;
    private final Cache<String, Boolean> named =
            Memories.begin().maximumSize(REMEMBERED).build();

    BrokenRows(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * What can be made of these rows, in their order. Making is computing: it asks nobody, so that what goes wrong is the row's fault. A
     * {@link Refusal} is nobody's fault but an answer, and passes.
     */
    public <R, T> List<T> sift(String table, Collection<R> rows, Function<R, UUID> id, Function<R, T> make) {
        var made = new ArrayList<T>(rows.size());
        for (var row : rows) {
            attempt(table, () -> id.apply(row), () -> make.apply(row)).ifPresent(made::add);
        }
        return made;
    }

    /**
     * Also what nobody foresaw: the point of this class is that no row, whatever is in it, can take the others with it.
     *
     * @param id asked of a broken row only: to write out the id of each one that is read would cost a tenth of reading it
     */
    <T> Optional<T> attempt(String table, Supplier<?> id, Attempt<T> attempt) {
        try {
            return Optional.of(attempt.run());
        } catch (Refusal refusal) {
            throw refusal;
        } catch (SQLException | RuntimeException e) {
            leaveOut(table, id.get(), e);
            return Optional.empty();
        }
    }

    private void leaveOut(String table, @Nullable Object id, Exception cause) {
        Counter.builder("overdub.rows.unreadable")
                .description("rows left out of an answer because they cannot be read")
                .tag("table", table)
                .register(meters)
                .increment();
        if (named.asMap().putIfAbsent(table + '/' + id, true) == null) {
            LOG.errorf("Left out row %s of %s, which cannot be read: %s", id, table, reason(cause));
        }
    }

    /** Messages of drivers and parsers quote what they choke on; only our own are known not to. */
    private static String reason(Exception cause) {
        return cause instanceof Unreadable
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getName();
    }

    interface Attempt<T> {
        T run() throws SQLException;
    }

    /** A column holds what it never may. The message names the column and the rule, not the content. */
    static final class Unreadable extends RuntimeException {
        Unreadable(String message) {
            super(message, null, false, false);
        }
    }
}
