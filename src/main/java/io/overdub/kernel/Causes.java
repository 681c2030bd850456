package io.overdub.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure is made of. */
public final class Causes {

    private Causes() {}

    /**
     * Itself, its causes, and what they keep beside them as suppressed, where Narayana notes what makes a commit fail; from the outside in, each
     * once, also where one leads back to another.
     */
    public static List<Throwable> of(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        add(failure, causes, Collections.newSetFromMap(new IdentityHashMap<>()));
        return causes;
    }

    private static void add(@Nullable Throwable failure, List<Throwable> causes, Set<Throwable> known) {
        for (var cause = failure; cause != null && known.add(cause); cause = cause.getCause()) {
            causes.add(cause);
            for (var suppressed : cause.getSuppressed()) {
                add(suppressed, causes, known);
            }
        }
    }
}
