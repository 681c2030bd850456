package io.overdub.analytics.stream;

import java.util.List;

/**
 * Records that were taken together.
 *
 * @param end the position of the last one, in the engine's own words
 */
public record Run(String shard, String end, List<String> bodies) {}
