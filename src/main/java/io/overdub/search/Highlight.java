package io.overdub.search;

import java.util.List;

/**
 * Where a query was found in a field.
 *
 * @param field of what was found, such as {@code title}
 * @param text of the field; of a long one a part
 * @param marks what to show as found, in their order, none overlapping
 */
record Highlight(String field, String text, List<Mark> marks) {}
