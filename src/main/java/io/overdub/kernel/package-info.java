/**
 * The vocabulary that all rooms share: ids, time, pages and cursors, refusals, domain events and the outbox, jobs, and the sign
 * that a room hangs on its door.
 *
 * <p>The kernel knows no room, and nothing of HTTP. A concept that only one room uses lives in that room.
 *
 * <p>Lists that people see come through {@link io.overdub.kernel.Sql#readable}, {@link io.overdub.kernel.Sql#stretch} and
 * {@link io.overdub.kernel.Pages}: a row that cannot be read is left out and counted, and takes no other row with it.
 *
 * <p>Each room says in its {@link io.overdub.kernel.PersonalData} what it keeps of people, and forgets somebody when it is asked to.
 *
 * <p>Facts leave a room through the {@link io.overdub.kernel.Outbox} only: written in the transaction that makes them true, handed
 * to each subscriber after the commit, at least once.
 */
@NullMarked
package io.overdub.kernel;

import org.jspecify.annotations.NullMarked;
