/**
 * The language of formulas: Stream's, so that one text serves both engines. It knows numbers, names, {@code + - * / ^}, parentheses and a
 * closed list of functions; not Stream's {@code && || ?:}, {@code rand_normal}, {@code dist} and {@code to_unix_timestamp}.
 *
 * <p>A text is read once, by a parser of our own that writes it anew in the language of Lucene's expression compiler, which makes byte code
 * of it. That is why {@code ^}, which is exclusive or there and binds to the left, means power here; and why nothing that the parser does
 * not know reaches the compiler. A formula has no loops and no recursion: its cost is bounded by its length.
 */
@NullMarked
package io.overdub.ranking.language;

import org.jspecify.annotations.NullMarked;
