package io.overdub.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list. {@code next} is absent on the last page; there are no totals. */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int LIMIT_DEFAULT = 20;
    public static final int LIMIT_MAX = 50;
}
