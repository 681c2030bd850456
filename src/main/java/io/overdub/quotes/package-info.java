/**
 * The catalogue of sounds that people lip-sync to.
 *
 * <p>Other rooms come in through {@link io.overdub.quotes.Quotes}.
 *
 * <p>Withdrawing a quote hides it and keeps the row: dubs made of it survive, with their credit line. Its sound changes once after
 * publishing, when the one in the common loudness is there, and never again, so clients may keep it by its address. The catalogue is filled by editors one by one, or by importing a JSON file of names and sound
 * addresses; an import runs row by row through the outbox, so that a file of hundreds survives a restart in the middle.
 */
@AppModule(uses = {"accounts", "edge", "uploads"})
@NullMarked
package io.overdub.quotes;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
