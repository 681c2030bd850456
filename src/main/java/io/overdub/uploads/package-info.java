/**
 * The handshake by which media gets into storage without passing the API.
 *
 * <p>A phone says what it will send ({@code POST /v1/uploads}), puts the bytes straight into storage with the signed request that it
 * got, and asks to complete. Other rooms come in through {@link io.overdub.uploads.Uploads}, which knows ready uploads only.
 *
 * <p>Promises: what is ready has the length, checksum, container and duration that were checked, and lies at a key that nobody can
 * write to again. Completing twice, or five times at once, does the work once and gives one answer. Every state can be read for 30
 * days. What is never completed is gone after 24 hours; a live object is never swept, and goes when its room forgets the upload.
 *
 * <p>What might surprise:
 *
 * <ul>
 *   <li>Storage is never called inside a transaction. Completing claims the row (short transaction), works outside, and settles
 *       (another), holding the claim for 30 s; whoever asks after a crash takes over. A late worker finds that its claim is lost and
 *       changes nothing.
 *   <li>The row changes first, the object goes after: a state says what may still happen to an object, so whoever won the row may
 *       remove it in peace. What a crash leaves behind under {@code incoming/} the sweeper finds by its name.
 *   <li>Keys are made of the upload's id, not of its content: two people who send the same file can erase theirs apart.
 *   <li>The limit of open uploads is counted without a lock. A burst may pass it by as many as run at once; it stops leaks, not
 *       attackers.
 * </ul>
 */
@AppModule(uses = {"accounts", "edge"})
@NullMarked
package io.overdub.uploads;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
