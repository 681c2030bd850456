/**
 * Where the bytes of uploads lie: one bucket of S3, or of anything that speaks its protocol.
 *
 * <p>{@link io.overdub.uploads.storage.Storage} is for this process and goes over the network;
 * {@link io.overdub.uploads.storage.DirectAccess} signs what phones then send to storage themselves, and is mere computation.
 * They are two so that signing may happen inside a transaction and nothing else can.
 *
 * <p>Promises: an answer means that it happened. Whatever else storage says (a timeout, 503, an error inside a 200, refused
 * credentials) is {@code storage_unavailable}, after the few tries that fit in ten seconds. Every operation may be repeated. Only
 * {@code assemble} also returns when storage does not know the assembly any more: its first try may have done the work unheard.
 *
 * <p>What might surprise: addresses are signed by the SDK's low-level signer, because its {@code S3Presigner} costs fourteen times
 * as much (0.136 against 0.010 ms of CPU) for the same text; a test holds the two equal. A bucket that is missing or may not be
 * listed stops the boot: without the right to list, S3 answers 403 for a key that is not there yet.
 *
 * <p>The embedded store is laxer than S3: it takes parts of an assembly that was put together or abandoned, and shows them nowhere.
 * What a phone sends after that stays in the folder of a development machine.
 */
@NullMarked
package io.overdub.uploads.storage;

import org.jspecify.annotations.NullMarked;
