package io.overdub.search;

import io.overdub.search.index.Kind;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may be about to type.
 *
 * @param text the title of a quote, the name of a person, or a tag without #
 * @param username of a person
 * @param id of the quote or the person
 * @param marks the part of the text that was typed, or meant
 */
record Suggestion(
        Kind kind,
        String text,
        @Nullable String username,
        @Nullable UUID id,
        List<Mark> marks) {}
