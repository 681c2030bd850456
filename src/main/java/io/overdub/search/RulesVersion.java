package io.overdub.search;

import io.overdub.search.index.Rules;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of the rules; it never changes.
 *
 * @param version from 1
 * @param live whether it holds now; one does
 * @param author who saved it; absent for what the program came with
 */
record RulesVersion(
        UUID id,
        int version,
        boolean live,
        Rules rules,
        @Nullable UUID author,
        String note,
        Instant createdAt) {

    static final int LONGEST_NOTE = 500;
}
