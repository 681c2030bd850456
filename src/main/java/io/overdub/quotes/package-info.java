/**
 * The catalogue of sounds that people lip-sync to.
 *
 * <p>Other rooms come in through {@link io.overdub.quotes.Quotes}, and show soundboards through {@link io.overdub.quotes.Soundboards}.
 *
 * <p>Withdrawing a quote hides it and keeps the row: dubs made of it survive, with their credit line and licence. Its sound never
 * changes after publishing, so clients may keep it; a sound is in the catalogue once. The catalogue is filled by editors one by one, by
 * people whose quotes editors approve, or by importing a JSON file of names and sound addresses; an import runs row by row through the
 * outbox, so that a file of thousands survives a restart in the middle.
 *
 * <p>What might surprise:
 *
 * <ul>
 *   <li>A quote is the same for everybody, so that answers can be kept and shared: favourites have a list of their ids instead. Who is
 *       shown it depends on the clock and the country only. What editors approved is the team's, whoever brought it, so a block between
 *       two people does not hide it; soundboards stay their owners', so the room above, which knows blocks, shows them.
 *   <li>Times are read from the clock on each request; a job says when one has come, for whoever keeps a copy. Every change that clients
 *       may notice passes {@code QuoteChanges}.
 *   <li>Uses are counted by adding rows that a job folds, so that nobody who publishes a dub waits for a hot quote. The sum is exact at
 *       every moment; the order of the top list is seconds behind.
 * </ul>
 */
@AppModule(uses = {"accounts", "edge", "uploads"})
@NullMarked
package io.overdub.quotes;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
