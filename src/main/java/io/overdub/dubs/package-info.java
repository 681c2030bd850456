/**
 * What people make of quotes: videos, who may see them, who likes them, and what is written under them.
 *
 * <p>Other rooms come in through {@link io.overdub.dubs.Dubs} and hear of {@code AudienceChanged}: {@code DubPublished} and {@code DubHidden}.
 *
 * <p>A dub keeps a copy of what was found in its upload, which never changes, and of its quote's title, credit line and licence, which
 * do: the copy is what was agreed to when the dub was made. While the work on its film goes on, a dub is its author's alone: what phones
 * write into a film, such as where it was made, is gone before others get it. A deleted dub is hidden at once and its film leaves storage;
 * the row stays. Likes are counted in the statement that adds the row, uses of a quote in the transaction that shows or hides a public dub;
 * both are recounted daily. What a private account shows to everybody its followers see, and nobody else; it still counts as a use.
 *
 * <p>Comments stand in threads one level deep. Whoever writes, hides or deletes one holds the lock of the dub meanwhile: its counter and
 * those of its threads move in the statement that changes the row, and what is told of them comes in the order of the facts. A deleted one
 * keeps its row. Who may see one is asked each time: blocks and mutes hold at once.
 *
 * <p>Soundboards are kept by the catalogue and shown here, because this is the lowest room that also knows who blocks whom.
 */
@AppModule(uses = {"accounts", "analytics", "connections", "edge", "quotes", "uploads"})
@NullMarked
package io.overdub.dubs;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
