package io.overdub.kernel;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list: what can be read of it, and where it goes on.
 *
 * @param end the id of the last row that was looked at, readable or not; absent when there was none
 * @param last whether the list ends here
 */
public record Stretch<T>(List<T> rows, @Nullable UUID end, boolean last) {

    /** The first {@code limit} of rows of which one more was asked for; that one only tells that the list goes on. */
    public static <T> Stretch<T> of(List<T> rows, int limit, Function<T, UUID> id) {
        var some = rows.subList(0, Math.min(limit, rows.size()));
        var end = some.isEmpty() ? null : id.apply(some.get(some.size() - 1));
        return new Stretch<>(some, end, rows.size() <= limit);
    }
}
