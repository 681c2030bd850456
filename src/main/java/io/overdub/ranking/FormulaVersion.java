package io.overdub.ranking;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a formula; it never changes.
 *
 * @param version from 1, counted by name
 * @param live whether it ranks now; one version of each name does
 * @param author who saved it; absent for what the program came with
 */
record FormulaVersion(
        UUID id,
        String name,
        int version,
        boolean live,
        Formula formula,
        @Nullable UUID author,
        String note,
        Instant createdAt) {

    /** For parameters and the table: kebab case, at most 40 characters. */
    static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

    static final int LONGEST_NAME = 40;
    static final int LONGEST_NOTE = 500;
}
