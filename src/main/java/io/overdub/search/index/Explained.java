package io.overdub.search.index;

import java.util.Map;

/** @param parts of the score, by name */
record Explained(Place place, Map<String, Double> parts) {}
