/**
 * The handshake by which media gets into storage without passing the API.
 *
 * <p>A phone says what it will send ({@code POST /v1/uploads}), puts the bytes straight into storage with the signed request that it
 * got, and asks to complete. What is large comes in parts, each with a signed request of its own; a phone that was killed asks which
 * have arrived and goes on. Other rooms come in through {@link io.overdub.uploads.Uploads}, which knows ready uploads only. The rules
 * for phones stand in the README.
 *
 * <p>Promises: what is ready has the length, checksum, container and duration that were checked, and lies at a key that nobody can
 * write to again. Completing twice, or five times at once, does the work once and gives one answer. Every state can be read for 30
 * days. What is never completed is gone after 24 hours, its parts too; a live object is never swept, and goes when its room forgets
 * the upload. What a person may have open, and open in a day, is exact, however many of their requests run at once.
 *
 * <p>What might surprise:
 *
 * <ul>
 *   <li>Storage is never called inside a transaction. Completing claims the row (short transaction), works outside, and settles
 *       (another), holding the claim for 30 s and renewing it while it works; whoever asks after a crash takes over. A late worker
 *       finds that its claim is lost and changes nothing.
 *   <li>Parts are put together in storage, and the SHA-256 of the whole is then read off it once: S3 keeps none of an object of parts,
 *       and checksums of parts would have to be announced by the phone and prove nothing about the whole.
 *   <li>An upload in parts begins in storage before its row is written, for the transaction that an idempotency key covers may call
 *       nobody. The row knows what storage named it; what storage has under {@code incoming/} that no open row names, the sweeper ends.
 *   <li>The row changes first, the object goes after: a state says what may still happen to an object, so whoever won the row may
 *       remove it in peace. What a crash leaves behind under {@code incoming/} the sweeper finds by its name.
 *   <li>Keys are made of the upload's id, not of its content: two people who send the same file can erase theirs apart. So can one
 *       person: bytes that they have ready already are copied inside storage instead of sent, and the copy is shown, hidden and
 *       forgotten without the first. A shared object would stay open to all while one of its dubs is private.
 *   <li>Limits are counted from rows, under a lock per person: no counter can drift. A day is one of UTC. An aborted upload frees all it
 *       held; one that failed or expired frees its bytes but was an upload; what is deleted later was uploaded all the same.
 * </ul>
 */
@AppModule(uses = {"accounts", "edge"})
@NullMarked
package io.overdub.uploads;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
