/**
 * The catalogue of sounds that people lip-sync to.
 *
 * <p>Other rooms come in through {@link io.overdub.quotes.Quotes}, and show soundboards through {@link io.overdub.quotes.Soundboards}.
 *
 * <p>Withdrawing a quote hides it and keeps the row: dubs made of it survive, with their credit line and licence. Its sound
 * changes once after publishing, when the one in the common loudness is there, and never again: clients may keep what lies at an address;
 * a sound is in the catalogue once. The catalogue is filled by editors one by one, by
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
 *   <li>Changes have positions that are taken under one lock and held until the commit, so that whoever has read up to one has missed
 *       nothing. Who changes quotes waits for others who do, briefly; who uses them waits for nobody.
 *   <li>The static snapshot in storage follows by itself. Its manifest is replaced last, by a conditional write, once everything that it
 *       names was read back; it may be a few seconds behind and never half there. Sounds that are shown are copied to where everybody
 *       may fetch them, and taken away again; how often a quote is used is as of the day.
 *   <li>Uses are counted by adding rows that a job folds, so that nobody who publishes a dub waits for a hot quote. The sum is exact at
 *       every moment; the order of the top list is seconds behind.
 * </ul>
 */
@AppModule(uses = {"accounts", "analytics", "edge", "uploads"})
@NullMarked
package io.overdub.quotes;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
