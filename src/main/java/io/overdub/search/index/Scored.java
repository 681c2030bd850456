package io.overdub.search.index;

import java.util.Map;

/**
 * A hit, and how it got its place.
 *
 * @param pinned comes first whatever its score
 * @param parts of the score, by name; each engine has its own
 */
public record Scored(Hit hit, boolean pinned, double score, Map<String, Double> parts) {}
