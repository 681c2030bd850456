/**
 * What people do, about a second after they did it, in SQL; never lost once it was acknowledged, never doubled.
 *
 * <p>Other rooms ask {@link io.overdub.analytics.Receptions} how people took to a dub or a quote, and hear when that has changed. Nobody
 * else comes in: phones send events, and what rooms tell is heard as it stands in the outbox. Four stages with ports in between: the
 * intake writes to the {@code stream} before it answers; the aggregation reads that, and sends larger messages to the {@code queue}; the
 * loading takes them into the {@code warehouse}.
 *
 * <p>Promises:
 * <ul>
 *   <li>Every stage repeats what it does not know to be done, and the warehouse takes each id once: so nothing is lost or doubled whatever
 *       is killed. Ids are remembered for longer than the stream is kept.
 *   <li>One bad event rejects no other. What is no event goes into quarantine with its reason and can be tried again.
 *   <li>Of those who opted out only what is necessary is recorded, and not of whom. Addresses are cut to 24 or 48 bits.
 *   <li>Plays, views and shares are counted in Redis as they are loaded, written down every few seconds, and set right from the raw events
 *       once the day on which those came in is over: Redis may lose them. Who somebody else is, is what apps say of the author.
 *   <li>Who is forgotten is in no event any more, and comes back from no stream that is read again. Files that days were exported to
 *       are not looked at: they are for whoever has them to let expire.
 *   <li>When too much waits, nothing is taken in: 503, and the events that were turned away are counted. Over Kinesis, which
 *       does not say how much waits, only once whoever of us reads it is half a day behind.
 * </ul>
 *
 * <p>Schemas are files, one a version; a version only ever adds, so that what an old app sends stays valid.
 */
@AppModule(uses = {"edge"})
@NullMarked
package io.overdub.analytics;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;
