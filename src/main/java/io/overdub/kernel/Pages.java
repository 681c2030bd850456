package io.overdub.kernel;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fills pages, newest first. Rows fall out between the list and the page (deleted, hidden, broken), so a page is filled up from what
 * follows, a bounded number of times; a page that is still short, or even empty, then says that the list goes on. Cursors mark the
 * last row that was looked at, shown or not, so every page gets further.
 */
@Singleton
public final class Pages {

    /** Each costs what a page costs when nothing falls out. */
    private static final int ROUNDS = 5;

    private final Cursors cursors;

    Pages(Cursors cursors) {
        this.cursors = cursors;
    }

    /**
     * @param list names the list; says everything that selects its rows, the viewer too where it depends on one
     * @param show what people get to see of some rows, in their order; what is not for them it leaves out
     * @throws Refusal 400 {@code bad_cursor} for a cursor of another list, 410 {@code cursor_expired} after 24 hours
     */
    public <R, T> Page<T> fill(
            String list, @Nullable String cursor, int limit, Source<R> source, Function<List<R>, List<T>> show) {
        var before = cursors.open(list, cursor);
        var items = new ArrayList<T>(limit);
        for (var round = 0; round < ROUNDS && items.size() < limit; round++) {
            var stretch = source.read(before, limit - items.size());
            items.addAll(show.apply(stretch.rows()));
            if (stretch.last() || stretch.end() == null) {
                return new Page<>(items, null);
            }
            before = stretch.end();
        }
        return new Page<>(items, before == null ? null : cursors.seal(list, before));
    }

    /** A list by descending id. */
    public interface Source<R> {

        /** The rows before the given id, or the first ones; of at most {@code limit}, those that can be read. */
        Stretch<R> read(@Nullable UUID before, int limit);
    }
}
