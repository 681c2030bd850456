/**
 * The engine that finds documents by what people type.
 *
 * <p>An index proposes and the reader disposes: it may still name what was hidden since, and {@code Showcase} leaves that out.
 *
 * <p>{@code search.index.adapter} names the engine. {@code postgresql} keeps each document as a {@code tsvector} whose words are cut and
 * folded here ({@link io.overdub.search.index.Words}) and not by PostgreSQL, because what its parser, {@code unaccent} and {@code pg_trgm}
 * make of a text depends on the locale of the database: in one with the locale C, {@code pg_trgm} sees ASCII letters only. Misspelt words
 * are looked up among the words that there are, under what is left of them without a letter or two; so a typo costs what the vocabulary
 * costs, which grows far slower than the documents.
 *
 * <p>{@code elasticsearch} gets the same words, so that it needs no plugin for any script and OpenSearch will do as well; it finds
 * misspelt ones by itself. Rules come with each question, and scores are made of their weights only.
 *
 * <p>{@code algolia} gets texts as they are, and ranks in its own way: what the rules pin, hide and compute is done here, and the rest of
 * them is pushed as settings, rules and synonyms. It is also told what people do with its answers, and may answer some otherwise to see
 * what that does.
 */
@NullMarked
package io.overdub.search.index;

import org.jspecify.annotations.NullMarked;
