package io.overdub.search.index;

import org.jspecify.annotations.Nullable;

/**
 * A hit of a question.
 *
 * @param trace null where the engine does not want to hear of it again
 */
public record Answer(Hit hit, @Nullable Trace trace) {}
