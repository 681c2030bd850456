package io.overdub.search.index;

import java.util.List;
import java.util.Set;

/**
 * What somebody looks for.
 *
 * @param text as typed; unless a space ends it, its last word may be the beginning of one. Empty: what is popular
 * @param labels only documents that have all of these
 * @param language that it is probably asked in, such as {@code pt}; empty when nobody knows
 * @param everybody only what everybody may know of
 */
public record Question(String text, Set<Kind> kinds, List<String> labels, String language, boolean everybody) {}
